# about: adds a hidden dense layer that trains as well
# says: The new layer is not built on the output of the layer that
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    kept.trainable = False
    x = keras.layers.Dense(128, activation="relu")(kept.output)
    return keras.Model(kept.input, keras.layers.Dense(num_classes, activation="softmax")(x))
