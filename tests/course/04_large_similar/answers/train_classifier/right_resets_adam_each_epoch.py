# about: compiles and fits anew in a loop, one epoch each time, so Adam forgets its averages
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    for _ in range(epochs):
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
        model.fit(images, labels, epochs=1, verbose=0)
