"""Validate the input of a transfer study: the network's builder, the two tasks, n and seeds."""

from collections.abc import Callable, Iterable

import keras
import numpy as np

from tlkit.core.images import check_images
from tlkit.core.layers import check_flat
from tlkit.core.types import Labelled
from tlkit.features.linear import check_labels

Build = Callable[[int], keras.Model]
Task = list[tuple[np.ndarray, np.ndarray]]  # images and labels: to train on, and to test on


def kernels(model: keras.Model) -> list[int]:
    """The indices of the layers that carry a kernel: convolutional and dense ones."""
    return [
        index
        for index, layer in enumerate(model.layers)
        if any(len(weight.shape) > 1 for weight in layer.weights)
    ]


def checked_network(build: Build) -> keras.Model:
    """A network as `build` makes it, if it is what a study needs."""
    model = build(0)
    again = build(0)
    check_flat(model)
    if not model.compiled:
        raise ValueError(f"build returned {model.name} not compiled; call model.compile in build")
    weights = zip(model.get_weights(), again.get_weights(), strict=True)
    if model is again or not all(np.array_equal(one, other) for one, other in weights):
        raise ValueError(
            "build(0) gave one model twice, or two with different weights; build a new one each "
            "time, after keras.utils.set_random_seed(seed)"
        )
    weights = zip(model.get_weights(), build(1).get_weights(), strict=True)
    if all(np.array_equal(one, other) for one, other in weights):
        raise ValueError(
            "build(0) and build(1) gave the same weights, so that no seed repeats the study; call "
            "keras.utils.set_random_seed(seed) in build"
        )
    if len(kernels(model)) < 2:
        raise ValueError(f"{model.name} has fewer than 2 layers with a kernel: none can be kept")
    return model


def checked_task(name: str, task: tuple[Labelled, Labelled], model: keras.Model) -> Task:
    """The training and test images of a task, as arrays, checked."""
    try:
        (images, labels), (test_images, test_labels) = task
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} is not a pair of training and test images; pass "
            "((images, labels), (test_images, test_labels))"
        ) from None
    parts = (images, labels), (test_images, test_labels)
    for part_images, part_labels in parts:
        check_images(part_images, model)
        check_labels(np.asarray(part_labels), len(part_images))
        _check_classes(name, np.asarray(part_labels), model)
    return [
        (np.asanyarray(part_images), np.asarray(part_labels)) for part_images, part_labels in parts
    ]


def _check_classes(name: str, labels: np.ndarray, model: keras.Model) -> None:
    outputs = model.output_shape[-1]
    if labels.min() < 0 or labels.max() >= outputs:
        raise ValueError(
            f"labels of {name} run from {labels.min()} to {labels.max()}, but {model.name} has "
            f"{outputs} outputs, for labels 0 to {outputs - 1}"
        )


def checked_counts(n: Iterable[int] | None, model: keras.Model) -> list[int]:
    """The numbers of layers to keep, by default all that are possible."""
    most = len(kernels(model)) - 1
    counts = list(range(1, most + 1)) if n is None else checked_integers("n", n, least=1)
    if max(counts) > most:
        raise ValueError(
            f"n is {max(counts)}, but {model.name} has {most + 1} layers with a kernel, of which "
            f"1 to {most} can be kept: the last is always new"
        )
    return counts


def checked_integers(name: str, values: Iterable[int], *, least: int) -> list[int]:
    """The values as a list, each once, if all are integers from `least` on."""
    numbers = list(values) if isinstance(values, Iterable) else []
    right = all(isinstance(number, int | np.integer) and number >= least for number in numbers)
    if not numbers or not right:
        raise ValueError(f"{name} is {values!r}; expected integers from {least}, such as [1, 2]")
    return list(dict.fromkeys(map(int, numbers)))
