# about: trains a clone with the same weights and returns it
# says: The last layer has not moved at all: does it train, and is
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    for layer in copy.layers[:-1]:
        layer.trainable = False
    copy.layers[-1].trainable = True
    copy.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    copy.fit(images, labels, epochs=epochs, verbose=0)
    return copy
