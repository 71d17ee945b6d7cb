# about: convolution, normalisation, ReLU: a block is three layers
# says: Asked about layer
def block_start(model, index):
    names = [type(layer).__name__ for layer in model.layers]
    first = next(i for i, name in enumerate(names) if name.startswith("Conv"))
    return first + (index - first) // 3 * 3
