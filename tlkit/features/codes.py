"""CNN codes: what the layers of a trained network say about images.

    codes = tlkit.cnn_codes(backbone, images)                    # (n, channels)
    classifier = tlkit.linear_classifier(codes, labels)
    table = tlkit.accuracy_by_layer(backbone, train, test)

Codes are taken after the ReLU: that is what the layers above were trained to read.
"""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pandas as pd

from tlkit.core.activations import activation_after, activation_name, rectifies
from tlkit.core.cache import cache_folder, recall
from tlkit.core.digest import combined, images_digest, layer_digests
from tlkit.core.images import check_images
from tlkit.core.inference import POOLINGS, batches_of, extract
from tlkit.core.layers import blocks, check_flat, find_layer
from tlkit.features.linear import linear_classifier
from tlkit.models.heads import reset_weights

__all__ = ["accuracy_by_layer", "cnn_codes", "linear_classifier"]

_CALIBRATION = 128  # images that set the batch statistics of random weights
_PIXELS = 16  # side to which pictures are scaled down before a classifier reads their pixels


def cnn_codes(
    model: keras.Model,
    images: Any,
    layer: Any = None,
    *,
    pooling: str = "avg",
    batch_size: int = 32,
    cache: bool | str | Path = True,
) -> Any:
    """Return the codes of one layer, or of several in a single pass over the images.

        >>> image = keras.Input((32, 32, 3))
        >>> maps = keras.layers.Conv2D(4, 3, activation="relu", name="conv")(image)
        >>> model = keras.Model(image, maps)
        >>> images = np.zeros((10, 32, 32, 3), "uint8")
        >>> cnn_codes(model, images, cache=False).shape
        (10, 4)
        >>> cnn_codes(model, images, ["conv"], pooling="flat", cache=False)["conv"].shape
        (10, 3600)

    The model runs in inference mode and is not changed. Codes are kept on disk by the content of
    model, images and layer, so the same ones are computed once; `TLKIT_CACHE` names the folder
    or says "off".

    Args:
        images: (n, height, width, 3), raw pixels from 0 to 255; or, for more than memory holds, a
            memory-mapped array, a `keras.utils.PyDataset` or any iterable of batches, each
            images or (images, labels, ...). What comes in batches is not kept on disk.
        layer: an index (negative from the end), a name or a layer; by default the last layer. A
            list of them gives a dict from layer name to codes.
        pooling: over the positions of a feature map, "avg" or "max"; "flat" keeps them all.
        batch_size: images at a time.
        cache: False to keep nothing; a folder to keep the codes there.

    Returns:
        float32 (n, channels), or (n, height * width * channels) where flat; a dict for a list.

    Raises:
        ValueError: images of the wrong shape or range, or none at all; no such layer; a model
            that ends in a classifier, where no layer is given; an unknown pooling.

    Warns:
        UserWarning: the layer stands before its ReLU.

    Source: Razavian et al. 2014, https://arxiv.org/abs/1403.6382
    """
    check_flat(model)
    if pooling not in POOLINGS:
        raise ValueError(f'pooling is {pooling!r}; use "avg", "max" or "flat"')
    several = isinstance(layer, list | tuple)
    layers = _chosen(model, layer if several else [_last(model) if layer is None else layer])
    codes = _codes(model, layers, images, pooling, batch_size, cache_folder(cache))
    return codes if several else next(iter(codes.values()))


