# about: clone_model alone
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    return keras.models.clone_model(backbone)
