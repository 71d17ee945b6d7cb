# about: next over a generator, by the layers' names
def block_start(model, index):
    table = tlkit.layer_table(model).set_index("name")["block"]
    names = [layer.name for layer in model.layers]
    mine = table[names[index]]
    return next(number for number, name in enumerate(names) if table[name] == mine)
