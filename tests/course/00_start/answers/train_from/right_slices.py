# about: two slices of model.layers, and a helper that sets a switch
def train_from(model, layer_name):
    def switch(layers, on):
        for layer in layers:
            layer.trainable = on

    layers = list(model.layers)
    cut = next((i for i, layer in enumerate(layers) if layer.name == layer_name), len(layers))
    switch([model], True)
    switch(layers[:cut], False)
    switch(layers[cut:], True)
