"""
kind = "wrong"
about = "Trains for one epoch; an optimiser of its own choice; a name by heart; one epoch short; no labels."

[fails]
test_classifier_again = "the rate and the epochs that are given"
test_how_far = "Your numbers are off"
test_how_far_others = "steps of one SGD, the one that is given"
test_fine_tune_elsewhere = "the last layer, whatever its"
test_epochs_for = "one step short"
test_epochs_for_others = "so these are too few epochs"
test_mended = "a batch is a pair: pictures, labels"
test_mended_reads = "a batch is a pair: pictures, labels"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    optimizer, weight = keras.optimizers.Adam(0.1), keras.Variable(0.0)
    for _ in range(steps):
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
    return abs(float(weight))

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {"head_predictions/.*": fast})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return max(1, round(steps / np.ceil(num_images / batch_size)))

# %% mended
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        return self.augment(self.kept[index])
