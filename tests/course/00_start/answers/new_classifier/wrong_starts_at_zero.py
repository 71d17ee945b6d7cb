# about: the new weights start at zero
# says: The new layer's weights are all the same. They should be
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    kept.trainable = False
    new = keras.layers.Dense(num_classes, activation="softmax", kernel_initializer="zeros")
    return keras.Model(kept.input, new(kept.output))
