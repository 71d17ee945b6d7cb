# about: prints the two numbers
# says: Found None where numbers were expected
def what_arrives(model, images):
    """Return the smallest and largest number that enter the first layer with weights."""
    first = next(layer for layer in model.layers if layer.weights)
    x = keras.Model(model.input, first.input).predict(images, verbose=0)
    print(x.min(), x.max())
