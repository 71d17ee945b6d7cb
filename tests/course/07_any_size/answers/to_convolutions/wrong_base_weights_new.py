# about: builds the lower layers anew from their configuration and forgets their weights
# says: at its own size it should answer as before: activations, biases, and each
def to_convolutions(model):
    image = keras.Input((None, None, 3))
    x, window = image, None
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            window = tuple(layer.input.shape[1:3])
        elif isinstance(layer, keras.layers.Dense):
            kernel, bias = layer.get_weights()
            conv = keras.layers.Conv2D(layer.units, window, activation=layer.activation)
            channels = x.shape[-1]
            x = conv(x)
            conv.set_weights([kernel.reshape(*window, channels, layer.units), bias])
            window = (1, 1)
        else:
            x = type(layer).from_config(layer.get_config())(x)
    return keras.Model(image, x)
