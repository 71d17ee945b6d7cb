"""
kind = "wrong"
about = "Switches the whole model off; a formula for plain descent; the rates swapped; one epoch's steps; keeps what was augmented, and augments it again."

[fails]
test_classifier_only = "The model's own switch is off: `model.trainable` is False. S"
test_classifier_again = "should train"
test_how_far_others = "steps of one SGD, the one that is given"
test_fine_tune = "For the last layer this is `new_rate`"
test_fine_tune_elsewhere = "the last layer, whatever its"
test_epochs_for = "Found 7, expected 10"
test_epochs_for_others = "so these are too few epochs"
test_mended_reads = "Augmentation piles up"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    model.trainable = False
    model.layers[-1].trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    return abs(float(optimizer.learning_rate) * gradient * steps)

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(fast, {f"{model.layers[-1].name}/.*": slow})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return int(np.ceil(num_images / batch_size))

# %% mended
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.augment(self.read(index))
        return self.augment(self.kept[index]), self.labels[16 * index : 16 * (index + 1)]
