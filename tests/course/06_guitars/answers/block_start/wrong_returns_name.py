# about: the name of the block in place of an index
def block_start(model, index):
    return tlkit.layer_table(model)["block"].iloc[index]
