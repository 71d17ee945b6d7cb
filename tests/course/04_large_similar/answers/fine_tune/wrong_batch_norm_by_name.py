# about: recognises batch normalisation by "bn" in the name
# says: freeze batch normalisation, weights and statistics: by its
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = "bn" not in layer.name
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {w.path: fast for w in model.layers[-1].weights})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
