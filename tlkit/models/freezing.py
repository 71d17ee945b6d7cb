"""Choose which layers train, and see which do.

    freeze(model, "mixed4")          # all layers up to the end of this block
    layer_table(model, by="block")

What really trains is shown by `tlkit.prove_step`.
"""

import warnings
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from tlkit.core.blocks import blocks
from tlkit.core.graph import clean_cuts, output_of
from tlkit.core.layers import check_flat, find_cut, find_start
from tlkit.core.types import CutRef

if TYPE_CHECKING:
    import pandas as pd


def freeze(model: keras.Model, upto: CutRef | None = None) -> None:
    """Freeze `model` in place up to a layer, and let every layer after it train.

    Nothing depends on what was frozen before, so the call may be repeated with other values.
    Batch normalisation in the frozen part runs in inference mode: neither its weights nor its
    statistics move, on any backend.

        >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden"),
        ...                           keras.layers.Dense(2, name="classes")])
        >>> freeze(model, "hidden")
        >>> [layer.trainable for layer in model.layers]
        [False, True]

    Args:
        model: a flat model; layers that it shares with other models are frozen there too.
        upto: how far. None: all layers. An index: the layers before it, so that 150 freezes
            `model.layers[:150]` and -2 all but the last two. The name of a layer or block, or a
            layer: up to its end. A share (a float, 0 to 1): that part of the layers, rounded to
            the nearest end of a block.

    Warns:
        UserWarning: the cut falls inside a block, so that some parallel branches are frozen and
            others train; or the model was compiled before, and must be compiled again.

    Raises:
        ValueError: no such layer, or a model with another model inside.
        TypeError: `upto` is not an index, name, layer or share.

    Source: https://keras.io/guides/transfer_learning/
    """
    check_flat(model)
    cut = len(model.layers) if upto is None else find_cut(model, upto, after=True)
    _train_from(model, cut, batch_norm=True)


def unfreeze(
    model: keras.Model, from_layer: CutRef | None = None, *, batch_norm: bool = True
) -> None:
    """Let `model` train, in place, from a layer on, and freeze every layer before it.

    The mirror of `freeze`: `unfreeze(model, 150)` and `freeze(model, 150)` do the same.

        >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden"),
        ...                           keras.layers.Dense(2, name="classes")])
        >>> unfreeze(model, "classes")
        >>> [layer.trainable for layer in model.layers]
        [False, True]

    Args:
        model: a flat model; layers that it shares with other models change there too.
        from_layer: where training begins. None: at the first layer. An index: there. The name
            of a layer or block, or a layer: at its beginning. A share (a float, 0 to 1): after
            that part of the layers, rounded to the nearest end of a block.
        batch_norm: False keeps every batch normalisation frozen, with its statistics: the safe
            choice for a pretrained network and small batches.

    Warns:
        UserWarning: as `freeze`.

    Raises:
        ValueError, TypeError: as `freeze`.

    Source: https://keras.io/examples/vision/image_classification_efficientnet_fine_tuning/
    """
    check_flat(model)
    _train_from(model, find_start(model, from_layer), batch_norm=batch_norm)


def layer_table(model: keras.Model, by: str = "layer") -> "pd.DataFrame":
    """Return what trains and what is frozen: a row for each layer or block, and a total.

        >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden"),
        ...                           keras.layers.Dense(2, name="classes")])
        >>> freeze(model, "hidden")
        >>> layer_table(model)[["name", "parameters", "trained", "frozen", "state"]]
                  name  parameters  trained  frozen    state
        index
        0       hidden          15        0      15   frozen
        1      classes           8        8       0  trained
        total                   23        8      15

    Args:
        model: a flat model.
        by: "layer" or "block".

    Columns are numbers of parameters: all, those trained, those frozen, and the statistics of
    batch normalisation, which no optimiser touches and which move only where the state says so.

    Raises:
        ValueError: `by` is neither, or a model with another model inside.
    """
    import pandas as pd

    check_flat(model)
    if by not in ("layer", "block"):
        raise ValueError(f'by is {by!r}; it may be "layer" or "block"')
    rows = _rows_by_layer(model) if by == "layer" else _rows_by_block(model)
    table = pd.DataFrame(rows).rename_axis("index")
    counts = table[["parameters", "trained", "frozen", "statistics"]].sum()
    table.loc["total"] = pd.Series({**dict.fromkeys(table.columns, ""), **counts})
    return table.astype(counts.map(type).to_dict())


