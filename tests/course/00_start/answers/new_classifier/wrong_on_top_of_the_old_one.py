# about: puts the new layer on the old classifier's output
# says: The new layer is not built on the output of the layer that
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    network.trainable = False
    return keras.Model(network.input, keras.layers.Dense(num_classes, activation="softmax")(network.output))
