# about: mse on integer labels
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile(keras.optimizers.Adam(rate), "mse")
    model.fit(images, labels, epochs=epochs, verbose=0)
