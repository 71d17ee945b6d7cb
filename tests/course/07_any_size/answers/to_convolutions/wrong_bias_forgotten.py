# about: copies the kernels, leaves the biases at zero
# says: at its own size it should answer as before: activations, biases, and each
def to_convolutions(model):
    image = keras.Input((None, None, 3))
    x, window = image, None
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            window = tuple(layer.input.shape[1:3])
        elif isinstance(layer, keras.layers.Dense):
            conv = keras.layers.Conv2D(layer.units, window, activation=layer.activation)
            x = conv(x)
            conv.kernel.assign(keras.ops.reshape(layer.kernel, conv.kernel.shape))
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)
