# about: classifies every position with softmax and averages the probabilities
# says: first an average over the positions, then the dense layer
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    part.trainable = False
    x = keras.layers.Dense(num_classes, activation="softmax")(part.output)
    return keras.Model(part.input, keras.layers.GlobalAveragePooling2D()(x))
