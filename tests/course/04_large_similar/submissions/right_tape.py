"""
kind = "right"
about = "Trains with a loop of its own, two optimisers beside each other; prints a lot."
"""

# %% fine_tune
import tensorflow as tf

def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    new = model.layers[-1].trainable_variables
    old = [v for v in model.trainable_variables if all(v is not n for n in new)]
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    loss = keras.losses.SparseCategoricalCrossentropy()
    for epoch in range(epochs):
        for i in range(0, len(images), 32):
            with tf.GradientTape() as tape:
                value = loss(labels[i : i + 32], model(images[i : i + 32], training=True))
            gradients = tape.gradient(value, [v.value for v in old + new])
            slow.apply(gradients[: len(old)], old)
            fast.apply(gradients[len(old) :], new)
            print(epoch, float(value))

fine_tune

# %% epochs_for
def epochs_for(num_images, steps, batch_size=32):
    return -(-steps // -(-num_images // batch_size))

# %% mended
class Mended(keras.utils.PyDataset):
    def __init__(self, read, labels, augment):
        super().__init__()
        self.read, self.labels, self.augment = read, labels, augment
        self.kept = [None] * len(self)

    def __len__(self):
        return len(self.labels) // 16

    def __getitem__(self, index):
        if self.kept[index] is None:
            self.kept[index] = self.read(index)
        return self.augment(self.kept[index]), self.labels[16 * index : 16 * index + 16]
