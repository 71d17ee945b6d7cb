"""
kind = "right"
about = "Lets tlkit do what it can."
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    stage = tlkit.Stage(-1, epochs=epochs, learning_rate=rate)
    tlkit.train_stages(model, (images, labels), None, [stage], verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable(np.zeros(1), dtype="float32")
    for _ in range(steps):
        optimizer.apply_gradients([(np.array([gradient], "float32"), weight)])
    return np.abs(keras.ops.convert_to_numpy(weight))[0]

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    rates = {0: rate, -1: new_rate}
    stage = tlkit.Stage(epochs=epochs, learning_rate=rates)
    tlkit.train_stages(model, (images, labels), None, [stage], verbose=0, cached=False)

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    epochs = 1
    while epochs * len(range(0, num_images, batch_size)) < steps:
        epochs += 1
    return epochs

# %% mended
class Mended(Pictures):
    def batch(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        return self.kept[index]

    def __getitem__(self, index):
        where = slice(16 * index, 16 * index + 16)
        return np.asarray(self.augment(self.batch(index))), self.labels[where]
