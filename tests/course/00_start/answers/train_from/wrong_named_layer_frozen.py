# about: off by one: the named layer is frozen, too
# says: all layers train, also if they were frozen before
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    trains = False
    for layer in model.layers:
        layer.trainable = trains
        if layer.name == layer_name:
            trains = True
