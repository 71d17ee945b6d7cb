# about: the same layers called again, set_weights after the call
def to_convolutions(model):
    """Return the network with convolutions in place of dense layers, for pictures of any size."""
    image = keras.Input((None, None, 3))
    x, window = image, None
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            window = layer.input.shape[1:3]
        elif isinstance(layer, keras.layers.Dense):
            kernel, *bias = layer.get_weights()
            convolution = keras.layers.Conv2D(
                layer.units, window, activation=layer.activation, use_bias=bool(bias)
            )
            channels = x.shape[-1]
            x = convolution(x)
            convolution.set_weights([kernel.reshape(*window, channels, layer.units), *bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)
