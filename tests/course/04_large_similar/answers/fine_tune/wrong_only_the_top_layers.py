# about: unfreezes the upper half only, as in unit 05's recipes
# says: The convolution has not moved. It was frozen before: set
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    model.trainable = True
    middle = len(model.layers) // 2
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= middle and not isinstance(layer, keras.layers.BatchNormalization)
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {w.path: fast for w in model.layers[-1].weights})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
