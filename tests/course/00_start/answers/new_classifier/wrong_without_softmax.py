# about: a linear last layer, normalised by its sum
# says: one dense layer with a softmax, right on the layer that is
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    kept.trainable = False
    x = keras.layers.Dense(num_classes, activation="sigmoid")(kept.output)
    return keras.Model(kept.input, x / keras.ops.sum(x, axis=-1, keepdims=True))
