# about: sets the layers' switches alone, so a model whose own switch is off never trains
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    trains = False
    for layer in model.layers:
        trains = trains or layer.name == layer_name
        layer.trainable = trains
