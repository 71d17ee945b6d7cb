# about: model.trainable = False first, then the layers on
# says: The model's own switch is off: `model.trainable` is False.
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = False
    trains = False
    for layer in model.layers:
        trains = trains or layer.name == layer_name
        layer.trainable = trains
