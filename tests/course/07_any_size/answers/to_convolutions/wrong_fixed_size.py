# about: keeps the old input, so other pictures do not fit
# says: height and width of the input are None: any size
def to_convolutions(model):
    x, window = model.input, None
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            x, window = layer.input, tuple(layer.input.shape[1:3])
        elif isinstance(layer, keras.layers.Dense):
            kernel, bias = layer.get_weights()
            conv = keras.layers.Conv2D(layer.units, window, activation=layer.activation)
            channels = x.shape[-1]
            x = conv(x)
            conv.set_weights([kernel.reshape(*window, channels, layer.units), bias])
            window = (1, 1)
    return keras.Model(model.input, x)
