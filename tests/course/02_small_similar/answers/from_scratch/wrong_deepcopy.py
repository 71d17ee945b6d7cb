# about: copy.deepcopy, which copies the weights as well
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    import copy
    model = copy.deepcopy(backbone)
    for layer in model.layers:
        layer.trainable = True
    return model
