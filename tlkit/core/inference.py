"""Inference in batches: the pooled outputs of some layers, from one pass over the images.

codes = extract(model, {"conv": layer}, images, pooling="avg", batch_size=32)["conv"]
"""

from collections.abc import Iterator, Mapping
from typing import Any

import keras
import numpy as np
from tqdm.auto import tqdm

from tlkit.core.graph import output_of
from tlkit.core.images import check_images
from tlkit.core.per_model import PerModel
from tlkit.core.types import ImageSource, Tensor

_BAR: dict[str, Any] = {"desc": "images", "unit": "batch", "delay": 1, "leave": False}
POOLINGS = ("avg", "max", "flat")
Layers = Mapping[str, keras.Layer]  # by name


class Extractor(keras.Model):
    """The pooled outputs of some layers; pooling at once frees the maps while a batch runs."""

    def __init__(self, model: keras.Model, layers: Layers, pooling: str) -> None:
        super().__init__(dtype="float32")
        outputs = {name: output_of(model, layer) for name, layer in layers.items()}
        self.maps = keras.Model(model.inputs[0], outputs)
        self.pooling = pooling

    def call(self, images: Tensor) -> dict[str, Tensor]:
        maps = self.maps(images, training=False)
        return {name: self.pool(maps[name]) for name in maps}

    def pool(self, maps: Tensor) -> Tensor:
        maps = keras.ops.cast(maps, "float32")
        if self.pooling == "flat":
            return keras.ops.reshape(maps, (keras.ops.shape(maps)[0], -1))
        pool = {"avg": keras.ops.mean, "max": keras.ops.max}[self.pooling]
        return pool(maps, axis=tuple(range(1, len(maps.shape) - 1)))


_extractors: PerModel[Extractor] = PerModel()


def extract(
    model: keras.Model,
    layers: Layers,
    images: ImageSource,
    pooling: str,
    batch_size: int,
) -> dict[str, np.ndarray]:
    """Return the codes of every layer, float32 by name, with a progress bar after a second.

    Args:
        images: an array that was checked, or batches, which are checked as they come.
        pooling: "avg", "max" or "flat".

    Raises:
        ValueError: no batch at all, or one that is not a batch of images.
    """
    key = (tuple(layers), pooling)
    extractor = _extractors.get(model, key, lambda: Extractor(model, layers, pooling))

    parts: dict[str, list[np.ndarray]] = {name: [] for name in layers}
    for batch in batches_of(images, batch_size, model):
        outputs = extractor.predict_on_batch(_padded(batch, batch_size))
        for name in layers:
            parts[name].append(outputs[name][: len(batch)])
    if not all(parts.values()):
        raise ValueError("images yields no batch; pass at least one image")
    return {name: np.concatenate(arrays) for name, arrays in parts.items()}


def run_once(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """Return the output of a model that was made for these images alone.

    Step by step: `predict` would compile it first, which takes longer than to run it a few times.
    """
    batches = batches_of(np.asarray(images), batch_size=32)
    outputs = [keras.ops.convert_to_numpy(model(batch, training=False)) for batch in batches]
    return np.concatenate(outputs)


def batches_of(
    images: ImageSource, batch_size: int, model: keras.Model | None = None
) -> Iterator[np.ndarray]:
    """Yield images in batches: slices of an array, or what a dataset or iterable yields.

    >>> [len(batch) for batch in batches_of(np.zeros((5, 8, 8, 3)), batch_size=2)]
    [2, 2, 1]
    """
    if isinstance(images, np.ndarray):
        starts = range(0, len(images), batch_size)
        slices = (images[start : start + batch_size] for start in starts)
        yield from tqdm(slices, total=len(starts), **_BAR)
        return
    total = None
    if isinstance(images, keras.utils.PyDataset):
        total = len(images)
        images = map(images.__getitem__, range(total))
    for batch in tqdm(images, total=total, **_BAR):
        array = np.asarray(batch[0] if isinstance(batch, tuple) else batch)
        check_images(array, model)
        yield array


def _padded(batch: np.ndarray, batch_size: int) -> np.ndarray:
    """A last, smaller batch filled up to a power of two, so that few shapes are compiled."""
    size = min(batch_size, 1 << (len(batch) - 1).bit_length())
    return np.pad(batch, [(0, max(0, size - len(batch))), (0, 0), (0, 0), (0, 0)])
