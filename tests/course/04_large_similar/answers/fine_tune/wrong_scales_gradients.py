# about: one Adam at new_rate, and the gradients of the lower layers multiplied by rate / new_rate
# says: do all layers below the last train at `rate`?
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    model.trainable = True
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    new = [w.path for w in model.layers[-1].weights]

    class Gentle(keras.optimizers.Adam):
        def apply(self, grads, trainable_variables=None):
            scaled = [g if v.path in new else g * (rate / new_rate) for g, v in zip(grads, trainable_variables)]
            return super().apply(scaled, trainable_variables)

    model.compile(Gentle(new_rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
