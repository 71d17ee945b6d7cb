# about: the column as a list, and the first place of the name in it
def block_start(model, index):
    """Return the index at which the block begins that `model.layers[index]` is part of."""
    blocks = list(tlkit.layer_table(model)["block"])
    return blocks.index(blocks[index])
