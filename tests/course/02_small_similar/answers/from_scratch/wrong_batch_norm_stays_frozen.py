# about: switches on all but batch normalisation
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.models.clone_model(backbone)
    for layer in model.layers:
        if not isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = True
    return model
