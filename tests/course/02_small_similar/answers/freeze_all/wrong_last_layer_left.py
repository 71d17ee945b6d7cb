# about: layers[:-1], the recipe for a model with a classifier
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers[:-1]:
        layer.trainable = False
