"""A small net in two blocks and a head, and images for it, for the tests of training."""

import keras
import numpy as np

from tlkit.models.freezing import unfreeze
from tlkit.training.stages import Stage, train_stages

IMAGES = np.random.default_rng(0).integers(0, 256, (22, 8, 8, 3)).astype("uint8")
LABELS = np.random.default_rng(1).integers(0, 3, 22)
TRAIN = (IMAGES[:16], LABELS[:16])
VALID = (IMAGES[16:], LABELS[16:])
LOSS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
layers = keras.layers

RATES = {0: 1e-4, "block2": 1e-3, "head": 1e-2}
STAGES = [Stage("head", epochs=2, optimizer="rmsprop"), Stage("block2", epochs=3)]


def block(x, number):
    """Two branches that meet, normalised, as in an Inception block."""
    left = layers.Conv2D(3, 1, name=f"block{number}_left")(x)
    left = layers.Conv2D(3, 3, padding="same", name=f"block{number}_left_2")(left)
    right = layers.AveragePooling2D(2, 1, "same", name=f"block{number}_pool")(x)
    x = layers.Concatenate(name=f"block{number}_mixed")([left, right])
    return layers.ReLU(name=f"block{number}_relu")(
        layers.BatchNormalization(name=f"block{number}_bn")(x)
    )


def build(activation=None, dropout=0.0):
    """Two such blocks and a head; the same weights each time."""
    keras.utils.set_random_seed(0)
    image = keras.Input((8, 8, 3), name="image")
    x = block(block(image / 255, 1), 2)
    x = layers.GlobalAveragePooling2D(name="head_pool")(x)
    x = layers.Dropout(dropout, seed=1, name="head_dropout")(x)
    x = layers.Dense(3, activation=activation, name="head_predictions")(x)
    return keras.Model(image, x, name="small")


def compiled(from_layer, optimizer="adam", **options):
    model = build(**options)
    unfreeze(model, from_layer)
    model.compile(optimizer, LOSS, metrics=["accuracy"])
    keras.utils.set_random_seed(2)
    return model


def train(model, stages, **options):
    return train_stages(model, TRAIN, VALID, stages, **({"verbose": 0, "batch_size": 8} | options))


def moved(before, after):
    return [bool(np.any(old != new)) for old, new in zip(before, after, strict=True)]


def weights(model, name):
    return model.get_layer(name).get_weights()


def rates_by_layer(model, optimizer):
    """The rate of each layer that trains, as Keras will pick it."""
    pairs = [(layer, weight) for layer in model.layers for weight in layer.trainable_weights]
    return {layer.name: float(optimizer._optimizer_map(w).learning_rate) for layer, w in pairs}


class Augmented(keras.utils.PyDataset):
    """Images that are flipped at random."""

    def __len__(self):
        return 4

    def __getitem__(self, index):
        rows = slice(4 * index, 4 * index + 4)
        return IMAGES[rows, :, :: np.random.choice([-1, 1])], LABELS[rows]
