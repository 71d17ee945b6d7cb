# about: a flag that turns on at the named layer
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    trains = False
    for layer in model.layers:
        if layer.name == layer_name:
            trains = True
        layer.trainable = trains
