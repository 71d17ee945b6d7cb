"""
kind = "wrong"
about = "Leaves a frozen classifier frozen; takes one step; lets batch normalisation train; counts pictures, not steps; reads anew each time."

[fails]
test_classifier_again = "should train"
test_how_far = "This is the way of one step; by default there are ten"
test_how_far_others = "Take as many steps as are asked for; this is one"
test_fine_tune = "freeze every BatchNormalization layer"
test_fine_tune_elsewhere = "freeze batch normalisation"
test_epochs_for = "Found 12, expected 10"
test_epochs_for_others = "so fewer epochs are enough"
test_mended_reads = "read once, and kept"
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable(0.0)
    optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
    return abs(float(weight))

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = True
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {f"{model.layers[-1].name}/.*": fast})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return int(np.ceil(steps * batch_size / num_images))

# %% mended
class Mended(Pictures):
    def __getitem__(self, index):
        return self.augment(self.read(index)), self.labels[16 * index : 16 * (index + 1)]
