"""Prove what a compiled model trains, by one real training step."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import keras
import numpy as np
from keras.src.backend.common import global_state

from tlkit.core.images import check_images
from tlkit.core.layers import check_flat
from tlkit.core.types import Labels
from tlkit.models.freezing import count_parameters, split_weights

if TYPE_CHECKING:
    import pandas as pd


def prove_step(model: keras.Model, images: np.ndarray, labels: Labels) -> "pd.DataFrame":
    """Return what one real training step moves in each layer, and leave no trace of the step.

    The step is `model.fit` on the images as one batch, with the loss and optimiser that the
    model was compiled with. Weights, statistics, optimiser, metrics and random generators are
    afterwards bit for bit as before. A layer that is "frozen" and moves all the same was frozen
    after the model had been compiled.

        >>> model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(2, 3),
        ...     keras.layers.Flatten(), keras.layers.Dense(2, name="classes")])
        >>> model.layers[0].trainable = False
        >>> model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        >>> prove_step(model, np.full((4, 8, 8, 3), 255), [0, 0, 1, 0])[["state", "cause"]]
                 state     cause
        index
        0       frozen
        2      trained  gradient

    Args:
        model: a flat, compiled model that takes raw pixels.
        images: (n, height, width, 3), raw pixels 0 to 255; one batch, 32 are enough.
        labels: (n,), as the loss of the model takes them.

    Columns: the largest change of a weight and of a batch normalisation statistic, and its
    cause: "gradient", "weight decay", "batch statistics". Layers without weights are left out.

    Raises:
        ValueError: the model is not compiled or not flat, or images and labels do not match.
    """
    import pandas as pd

    check_flat(model)
    check_images(images, model)
    if not model.compiled:
        raise ValueError(f"{model.name} is not compiled; call model.compile(optimizer, loss) first")
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels; give each image one")
    before = {id(weight): _array(weight) for weight in model.weights}
    decay = {id(weight): _decay(model.optimizer, weight) for weight in model.weights}
    with no_trace(model):
        # `fit` and not `train_on_batch`: only `fit` goes on with a step compiled earlier.
        model.fit(np.asarray(images), np.asarray(labels), batch_size=len(images), verbose=0)
        rows = {
            i: {"name": layer.name, "state": count_parameters(model, [layer])["state"]}
            | _moves(layer, before, decay)
            for i, layer in enumerate(model.layers)
            if layer.weights
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("index")


def _array(variable: keras.Variable) -> np.ndarray:
    """A copy of a variable's value."""
    return np.array(keras.ops.convert_to_numpy(keras.ops.copy(variable)))


def _decay(optimizer: keras.Optimizer, weight: keras.Variable) -> float:
    """The share of itself that a weight loses to weight decay in the coming step."""
    optimizer = getattr(optimizer, "inner_optimizer", optimizer)
    if isinstance(optimizer, keras.optimizers.MultiOptimizer):
        optimizer = optimizer._optimizer_map(weight)
    if not optimizer.weight_decay or not optimizer._use_weight_decay(weight):
        return 0.0
    return float(_array(optimizer.learning_rate)) * optimizer.weight_decay


def _moves(
    layer: keras.Layer, before: dict[int, np.ndarray], decay: dict[int, float]
) -> dict[str, float | str]:
    """How far the weights and statistics of a layer are from `before`, and why."""
    weights, statistics = split_weights(layer)
    causes = set()
    for weight in weights:
        old = before[id(weight)]
        new = _array(weight)
        share = decay[id(weight)]
        if np.array_equal(old, new):
            continue
        if share:
            causes.add("weight decay")
        # A float32 carries 7 digits: less than 3e-7 of a weight is rounding.
        if not np.allclose(new, old * (1 - share), 3e-7, 0):
            causes.add("gradient")
    if _largest_change(statistics, before) > 0:
        causes.add("batch statistics")
    return {
        "weights_moved": _largest_change(weights, before),
        "statistics_moved": _largest_change(statistics, before),
        "cause": ", ".join(sorted(causes)),
    }


def _largest_change(weights: list[keras.Variable], before: dict[int, np.ndarray]) -> float:
    changes = [np.abs(_array(w).astype("float64") - before[id(w)]).max() for w in weights]
    return float(max(changes, default=0.0))


@contextmanager
def no_trace(model: keras.Model) -> Iterator[None]:
    """Put the model, its optimiser and all random generators back as they were before."""
    optimizer = model.optimizer
    attributes = dict(vars(model))
    if not optimizer.built:  # a step would build it: let a copy take the step
        model.optimizer = type(optimizer).from_config(optimizer.get_config())
    variables = [*model.variables, *model.metrics_variables, *optimizer.variables]
    values = [_array(variable) for variable in variables]
    with _random_generators_kept():
        try:
            yield
        finally:
            model.reset_metrics()  # those that the step created
            for variable, value in zip(variables, values, strict=True):
                variable.assign(value)
            model.optimizer = optimizer
            for name in ("train_function", "history", "stop_training"):
                if name in attributes:
                    setattr(model, name, attributes[name])
                elif name in vars(model):
                    delattr(model, name)


@contextmanager
def _random_generators_kept() -> Iterator[None]:
    """Python's generator, NumPy's, and the one that Keras uses where no seed is given."""
    name = "global_seed_generator"
    python = random.getstate()
    numpy = np.random.get_state()
    seeds = None
    if (generator := global_state.get_global_attribute(name)) is not None:
        seeds = _array(generator.state)
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)
        if generator is not None:
            generator.state.assign(seeds)
        global_state.set_global_attribute(name, generator)
