# about: clones the cut network to protect the backbone, without its weights
# says: The pretrained weights below the cut are not in the new
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = keras.models.clone_model(tlkit.cut(backbone, layer))
    part.trainable = False
    x = keras.layers.GlobalAveragePooling2D()(part.output)
    return keras.Model(part.input, keras.layers.Dense(num_classes, activation="softmax")(x))
