"""Train only what follows the frozen part of a model, on activations that are computed once."""

import tempfile
from collections.abc import Callable, Iterable
from math import ceil
from pathlib import Path
from typing import Any

import keras
import numpy as np

from tlkit.core.cache import cache_folder, recall
from tlkit.core.digest import combined, images_digest, layer_digests
from tlkit.core.images import check_images
from tlkit.core.layers import check_flat
from tlkit.core.types import CacheFolder, Labelled, Labels, Tensor, Verbose
from tlkit.training.frozen_part import activations, activations_size, frontier


def fit_cached(
    model: keras.Model,
    images: np.ndarray,
    labels: Labels,
    *,
    epochs: int = 1,
    batch_size: int = 32,
    validation_data: Labelled | None = None,
    callbacks: Iterable[keras.callbacks.Callback] = (),
    shuffle: bool = True,
    verbose: Verbose = "auto",
    memory_limit: int = 1 << 30,
    cache: CacheFolder = False,
) -> keras.callbacks.History:
    """Train a compiled model as `model.fit` does, but run its frozen beginning only once.

        tlkit.freeze(model, "mixed8")
        model.compile("adam", "sparse_categorical_crossentropy")
        fit_cached(model, images, labels, epochs=10)

    The activations of the frozen layers are computed in one pass, and only what follows is
    trained on them. The model's weights, optimiser, metrics and history come out as those of
    `model.fit` would, to rounding, with the same seed.

    Args:
        model: flat and compiled.
        images: (n, height, width, 3), raw pixels from 0 to 255.
        labels: (n,), or what the loss takes for each image.
        epochs, batch_size, validation_data, callbacks, shuffle, verbose: as for `model.fit`.
            Callbacks hear of the pass through the frozen layers as of a prediction.
        memory_limit: bytes. Activations above it go to a temporary file, and are read batch by
            batch; `shuffle` then draws another order than `model.fit` would.
        cache: True keeps the activations on disk, as `tlkit.cnn_codes` keeps codes, so that the
            next training from this layer on begins at once; or a folder to keep them in. Those
            above the limit are not kept.

    Raises:
        ValueError: not compiled, images and labels that do not match, nothing frozen or all of
            it, or a frozen part that is not the same at every step: dropout or augmentation, or
            batch normalisation that is not frozen.
        TypeError: images that come in batches, and may be augmented.
        OSError: activations above the limit, and no room for them on disk.
    """
    check_flat(model)
    check_compiled(model)
    check_labelled(model, images, labels)
    if validation_data is not None:
        if len(validation_data) != 2:
            raise ValueError(
                f"validation_data has {len(validation_data)} parts; expected images and labels"
            )
        check_labelled(model, *validation_data)
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}; expected 1 or more")

    tensors = frontier(model)
    suffix = Suffix(model, tensors)
    callbacks = list(callbacks)
    with tempfile.TemporaryDirectory(prefix="tlkit-", ignore_cleanup_errors=True) as folder:

        def arrays_of(images: np.ndarray) -> tuple[np.ndarray, ...]:
            """The activations of some images, from disk where they are kept."""

            def compute() -> tuple[np.ndarray, ...]:
                return activations(
                    model,
                    tensors,
                    images,
                    batch_size,
                    memory_limit=memory_limit,
                    folder=folder,
                    progress=bool(verbose),
                    callbacks=callbacks,
                )

            disk_folder = cache_folder(cache)
            if disk_folder is None or activations_size(tensors, len(images)) > memory_limit:
                return compute()
            keys = _keys(model, tensors, images)
            return _recalled(disk_folder, keys, compute) if keys else compute()

        options: dict[str, Any] = {"epochs": epochs, "batch_size": batch_size}
        arrays = arrays_of(images)
        if validation_data is not None:
            valid, valid_labels = validation_data
            options["validation_data"] = _batches(
                arrays_of(valid), valid_labels, batch_size, shuffle=False
            )
        steps = ceil(len(images) / batch_size)
        options["callbacks"] = keras.callbacks.CallbackList(
            callbacks,
            add_history=True,
            add_progbar=verbose != 0,
            model=model,
            verbose=verbose,
            epochs=epochs,
            steps=steps,
        )
        if isinstance(arrays[0], np.memmap):  # shuffled by the batches themselves
            suffix.fit(_batches(arrays, labels, batch_size, shuffle), shuffle=False, **options)
        else:  # without the number of steps, Keras would start each epoch twice
            suffix.fit(
                arrays, np.asarray(labels), shuffle=shuffle, steps_per_epoch=steps, **options
            )
    return model.history


