# about: hard-codes ReLU for all but the last layer, nothing for the last: a softmax is lost
# says: pixels, at its own size: are height and width of the first kernel in
def to_convolutions(model):
    image = keras.Input((None, None, 3))
    x, window = image, None
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            window = tuple(layer.input.shape[1:3])
        elif isinstance(layer, keras.layers.Dense):
            kernel, bias = layer.get_weights()
            act = None if layer is model.layers[-1] else "relu"
            conv = keras.layers.Conv2D(layer.units, window, activation=act)
            channels = x.shape[-1]
            x = conv(x)
            conv.set_weights([kernel.reshape(*window, channels, layer.units), bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)
