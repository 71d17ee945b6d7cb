# about: a training loop of its own with a GradientTape and two Adams
# text: "both with Adam"; fit is not prescribed
def fine_tune(model, images, labels, rate, new_rate, epochs):
    import tensorflow as tf
    model.trainable = True
    for layer in model._flatten_layers():
        if layer is not model:
            layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    new = model.layers[-1].trainable_variables
    old = [w for w in model.trainable_variables if all(w is not n for n in new)]
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy()
    for _ in range(epochs):
        order = np.random.permutation(len(labels))
        for start in range(0, len(labels), 32):
            batch = order[start : start + 32]
            with tf.GradientTape() as tape:
                loss = cross_entropy(labels[batch], model(tf.cast(images[batch], tf.float32), training=True))
            gradients = tape.gradient(loss, [w.value for w in old + new])
            if old:
                slow.apply(gradients[: len(old)], old)
            fast.apply(gradients[len(old) :], new)
