# about: flattens instead of averaging
# says: nothing above the cut, one dense layer added
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    part.trainable = False
    x = keras.layers.Flatten()(part.output)
    return keras.Model(part.input, keras.layers.Dense(num_classes, activation="softmax")(x))
