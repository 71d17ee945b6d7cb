# about: looks at the first and last picture only
def what_arrives(model, images):
    """Return the smallest and largest number that enter the first layer with weights."""
    first = next(layer for layer in model.layers if layer.weights)
    x = keras.Model(model.input, first.input).predict(images[[0, -1]], verbose=0)
    return float(x[0].min()), float(x[-1].max())
