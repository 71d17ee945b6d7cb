# about: model.trainable = True is thought to switch all layers on; then freezes those before
# says: all layers train, also if they were frozen before
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    model.trainable = True
    for layer in model.layers:
        if layer.name == layer_name:
            break
        layer.trainable = False
