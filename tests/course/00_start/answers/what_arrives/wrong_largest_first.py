# about: the largest first
# says: The smallest number comes first
def what_arrives(model, images):
    """Return the smallest and largest number that enter the first layer with weights."""
    first = next(layer for layer in model.layers if layer.weights)
    x = keras.Model(model.input, first.input).predict(images, verbose=0)
    return float(x.max()), float(x.min())
