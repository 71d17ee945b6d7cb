# about: the number of the block, counted in blocks
# says: ends a block; which layer is its first?
def block_start(model, index):
    blocks = tlkit.layer_table(model)["block"]
    return list(blocks.unique()).index(blocks.iloc[index])
