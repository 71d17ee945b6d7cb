# about: clone_model, then every layer's switch on (models inside included)
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    new = keras.models.clone_model(backbone)
    new.trainable = True
    for layer in new._flatten_layers():
        layer.trainable = True
    return new
