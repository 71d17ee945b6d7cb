# about: off by one: the last layer of the block before
# says: ends a block; which layer is its first?
def block_start(model, index):
    block = tlkit.layer_table(model)["block"].tolist()
    while index > 0 and block[index] == block[index - 1]:
        index -= 1
    return max(index - 1, 0)
