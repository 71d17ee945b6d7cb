# about: cuts the last three layers, whatever last_kept is
# says: a unit for each new class
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.Model(network.input, network.layers[-4].output)
    kept.trainable = False
    return keras.Model(kept.input, keras.layers.Dense(num_classes, activation="softmax")(kept.output))
