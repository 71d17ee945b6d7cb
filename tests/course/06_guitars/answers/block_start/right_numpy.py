# about: NumPy: flatnonzero
# text: returns a NumPy integer
def block_start(model, index):
    blocks = tlkit.layer_table(model)["block"].to_numpy()[: len(model.layers)]
    return np.flatnonzero(blocks == blocks[index])[0]
