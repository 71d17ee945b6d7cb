# about: freezes case.backbone whatever it is given
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in case.backbone.layers:
        layer.trainable = False