def accuracy_by_layer(
    backbone: keras.Model,
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
    *,
    layers: Iterable[Any] | None = None,
    kind: str = "svm",
    seed: int = 0,
    cache: bool | str | Path = True,
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
        kind: of classifier, "svm" or "softmax".
        seed: of the random weights and of the classifiers.
        cache: as for `cnn_codes`.

    Returns:
        One row a layer, from the input on; columns "pretrained", "random weights", "random
        weights, calibrated" (where there is batch normalisation) and "raw pixels".

    Raises:
        ValueError: what `cnn_codes` and `linear_classifier` raise.
    """
    (table,) = accuracies_by_layer(
        backbone, train, [test], layers=layers, kind=kind, seed=seed, cache=cache
    )
    return table


def accuracies_by_layer(
    backbone: keras.Model,
    train: tuple[np.ndarray, np.ndarray],
    tests: Sequence[tuple[np.ndarray, np.ndarray]],
    *,
    layers: Iterable[Any] | None = None,
    kind: str = "svm",
    seed: int = 0,
    cache: bool | str | Path = True,
) -> list[pd.DataFrame]:
    """Return what `accuracy_by_layer` does for each of several tests, from one training."""
    check_flat(backbone)
    layers = _block_ends(backbone) if layers is None else layers
    names = list(_chosen(backbone, layers, stacklevel=4))  # of who called accuracy_by_layer
    parts = [train, *tests]

    def accuracies(model: keras.Model) -> np.ndarray:
        codes = [cnn_codes(model, part[0], names, cache=cache) for part in parts]
        return np.array([_accuracies([c[n] for c in codes], parts, kind, seed) for n in names])

    columns = {"pretrained": accuracies(backbone)}
    columns["random weights"] = accuracies(twin := _random_twin(backbone, seed))
    if _calibrate(twin, train[0], seed):
        columns["random weights, calibrated"] = accuracies(twin)
    pixels = _accuracies([_pixels(part[0]) for part in parts], parts, kind, seed)
    columns["raw pixels"] = np.array([pixels] * len(names))
    index = pd.Index(names, name="layer")
    return [
        pd.DataFrame({name: found[:, i] for name, found in columns.items()}, index=index)
        for i in range(len(tests))
    ]


def _last(model: keras.Model) -> keras.Layer:
    """The last layer, if its output can serve as codes."""
    last = model.layers[-1]
    classifies = isinstance(last, keras.layers.Dense | keras.layers.Activation)
    if classifies and activation_name(last) in ("linear", "softmax", "sigmoid"):
        features = [layer.name for layer in model.layers if rectifies(layer)]
        hint = f" (the last with a ReLU: layer={features[-1]!r})" if features else ""
        raise ValueError(
            f"{model.name} ends in the classifier {last.name!r}, whose outputs are no codes; name "
            f"a layer before it{hint}, or cut it off with tlkit.cut"
        )
    return last


def _chosen(
    model: keras.Model, layers: Iterable[Any], *, stacklevel: int = 3
) -> dict[str, keras.Layer]:
    """The layers by name; one that stands before its activation is pointed out."""
    chosen = [model.layers[find_layer(model, layer)] for layer in layers]
    if not chosen:
        raise ValueError("layer is an empty list; name one layer or more")
    for layer in chosen:
        if after := activation_after(model, layer):
            warnings.warn(
                f"{layer.name} is before its ReLU: its codes are negative in places, which the "
                f"layers above never see; use {after.name!r}",
                stacklevel=stacklevel,
            )
    return {layer.name: layer for layer in chosen}


def _codes(
    model: keras.Model,
    layers: Mapping[str, keras.Layer],
    images: Any,
    pooling: str,
    batch_size: int,
    folder: Path | None,
) -> dict[str, np.ndarray]:
    """Codes by layer name, from disk where they are kept and could be found."""

    def compute(names: Iterable[str]) -> dict[str, np.ndarray]:
        wanted = {name: layers[name] for name in names}
        return extract(model, wanted, images, pooling, batch_size)

    if not hasattr(images, "__array__"):
        return compute(layers)
    images = np.asanyarray(images)
    check_images(images, model)
    digests = layer_digests(model) if folder else None
    if folder is None or digests is None:
        return compute(layers)
    shown = images_digest(images)
    keys = {name: combined(digests[name], shown, pooling) for name in layers}
    return recall(folder, keys, compute)


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
    """The pictures scaled down, a row of numbers each."""
    size = tuple(min(_PIXELS, side) for side in images.shape[1:3])
    small = [
        keras.ops.convert_to_numpy(keras.ops.image.resize(batch, size, antialias=True))
        for batch in batches_of(images, 256)
    ]
    return np.concatenate(small).reshape(len(images), -1)


def _accuracies(
    codes: Sequence[np.ndarray],
    parts: Sequence[tuple[np.ndarray, np.ndarray]],
    kind: str,
    seed: int,
) -> list[float]:
    """How a classifier that is trained on the first part does on each of the others."""
    classifier = linear_classifier(codes[0], parts[0][1], kind=kind, seed=seed)
    tests = zip(codes[1:], parts[1:], strict=True)
    return [float(classifier.score(test, labels)) for test, (_, labels) in tests]
