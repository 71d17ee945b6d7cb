# about: ends in the output of the first layer with weights
def what_arrives(model, images):
    """Return the smallest and largest number that enter the first layer with weights."""
    first = next(layer for layer in model.layers if layer.weights)
    x = keras.Model(model.input, first.output).predict(images, verbose=0)
    return float(x.min()), float(x.max())
