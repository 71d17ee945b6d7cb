# about: training=False in the call in place of freezing
# says: and should be two: kernel and bias of the new layer. Freeze
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    image = keras.Input(kept.input_shape[1:])
    return keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(kept(image, training=False)))
