# about: the block is named after its last layer, and that is what is looked up
# says: ends a block; which layer is its first?
def block_start(model, index):
    name = tlkit.layer_table(model)["block"].iloc[index]
    return [layer.name for layer in model.layers].index(name)
