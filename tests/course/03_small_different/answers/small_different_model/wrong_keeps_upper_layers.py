# about: only freezes up to the layer; the layers above it are kept and train
# says: nothing above the cut, one dense layer added
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    for l in backbone.layers:
        l.trainable = False
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
