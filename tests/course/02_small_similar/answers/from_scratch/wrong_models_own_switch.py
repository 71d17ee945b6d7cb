# about: model.trainable = True on the clone, whose own switch may be on already
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.models.clone_model(backbone)
    model.trainable = True
    return model
