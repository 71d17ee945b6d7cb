# about: first the last layer alone with new_rate, then the others alone with rate
# says: The classifier began with zeros, and the layers below
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile(keras.optimizers.Adam(new_rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
    for layer in model.layers:
        layer.trainable = layer is not model.layers[-1] and not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
