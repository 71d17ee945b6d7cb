# about: divides the pictures by 255 before fit
# says: A kernel has not moved. Are the pixels as they are given?
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images / 255, labels, epochs=epochs, verbose=0)
