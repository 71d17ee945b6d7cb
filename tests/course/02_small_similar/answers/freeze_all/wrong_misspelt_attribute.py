# about: sets an attribute that does not exist (trainble), which Python accepts
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        layer.trainble = False
