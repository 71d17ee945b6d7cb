"""
kind = "wrong"
about = "Takes Adam's usual rate; returns nothing; a pattern that matches no weight; batches of 32 whatever was asked; piles augmentation up."

[fails]
test_classifier_only = "Yours has moved by 0.001"
test_classifier_again = "the rate and the epochs that are given"
test_how_far = "Found None where numbers were expected"
test_how_far_others = "Found None where numbers were expected"
test_fine_tune = "For the last layer this is `new_rate`"
test_fine_tune_elsewhere = "the last layer, whatever its"
test_epochs_for_others = "so fewer epochs are enough"
test_mended_reads = "Augmentation piles up"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable(0.0)
    for _ in range(steps):
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
    print(abs(float(weight)))

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {model.layers[-1].name: fast})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return int(np.ceil(steps / np.ceil(num_images / 32)))

# %% mended
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        self.kept[index] = self.augment(self.kept[index])
        return self.kept[index], self.labels[16 * index : 16 * (index + 1)]
