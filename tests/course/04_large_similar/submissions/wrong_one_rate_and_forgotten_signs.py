"""
kind = "wrong"
about = "Freezes convolutions alone; forgets the sign; one rate for all; rounds down; leaves the cache where it was."

[fails]
test_classifier_only = "freeze all but the last layer"
test_classifier_again = "freeze all but the last layer"
test_how_far = "How far it has come is a distance, which is not below"
test_fine_tune = "For the last layer this is `new_rate`"
test_fine_tune_elsewhere = "the last layer, whatever its"
test_epochs_for = "an epoch has 7 steps"
test_epochs_for_others = "ZeroDivisionError"
test_mended = "Two epochs show exactly the same"
test_mended_reads = "Twelve batches were asked for"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Conv2D)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable(0.0)
    for _ in range(steps):
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
    return float(weight)

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return steps // (num_images // batch_size)

# %% mended
class Mended(Pictures):
    pass
