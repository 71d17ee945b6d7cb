# about: freezes the rest, and sets the momentum of batch normalisation to 1
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 1.0
        else:
            layer.trainable = False
