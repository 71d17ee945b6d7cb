# about: a model up to the layer, a loop that freezes, one dense layer on top
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    for layer in kept.layers:
        layer.trainable = False
    return keras.Model(kept.input, keras.layers.Dense(num_classes, activation="softmax")(kept.output))
