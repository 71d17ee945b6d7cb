# about: takes the root of the dense layer's inputs: maps as high as wide
def to_convolutions(model):
    image = keras.Input((None, None, 3))
    x = image
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            continue
        if isinstance(layer, keras.layers.Dense):
            kernel, bias = layer.get_weights()
            channels = x.shape[-1]
            side = round((kernel.shape[0] / channels) ** 0.5)
            conv = keras.layers.Conv2D(layer.units, side, activation=layer.activation)
            x = conv(x)
            conv.set_weights([kernel.reshape(side, side, channels, layer.units), bias])
        else:
            x = layer(x)
    return keras.Model(image, x)
