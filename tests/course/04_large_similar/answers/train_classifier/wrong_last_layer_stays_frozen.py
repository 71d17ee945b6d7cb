# about: freezes the others and forgets that the last layer may be frozen
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
