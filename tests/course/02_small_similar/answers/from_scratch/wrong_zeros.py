# about: all weights zero
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.models.clone_model(backbone)
    model.set_weights([np.zeros_like(w) for w in model.get_weights()])
    for layer in model.layers:
        layer.trainable = True
    return model
