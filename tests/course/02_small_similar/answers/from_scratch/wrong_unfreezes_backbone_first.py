# about: unfreezes the backbone so that the clone trains
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    for layer in backbone.layers:
        layer.trainable = True
    return keras.models.clone_model(backbone)
