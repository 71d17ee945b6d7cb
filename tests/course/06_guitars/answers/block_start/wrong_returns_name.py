# about: the name of the block in place of an index
# says: Return an index; this is
def block_start(model, index):
    return tlkit.layer_table(model)["block"].iloc[index]
