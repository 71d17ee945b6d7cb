# about: the loop stops before layer 0
# says: Return an index, a whole number; asked about layer
def block_start(model, index):
    blocks = tlkit.layer_table(model)["block"].tolist()
    for number in range(index, 0, -1):
        if blocks[number - 1] != blocks[number]:
            return number
