# about: walks back while the layer before is of the same block
def block_start(model, index):
    block = tlkit.layer_table(model)["block"].tolist()
    start = index
    while start > 0 and block[start - 1] == block[index]:
        start -= 1
    return start
