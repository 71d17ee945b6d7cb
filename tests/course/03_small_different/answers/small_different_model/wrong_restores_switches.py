# about: freezes, builds, and switches the backbone on again "to leave it as it was", though the layers are shared
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    part.trainable = False
    x = keras.layers.GlobalAveragePooling2D()(part.output)
    model = keras.Model(part.input, keras.layers.Dense(num_classes, activation="softmax")(x))
    backbone.trainable = False
    backbone.trainable = True
    return model
