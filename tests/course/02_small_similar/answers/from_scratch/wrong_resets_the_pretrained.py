# about: resets the given network and returns a new model around it
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    tlkit.reset_weights(backbone, seed=0)
    model = keras.models.clone_model(backbone)
    model.set_weights(backbone.get_weights())
    for layer in model.layers:
        layer.trainable = True
    return model
