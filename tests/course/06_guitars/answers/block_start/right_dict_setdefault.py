# about: a dictionary from block to where it was seen first
def block_start(model, index):
    first_seen = {}
    blocks = tlkit.layer_table(model)["block"]
    for position, (_, name) in zip(range(len(model.layers)), blocks.items()):
        first_seen.setdefault(name, position)
    return first_seen[blocks.iloc[index]]
