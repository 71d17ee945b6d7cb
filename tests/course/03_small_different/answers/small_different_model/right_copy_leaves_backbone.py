# about: a clone with copied weights is frozen, so the given backbone stays as it was
# text: the text does not say whether the backbone itself may be frozen; a copy has the same weights
def small_different_model(backbone, layer, num_classes):
    """Return the network of this case: cut at `layer`, frozen, with a new softmax classifier."""
    part = tlkit.cut(backbone, layer)
    copy = keras.models.clone_model(part)
    copy.set_weights(part.get_weights())
    copy.trainable = False
    pooled = keras.layers.GlobalAveragePooling2D(name="average")(copy.output)
    logits = keras.layers.Dense(num_classes, name="logits")(pooled)
    return keras.Model(copy.input, keras.layers.Softmax(name="probabilities")(logits))
