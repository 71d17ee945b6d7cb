"""
kind = "wrong"
about = "Freezes convolutions alone; forgets the sign; one rate for all; rounds down; leaves the cache where it was."

[fails]
test_classifier_only = "freeze all but the last layer"
test_classifier_again = "freeze all but the last layer"
test_how_far = "the distance is not below 0"
test_fine_tune = "`new_rate` on top"
test_fine_tune_elsewhere = "last layer"
test_epochs_for = "an epoch has 7 steps"
test_epochs_for_others = "another number"
test_mended = "Two epochs show exactly the same"
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
