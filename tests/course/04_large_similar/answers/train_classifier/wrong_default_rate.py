# about: "adam" as a string, so its rate is 0.001
# says: use Adam, and the rate that is given
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
