# about: where the next block begins, as if training should begin after this one
# says: ends a block; which layer is its first?
def block_start(model, index):
    blocks = tlkit.layer_table(model)["block"].tolist()
    while index < len(model.layers) and blocks[index] == blocks[index + 1]:
        index += 1
    return index + 1
