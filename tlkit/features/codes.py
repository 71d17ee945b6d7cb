"""CNN codes: the activations of a layer of a trained network, as features of images.

    codes = tlkit.cnn_codes(backbone, images)                    # (n, channels)
    classifier = tlkit.linear_classifier(codes, labels)

Codes are taken after the ReLU: that is what the layers above were trained to read.
"""

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import overload

import keras
import numpy as np

from tlkit.core.activations import activation_after, activation_name, rectifies
from tlkit.core.cache import cache_folder, recall
from tlkit.core.digest import combined, images_digest, layer_digests
from tlkit.core.images import check_images
from tlkit.core.inference import POOLINGS, extract
from tlkit.core.layers import check_flat, find_layer
from tlkit.core.types import CacheFolder, ImageSource, LayerRef


@overload
def cnn_codes(
    model: keras.Model,
    images: ImageSource,
    layer: LayerRef | None = None,
    *,
    pooling: str = ...,
    batch_size: int = ...,
    cache: CacheFolder = ...,
) -> np.ndarray: ...


@overload
def cnn_codes(
    model: keras.Model,
    images: ImageSource,
    layer: list[LayerRef] | tuple[LayerRef, ...],
    *,
    pooling: str = ...,
    batch_size: int = ...,
    cache: CacheFolder = ...,
) -> dict[str, np.ndarray]: ...


def cnn_codes(
    model: keras.Model,
    images: ImageSource,
    layer: LayerRef | list[LayerRef] | tuple[LayerRef, ...] | None = None,
    *,
    pooling: str = "avg",
    batch_size: int = 32,
    cache: CacheFolder = True,
) -> np.ndarray | dict[str, np.ndarray]:
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
    if layer is None:
        layer = _last(model)
    layers = chosen_layers(model, layer if isinstance(layer, list | tuple) else [layer])
    codes = _codes(model, layers, images, pooling, batch_size, cache_folder(cache))
    return codes if several else next(iter(codes.values()))


def _last(model: keras.Model) -> keras.Layer:
    """The last layer, if its output can serve as codes."""
    last = model.layers[-1]
    classifies = isinstance(last, keras.layers.Dense | keras.layers.Activation)
    if classifies and activation_name(last) in ("linear", "softmax", "sigmoid"):
        features = [layer.name for layer in model.layers if rectifies(layer)]
        hint = f" (the last with a ReLU: layer={features[-1]!r})" if features else ""
        raise ValueError(
            f"{model.name} ends in the classifier {last.name!r}, whose outputs are not codes; name "
            f"a layer before it{hint}, or cut it off with tlkit.cut"
        )
    return last


def chosen_layers(
    model: keras.Model, layers: Iterable[LayerRef], *, stacklevel: int = 3
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
    images: ImageSource,
    pooling: str,
    batch_size: int,
    folder: Path | None,
) -> dict[str, np.ndarray]:
    """Codes by layer name, from disk where they are kept and could be found."""

    def compute(names: Iterable[str]) -> dict[str, np.ndarray]:
        missing = {name: layers[name] for name in names}
        return extract(model, missing, images, pooling, batch_size)

    if not hasattr(images, "__array__"):
        return compute(layers)
    images = np.asanyarray(images)
    check_images(images, model)
    digests = layer_digests(model) if folder else None
    if folder is None or digests is None:
        return compute(layers)
    images_key = images_digest(images)
    keys = {name: combined(digests[name], images_key, pooling) for name in layers}
    return recall(folder, keys, compute)
