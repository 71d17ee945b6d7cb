"""Accuracy layer by layer: how well a linear classifier does on the codes of each.

table = tlkit.accuracy_by_layer(backbone, train, test)
"""

from collections.abc import Iterable, Sequence

import keras
import numpy as np
import pandas as pd

from tlkit.core.activations import activation_after
from tlkit.core.blocks import blocks
from tlkit.core.inference import batches_of
from tlkit.core.layers import check_flat
from tlkit.core.types import CacheFolder, LayerRef
from tlkit.features.codes import chosen_layers, cnn_codes
from tlkit.features.linear import linear_classifier
from tlkit.models.heads import reset_weights

_CALIBRATION = 128  # images that set the batch statistics of random weights
_PIXELS = 16  # side to which images are scaled down before a classifier reads their pixels


def accuracy_by_layer(
    backbone: keras.Model,
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
    *,
    layers: Iterable[LayerRef] | None = None,
    seed: int = 0,
    cache: CacheFolder = True,
) -> pd.DataFrame:
    """Return how well a linear classifier does on the codes of each layer, beside two baselines.

        table = accuracy_by_layer(case.backbone, case.train, case.test)
        table["pretrained"].idxmax()                     # the layer whose codes serve best

    The baselines are what pretraining must beat: the pixels, scaled down to 16×16, and the same
    architecture with random weights, its batch normalisation once as Keras initialises it and
    once calibrated on training images, as training from scratch would at its first step.
    Calibrated, deep random networks scatter similar images; the other is often the stronger.

    Args:
        train: images (n, height, width, 3) and labels (n,) to train the classifiers on.
        test: images and labels to measure their accuracy on.
        layers: by default the end of every block, after its ReLU.
        seed: of the random weights and of the classifiers.
        cache: as for `cnn_codes`.

    Returns:
        One row per layer, from the input on; columns "pretrained", "random weights", "random
        weights, calibrated" (where there is batch normalisation) and "raw pixels".

    Raises:
        ValueError: what `cnn_codes` and `linear_classifier` raise.
    """
    (table,) = accuracies_by_layer(backbone, train, [test], layers=layers, seed=seed, cache=cache)
    return table


def accuracies_by_layer(
    backbone: keras.Model,
    train: tuple[np.ndarray, np.ndarray],
    tests: Sequence[tuple[np.ndarray, np.ndarray]],
    *,
    layers: Iterable[LayerRef] | None = None,
    seed: int = 0,
    cache: CacheFolder = True,
) -> list[pd.DataFrame]:
    """Return what `accuracy_by_layer` does for each of several tests, from one training."""
    check_flat(backbone)
    layers = _block_ends(backbone) if layers is None else layers
    names = list(chosen_layers(backbone, layers, stacklevel=4))  # of who called accuracy_by_layer
    parts = [train, *tests]

    def accuracies(model: keras.Model) -> np.ndarray:
        codes = [cnn_codes(model, part[0], names, cache=cache) for part in parts]
        return np.array([_accuracies([c[n] for c in codes], parts, seed) for n in names])

    columns = {"pretrained": accuracies(backbone)}
    columns["random weights"] = accuracies(twin := _random_twin(backbone, seed))
    if _calibrate(twin, train[0], seed):
        columns["random weights, calibrated"] = accuracies(twin)
    pixels = _accuracies([_pixels(part[0]) for part in parts], parts, seed)
    columns["raw pixels"] = np.array([pixels] * len(names))

    index = pd.Index(names, name="layer")
    return [
        pd.DataFrame({name: values[:, i] for name, values in columns.items()}, index=index)
        for i in range(len(tests))
    ]


def _block_ends(model: keras.Model) -> list[keras.Layer]:
    ends = [model.layers[block.stop - 1] for block in blocks(model)]
    ends = [end for end in ends if not isinstance(end, keras.layers.InputLayer)]
    return [activation_after(model, end) or end for end in ends]


def _random_twin(model: keras.Model, seed: int) -> keras.Model:
    """The same architecture with random weights, ready to be calibrated."""

    def layer_of(layer: keras.Layer) -> keras.Layer:
        ready = {"momentum": 0.0, "rate": 0.0, "trainable": True}  # rate: of dropout
        config = layer.get_config()
        return layer.from_config(config | {key: ready[key] for key in ready if key in config})

    twin = keras.models.clone_model(model, clone_function=layer_of)
    reset_weights(twin, seed=seed)
    return twin


def _calibrate(twin: keras.Model, images: np.ndarray, seed: int) -> bool:
    """Set batch statistics to those of some images; False where the model has none.

    With momentum 0, one batch in training mode sets every layer's statistics to its own.
    """
    some = np.random.default_rng(seed).permutation(len(images))[:_CALIBRATION]
    keras.Model(twin.inputs[0], twin.outputs)(images[np.sort(some)], training=True)
    return any(isinstance(layer, keras.layers.BatchNormalization) for layer in twin.layers)


def _pixels(images: np.ndarray) -> np.ndarray:
    """The images scaled down, a row of numbers each."""
    size = tuple(min(_PIXELS, side) for side in images.shape[1:3])
    small = [
        keras.ops.convert_to_numpy(keras.ops.image.resize(batch, size, antialias=True))
        for batch in batches_of(images, 256)
    ]
    return np.concatenate(small).reshape(len(images), -1)


def _accuracies(
    codes: Sequence[np.ndarray],
    parts: Sequence[tuple[np.ndarray, np.ndarray]],
    seed: int,
) -> list[float]:
    """How a classifier that is trained on the first part does on each of the others."""
    classifier = linear_classifier(codes[0], parts[0][1], seed=seed)
    tests = zip(codes[1:], parts[1:], strict=True)
    return [float(classifier.score(test, labels)) for test, (_, labels) in tests]
