# about: freezes Conv2D and Dense alone
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        if isinstance(layer, (keras.layers.Conv2D, keras.layers.DepthwiseConv2D, keras.layers.Dense, keras.layers.BatchNormalization)):
            layer.trainable = False
