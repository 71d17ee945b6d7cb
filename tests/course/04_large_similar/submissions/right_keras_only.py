"""
kind = "right"
about = "An optimiser of its own whose steps are scaled by layer; no optimiser of optimisers."
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    *below, last = model.layers
    for layer in below:
        layer.trainable = False
    last.trainable = True
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=rate),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model.fit(images, labels, epochs=epochs, batch_size=32, verbose=0)

# %% how_far
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable([[0.0]])
    for step in range(steps):
        optimizer.apply([keras.ops.full((1, 1), gradient)], [weight])
    return float(keras.ops.sum(keras.ops.absolute(weight)))

# %% fine_tune
class Scaled(keras.optimizers.Adam):
    """Adam whose steps are shorter for all but the last two weights."""

    factor = 1.0

    def update_step(self, gradient, variable, learning_rate):
        last = self._get_variable_index(variable) >= len(self._trainable_variables) - 2
        super().update_step(gradient, variable, learning_rate * (1 if last else self.factor))


def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = True
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    optimizer = Scaled(new_rate)
    optimizer.factor = rate / new_rate
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
    return model.fit(images, labels, epochs=epochs, verbose=0)

# %% epochs_for
import math

def epochs_for(num_images, steps, batch_size=32):
    return math.ceil(steps / math.ceil(num_images / batch_size))

# %% mended
class Mended(Pictures):
    def __getitem__(self, index):
        try:
            images = self.kept[index]
        except KeyError:
            images = self.kept[index] = self.read(index)
        labels = self.labels[16 * index :][:16]
        return self.augment(images.copy()), labels
