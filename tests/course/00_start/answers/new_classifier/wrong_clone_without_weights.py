# about: clones to protect the network, and loses what it has learned
# says: Keep every layer up to the one that is named, with its
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.models.clone_model(keras.Model(network.input, network.get_layer(last_kept).output))
    kept.trainable = False
    return keras.Model(kept.input, keras.layers.Dense(num_classes, activation="softmax")(kept.output))
