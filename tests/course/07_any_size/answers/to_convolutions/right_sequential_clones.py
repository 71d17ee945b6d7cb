# about: a Sequential of cloned layers, bias optional
def to_convolutions(model):
    new, size = keras.Sequential([keras.Input((None, None, 3))]), None
    for layer in model.layers:
        if isinstance(layer, keras.layers.InputLayer):
            continue
        if isinstance(layer, keras.layers.Flatten):
            size = layer.input.shape[1:]
            continue
        if isinstance(layer, keras.layers.Dense):
            kernel, *bias = layer.get_weights()
            height, width, channels = size
            new.add(keras.layers.Conv2D(
                layer.units, (height, width), padding="valid", activation=layer.activation,
                use_bias=layer.use_bias, name=layer.name,
            ))
            new.layers[-1].set_weights([kernel.reshape(height, width, channels, layer.units), *bias])
            size = (1, 1, layer.units)
        else:
            new.add(type(layer).from_config(layer.get_config()))
            new.layers[-1].set_weights(layer.get_weights())
    return new
