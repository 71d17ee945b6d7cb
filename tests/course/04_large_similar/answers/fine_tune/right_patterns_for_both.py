# about: escaped regular expressions, verbose, a helper, prints what trains
def fine_tune(model, images, labels, rate, new_rate, epochs):
    """Train `model` in place: the last layer with `new_rate`, the layers below with `rate`."""
    import re
    from keras.layers import BatchNormalization
    from keras.optimizers import Adam, MultiOptimizer, OptimizerMap

    def set_switches(layers):
        for layer in layers:
            if isinstance(layer, keras.Model):
                layer.trainable = True
                set_switches(layer.layers)
            elif isinstance(layer, BatchNormalization):
                layer.trainable = False
            else:
                layer.trainable = True

    model.trainable = True
    set_switches(model.layers)
    last_layer = model.layers[-1]
    optimizer_for_the_old = Adam(learning_rate=rate)
    optimizer_for_the_new = Adam(learning_rate=new_rate)
    pattern = "|".join(re.escape(weight.path) for weight in last_layer.trainable_weights)
    table = OptimizerMap(optimizer_for_the_old)
    table[pattern] = optimizer_for_the_new
    model.compile(optimizer=MultiOptimizer(table), loss="sparse_categorical_crossentropy")
    for weight in model.trainable_weights:
        print(weight.path, "new" if re.fullmatch(pattern, weight.path) else "old")
    model.fit(images, labels, epochs=epochs, verbose=0)
