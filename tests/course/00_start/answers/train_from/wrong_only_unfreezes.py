# about: switches on from the layer, does not freeze the ones before
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    if layer_name is None:
        for layer in model.layers:
            layer.trainable = False
        return
    names = [layer.name for layer in model.layers]
    for layer in model.layers[names.index(layer_name) :]:
        layer.trainable = True
