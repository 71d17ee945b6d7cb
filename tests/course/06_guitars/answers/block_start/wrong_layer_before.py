# about: off by one: the last layer of the block before
def block_start(model, index):
    block = tlkit.layer_table(model)["block"].tolist()
    while index > 0 and block[index] == block[index - 1]:
        index -= 1
    return max(index - 1, 0)
