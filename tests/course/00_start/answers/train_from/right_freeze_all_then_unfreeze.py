# about: all on and all off through the model's switch (which reaches models inside), then on from the layer
def train_from(model, layer_name):
    model.trainable = True
    for layer in model.layers:
        layer.trainable = True
        layer.trainable = False
    if layer_name is not None:
        start = model.layers.index(model.get_layer(layer_name))
        for layer in model.layers[start:]:
            layer.trainable = True
