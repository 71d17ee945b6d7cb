# about: leaves batch normalisation on while freezing the rest
# says: freeze all but the last layer, batch normalisation too
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    for layer in model.layers[:-1]:
        if not isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    model.layers[-1].trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
