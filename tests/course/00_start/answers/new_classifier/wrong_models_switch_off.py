# about: the model's switch off, then the new layer's on: the model's own stays off
# says: Nothing trains in the new model. Freeze what is kept, not
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    x = network.get_layer(last_kept).output
    model = keras.Model(network.input, keras.layers.Dense(num_classes, activation="softmax")(x))
    model.trainable = False
    model.layers[-1].trainable = True
    return model
