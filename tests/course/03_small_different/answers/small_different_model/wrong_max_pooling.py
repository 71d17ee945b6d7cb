# about: takes the maximum over positions
# says: It reads the largest value over the positions; the average
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    part.trainable = False
    x = keras.layers.GlobalMaxPooling2D()(part.output)
    return keras.Model(part.input, keras.layers.Dense(num_classes, activation="softmax")(x))
