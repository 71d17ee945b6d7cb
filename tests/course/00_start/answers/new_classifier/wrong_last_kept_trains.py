# about: freezes the layers before last_kept, not last_kept itself
# says: and should be two: kernel and bias of the new layer. Freeze
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    for layer in network.layers:
        if layer.name == last_kept:
            break
        layer.trainable = False
    x = network.get_layer(last_kept).output
    return keras.Model(network.input, keras.layers.Dense(num_classes, activation="softmax")(x))