def _train_from(model: keras.Model, cut: int, *, batch_norm: bool) -> None:
    """Set `trainable` on every layer: False before the cut, True from it on."""
    _warn_inside_block(model, cut)
    before = {layer: model.trainable and layer.trainable for layer in model.layers}
    if not model.trainable:
        model.trainable = True  # else it would overrule its layers
    for i, layer in enumerate(model.layers):
        stays_frozen = not batch_norm and isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = i >= cut and not stays_frozen
    changed = sum(before[x] != x.trainable and bool(x.weights) for x in model.layers)
    if model.compiled and changed:
        _uncompile(model, changed)


def _uncompile(model: keras.Model, changed: int) -> None:
    """Make Keras refuse `fit` until the model is compiled: it would go on as before in silence."""
    model.compiled = False
    warnings.warn(
        f"compile the model again: {model.name} was compiled before {changed} of its layers "
        "changed what they train, and Keras would not notice; fit now asks for model.compile",
        stacklevel=4,
    )


def _warn_inside_block(model: keras.Model, cut: int) -> None:
    cuts = clean_cuts(model)
    below, above = max(c for c in cuts if c <= cut), min(c for c in cuts if c >= cut)
    halves = model.layers[below:cut], model.layers[cut:above]
    if all(any(layer.weights for layer in half) for half in halves):
        block = next(block for block in blocks(model) if block.start <= cut < block.stop)
        warnings.warn(
            f"{cut} falls inside block {block.name} ({block.start} to {block.stop - 1}), so some "
            f"of its parallel branches are frozen and others train; clean cuts are {below} and "
            f"{above}",
            stacklevel=4,
        )


def split_weights(layer: keras.layers.Layer) -> tuple[list[keras.Variable], list[keras.Variable]]:
    """Return the weights of a layer that can train, and its running statistics."""
    names = ("moving_mean", "moving_variance")
    statistics = [weight for weight in layer.weights if weight.name in names]
    return [weight for weight in layer.weights if weight.name not in names], statistics


def count_parameters(model: keras.Model, layers: list[keras.layers.Layer]) -> dict[str, Any]:
    """Return the numbers of parameters in `layers` of `model`, and their state in words."""
    parts = [split_weights(layer) for layer in layers]
    total, statistics = (sum(_size(part[i]) for part in parts) for i in (0, 1))
    trained = sum(_size(layer.trainable_weights) for layer in layers) * model.trainable
    words = [_state(trained, total)] if total else []
    if statistics:
        moving = any(x.trainable for x, part in zip(layers, parts, strict=True) if part[1])
        words.append("statistics move" if moving else "statistics fixed")
    return {
        "parameters": total + statistics,
        "trained": trained,
        "frozen": total - trained,
        "statistics": statistics,
        "state": ", ".join(words),
    }


def _state(trained: int, total: int) -> str:
    if trained == total:
        return "trained"
    return "partly trained" if trained else "frozen"


def _size(weights: list[keras.Variable]) -> int:
    return sum(int(np.prod(weight.shape)) for weight in weights)


def _rows_by_layer(model: keras.Model) -> list[dict[str, Any]]:
    names = {i: block.name for block in blocks(model) for i in range(block.start, block.stop)}
    return [
        {"name": layer.name, "type": type(layer).__name__, "block": names[i]}
        | {"output_shape": str(getattr(output_of(model, layer), "shape", ""))}
        | count_parameters(model, [layer])
        for i, layer in enumerate(model.layers)
    ]


def _rows_by_block(model: keras.Model) -> list[dict[str, Any]]:
    return [
        {"name": block.name, "layers": f"{block.start} to {block.stop - 1}"}
        | count_parameters(model, model.layers[block.start : block.stop])
        for block in blocks(model)
    ]
