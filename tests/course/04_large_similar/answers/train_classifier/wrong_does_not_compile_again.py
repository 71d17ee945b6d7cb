# about: compiles only if the model was not compiled
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = False
    model.layers[-1].trainable = True
    if not model.compiled:
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
