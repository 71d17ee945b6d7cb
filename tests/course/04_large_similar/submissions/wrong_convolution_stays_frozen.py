"""
kind = "wrong"
about = "Does not compile; begins anew in each step; leaves the convolution frozen; one cache for all batches."

[fails]
test_classifier_only = "compile"
test_classifier_again = "Error"
test_how_far_others = "steps of one SGD, the one that is given"
test_fine_tune = "The convolution has not moved"
test_fine_tune_elsewhere = "has not moved: all layers train but batch normalisation"
test_mended = "Batch 2 was asked for"
test_mended_reads = "keep the pictures as they were read, for each batch"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable(0.0)
    for _ in range(steps):
        new = type(optimizer).from_config(optimizer.get_config())
        new.apply([keras.ops.convert_to_tensor(gradient)], [weight])
    return abs(float(weight))

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {f"{model.layers[-1].name}/.*": fast})
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% mended
class Mended(Pictures):
    def __getitem__(self, index):
        if not self.kept:
            self.kept["batch"] = self.read(index)
        return self.augment(self.kept["batch"]), self.labels[16 * index : 16 * (index + 1)]
