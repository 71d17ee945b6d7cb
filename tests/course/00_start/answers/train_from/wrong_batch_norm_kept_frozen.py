# about: keeps batch normalisation frozen everywhere, the later units' rule
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    trains = False
    for layer in model.layers:
        trains = trains or layer.name == layer_name
        layer.trainable = trains and not isinstance(layer, keras.layers.BatchNormalization)
