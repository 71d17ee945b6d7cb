# about: ".*name.*" also matches layers whose names contain the last one's (dense, dense_1)
# says: do all layers below the last train at `rate`?
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {f".*{model.layers[-1].name}.*": fast})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
