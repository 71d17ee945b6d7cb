# about: switches the variables off, not the layers, so that statistics still move
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for weight in model.trainable_weights:
        weight.trainable = False
