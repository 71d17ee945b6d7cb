# about: goes back to the nearest convolution
# says: Asked about layer
def block_start(model, index):
    while index > 0 and "Conv2D" not in type(model.layers[index]).__name__:
        index -= 1
    return index
