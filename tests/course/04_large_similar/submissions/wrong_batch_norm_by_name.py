"""
kind = "wrong"
about = "Knows batch normalisation by the name that it has in the visible check; metrics in the third place; an epoch too many."

[fails]
test_classifier_only = "the third argument of `compile` is not the metrics"
test_classifier_again = "the third argument of `compile` is not the metrics"
test_fine_tune_elsewhere = "by its type, since layers may have any name"
test_epochs_for = "Found 11, expected 10"
test_epochs_for_others = "fewer epochs are enough"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", ["accuracy"])
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = "bn" not in layer.name
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {f"{model.layers[-1].name}/.*": fast})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return steps // -(-num_images // batch_size) + 1
