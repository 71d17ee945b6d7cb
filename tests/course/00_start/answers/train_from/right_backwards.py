# about: goes backwards from the end until the named layer
def train_from(model, layer_name):
    model.trainable = True
    on = layer_name is not None
    for layer in reversed(model.layers):
        layer.trainable = on
        if layer.name == layer_name:
            on = False
