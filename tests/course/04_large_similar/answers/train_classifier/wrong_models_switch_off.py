# about: model.trainable = False, then the last layer on: the model's own switch stays off
# says: The model's own switch is off: `model.trainable` is False.
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = False
    model.layers[-1].trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
