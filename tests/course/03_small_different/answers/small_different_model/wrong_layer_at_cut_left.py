# about: freezes part.layers[:-1], so that the layer at the cut still trains
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    for l in part.layers[:-1]:
        l.trainable = False
    x = keras.layers.GlobalAveragePooling2D()(part.output)
    return keras.Model(part.input, keras.layers.Dense(num_classes, activation="softmax")(x))
