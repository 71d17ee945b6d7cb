# about: freezes the finished model, the new layer included
# says: Nothing trains in the new model: the new dense layer should
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    x = keras.layers.GlobalAveragePooling2D()(part.output)
    model = keras.Model(part.input, keras.layers.Dense(num_classes, activation="softmax")(x))
    model.trainable = False
    return model
