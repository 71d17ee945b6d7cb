# about: cut, a loop that freezes, pooling and dense on top
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    for each in part.layers:
        each.trainable = False
    x = keras.layers.GlobalAveragePooling2D()(part.output)
    x = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(part.input, x)