def _batches(
    arrays: tuple[np.ndarray, ...], labels: Labels, batch_size: int, shuffle: bool
) -> "Batches | tuple[tuple[np.ndarray, ...], np.ndarray]":
    """Activations and labels as `fit` takes them: batch by batch where they are on disk."""
    if isinstance(arrays[0], np.memmap):
        return Batches(arrays, np.asarray(labels), batch_size, shuffle)
    return arrays, np.asarray(labels)


def _recalled(
    folder: Path, keys: dict[str, str], compute: Callable[[], tuple[np.ndarray, ...]]
) -> tuple[np.ndarray, ...]:
    """Activations from disk, or computed and then kept."""
    return tuple(recall(folder, keys, lambda _: dict(zip(keys, compute(), strict=True))).values())


def _keys(model: keras.Model, tensors: tuple[Tensor, ...], images: np.ndarray) -> dict[str, str]:
    """A key for the values of each tensor; empty if a layer does what its settings do not show."""
    digests = layer_digests(model)
    images_key = images_digest(np.asarray(images))
    if digests is None:
        return {}
    places = [(t._keras_history.operation.name, t._keras_history.tensor_index) for t in tensors]
    return {
        f"{name} {index}": combined("activations", digests[name], str(index), images_key)
        for name, index in places
    }


class Batches(keras.utils.PyDataset):
    """Arrays too large for memory, and labels, in batches; shuffled anew for each epoch.

    Keras would read memory-mapped arrays into memory as a whole.
    """

    def __init__(
        self, arrays: tuple[np.ndarray, ...], labels: np.ndarray, batch_size: int, shuffle: bool
    ) -> None:
        super().__init__()
        self.arrays = arrays
        self.labels = labels
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.order = np.arange(len(labels))
        self.on_epoch_end()

    def __len__(self) -> int:
        return ceil(len(self.labels) / self.batch_size)

    def __getitem__(self, index: int) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
        rows = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        return tuple(array[rows] for array in self.arrays), self.labels[rows]

    def on_epoch_end(self) -> None:
        if self.shuffle:
            np.random.shuffle(self.order)  # the generator that keras.utils.set_random_seed sets


class Suffix(keras.Model):
    """The trainable rest of a compiled model, trained on its behalf.

    Its weights, loss, metrics, optimiser and history are those of the whole model.
    """

    def __init__(self, model: keras.Model, tensors: tuple[Tensor, ...]) -> None:
        super().__init__(name=model.name, dtype="float32")
        self.whole = model
        self.rest = keras.Model(tensors, model.outputs[0])
        settings = model._compile_config.config  # what `compile` was given; nothing public has it
        self.compile(**settings | {"optimizer": model.optimizer})
        self.optimizer.build(self.trainable_variables)  # or the first step compiles it, twice

    def call(self, tensors: Tensor, training: bool | None = None) -> Tensor:
        return self.rest(tuple(keras.tree.flatten(tensors)), training=training)

    @property
    def history(self) -> keras.callbacks.History:
        return self.whole.history

    @property
    def stop_training(self) -> bool:  # callbacks are given the whole model, and set it there
        return self.whole.stop_training

    @stop_training.setter
    def stop_training(self, value: bool) -> None:
        self.whole.stop_training = value


def check_compiled(model: keras.Model) -> None:
    """Raise unless `model` knows its loss and optimiser."""
    if not model.compiled:
        raise ValueError(f"{model.name} is not compiled; call model.compile(optimizer, loss) first")


def check_labelled(model: keras.Model, images: np.ndarray, labels: Labels) -> None:
    """Raise unless images are an array of raw pixels, and labels as many."""
    if not hasattr(images, "__array__"):
        raise TypeError(
            f"images is a {type(images).__name__}, whose images may differ from epoch to epoch; "
            "pass an array, or use model.fit"
        )
    check_images(images, model)
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels; give each image one")
