# about: `layer_name in layer.name`: conv_1 is also in conv_10
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    trains = False
    for layer in model.layers:
        if layer_name is not None and layer_name in layer.name:
            trains = True
        layer.trainable = trains
