# about: only the named layer and the last one train
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer_name is not None and (layer.name == layer_name or layer is model.layers[-1])
