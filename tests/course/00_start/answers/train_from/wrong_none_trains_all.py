# about: None as "from the start"
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    trains = layer_name is None
    for layer in model.layers:
        trains = trains or layer.name == layer_name
        layer.trainable = trains
