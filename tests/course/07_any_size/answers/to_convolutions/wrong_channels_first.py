# about: reshapes as (channels, height, width) and moves the axes
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
            kernel = kernel.reshape(channels, *window, layer.units).transpose(1, 2, 0, 3)
            conv.set_weights([kernel, bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)
