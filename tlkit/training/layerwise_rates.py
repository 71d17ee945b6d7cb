"""Layer-wise learning rates: one optimiser for each part of a model.

optimizer = layerwise_rates(model, "adam", {0: 1e-5, "head": 1e-3})
optimizer = layerwise_rates(model, "adam", slice(1e-5, 1e-3))
"""

import re
from collections.abc import Iterable, Mapping
from numbers import Real

import keras
import numpy as np

from tlkit.core.blocks import blocks
from tlkit.core.layers import check_flat, find_cut
from tlkit.core.types import CutRef, OptimizerRef

Rates = float | Mapping[CutRef, float] | slice
Part = tuple[list[keras.Layer], float]  # layers, and their learning rate


def layerwise_rates(
    model: keras.Model, optimizer: OptimizerRef, rates: Mapping[CutRef, float] | slice
) -> keras.optimizers.MultiOptimizer:
    """Return an optimiser that trains each part of `model` with a learning rate of its own.

        >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden"),
        ...                           keras.layers.Dense(2, name="classes")])
        >>> both = layerwise_rates(model, "sgd", {0: 0.001, "classes": 0.1})
        >>> [round(float(each.learning_rate), 6) for each in both.optimizers]
        [0.001, 0.1]

    Each part has an optimiser of Keras, in a map from the paths of its weights, so that the model
    saves and loads with it. Norms to clip by are taken over a part, not over the model. To scale
    gradients instead would do nothing with Adam, which divides each by its usual size.

    Args:
        model: a flat model.
        optimizer: a name or an optimiser of Keras, of which each part gets a copy.
        rates: {where a part begins: its learning rate}, by index, name or layer: `{0: 1e-5,
            "head": 1e-3}` for pretrained and new weights. Or `slice(lowest, highest)`: from the
            first block that trains to the last, each by the same factor above the one before.

    Raises:
        ValueError: a rate that is not above 0, no such layer, weights that train and have no
            rate, or an optimiser with several rates already.

    Source: Howard & Ruder 2018, https://arxiv.org/abs/1801.06146
    """
    check_flat(model)
    check_rates(rates)
    parts = _sliced(model, rates) if isinstance(rates, slice) else _parts(model, rates)
    # One optimiser a key: Keras makes a new one for each when it loads the map.
    optimizers = [copied(optimizer, rate) for _, rate in parts]
    keys = ["|".join(re.escape(w.path) for x in layers for w in x.weights) for layers, _ in parts]
    by_path = dict(zip(keys[:-1], optimizers, strict=False))
    return keras.optimizers.MultiOptimizer(keras.optimizers.OptimizerMap(optimizers[-1], by_path))


def copied(optimizer: OptimizerRef, learning_rate: float | None = None) -> keras.Optimizer:
    """A fresh copy of an optimiser, with another learning rate where one is given."""
    try:
        original = keras.optimizers.get(optimizer)
        config = original.get_config()
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(
            f'optimizer is {optimizer!r}; give a name such as "adam", "rmsprop" or "sgd", or an '
            "optimiser of Keras"
        ) from error
    if learning_rate is not None and "learning_rate" not in config:
        raise ValueError(
            f"{type(original).__name__} has learning rates of its own; leave learning_rate out"
        )
    if learning_rate is not None:
        config["learning_rate"] = float(learning_rate)
    return type(original).from_config(config)


def check_rates(rates: object) -> None:
    """Raise unless `rates` is a learning rate, a mapping to learning rates or a slice of them."""
    if isinstance(rates, Mapping):
        values = list(rates.values())
    else:
        values = [rates.start, rates.stop] if isinstance(rates, slice) else [rates]
    right = bool(values) and all(map(_is_rate, values))
    if not right or (isinstance(rates, slice) and values[0] > values[1]):
        raise ValueError(
            f"learning rate is {rates!r}; give a number above 0, rates by layer such as "
            '{0: 1e-5, "head": 1e-3}, or slice(lowest, highest)'
        )


def _is_rate(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and float(value) > 0


def _sliced(model: keras.Model, rates: slice) -> list[Part]:
    """The blocks that train, and rates from the lowest to the highest."""
    parts = [model.layers[block.start : block.stop] for block in blocks(model)]
    parts = [layers for layers in parts if any(layer.trainable_weights for layer in layers)]
    if not parts:
        raise ValueError(f"nothing in {model.name} trains; call tlkit.unfreeze first")
    if len(parts) == 1:
        return [(parts[0], rates.stop)]
    return list(zip(parts, np.geomspace(rates.start, rates.stop, len(parts)), strict=True))


def _parts(model: keras.Model, rates: Mapping[CutRef, float]) -> list[Part]:
    """The layers from each start to the next, where they have weights, and their rate."""
    starts = starts_of(model, rates)
    first, *stops = [start for start, _ in starts]
    check_covered(layer for layer in model.layers[:first] if layer.trainable_weights)
    spans = zip(starts, [*stops, len(model.layers)], strict=True)
    parts = [(model.layers[start:stop], rate) for (start, rate), stop in spans]
    return [part for part in parts if any(layer.weights for layer in part[0])]


def starts_of(model: keras.Model, rates: Mapping[CutRef, float]) -> list[tuple[int, float]]:
    """Where each rate begins, an index, and the rate; refuses a layer that is not there."""
    return sorted((find_cut(model, where, after=False), rate) for where, rate in rates.items())


def check_covered(layers: Iterable[keras.Layer]) -> None:
    """Raise unless `layers` is empty: they train, and stand before the first rate."""
    if layer := next(iter(layers), None):
        raise ValueError(
            f"no learning rate for {layer.name!r}, which trains; let the first rate begin at 0, or "
            "freeze what comes before it"
        )
