# about: calls the network with training=False and thinks that this freezes it
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    image = keras.Input(part.input_shape[1:])
    x = keras.layers.GlobalAveragePooling2D()(part(image, training=False))
    return keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(x))
