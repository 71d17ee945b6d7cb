"""Find a layer, or a cut between two, by index, name or share.

Indices are those of `model.layers`. A *cut* is an index too: what stands before it is
`layers[:cut]`. A cut is clean when a single tensor crosses it, so that no parallel branch is cut
in half. Nothing here changes a model.
"""

import difflib
import operator
from numbers import Real
from typing import SupportsIndex

import keras

from tlkit.core.blocks import blocks
from tlkit.core.graph import graph_of
from tlkit.core.types import CutRef, LayerRef


def check_flat(model: object) -> None:
    """Raise unless `model` is a built Functional or Sequential model with no model inside.

    A small Sequential without batch normalisation (ConvNeXt's stem, an augmentation) may stand
    among the layers, and counts as one of them.
    """
    if not isinstance(model, keras.Model):
        raise TypeError(f"expected a keras.Model, got {type(model).__name__}")
    if not hasattr(graph_of(model), "operations"):
        raise ValueError(
            f"{model.name} is a subclassed or unbuilt model, whose layers form no graph to read; "
            "build it as keras.Model(inputs, outputs)"
        )
    for layer in model.layers:
        if isinstance(layer, keras.Model) and not _counts_as_layer(layer):
            raise ValueError(
                f"{model.name} holds the model {layer.name!r} as one of its layers, which hides "
                "the layers inside it; build one flat model, as tlkit.add_head does"
            )


def copy_of(model: keras.Model) -> keras.Model:
    """Return a model of the same layers and weights that shares neither with `model`."""
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


def find_layer(model: keras.Model, layer: LayerRef) -> int:
    """Return the index in `model.layers` of a layer given as index, name or layer.

    Raises:
        ValueError: no such layer; the message gives the range or the names that come close.
        TypeError: `layer` is none of the three.
    """
    if isinstance(layer, keras.layers.Layer):
        indices = [i for i, own in enumerate(model.layers) if own is layer]
        if not indices:
            raise ValueError(f"layer {layer.name!r} is not one of the layers of {model.name}")
        return indices[0]
    if isinstance(layer, str):
        names = [own.name for own in model.layers]
        if layer not in names:
            raise _unknown(model, layer, names)
        return names.index(layer)
    return _index(model, layer, last=len(model.layers) - 1)


def find_cut(model: keras.Model, where: CutRef, *, after: bool) -> int:
    """Return the cut (0 to the number of layers) that `where` stands for.

    An index is the cut itself. The name of a block or layer, or a layer, stands for the cut
    after it or before it. A share of the layers (a float, 0 to 1) is rounded to the nearest end
    of a block. A name that a block shares with its last layer means the block.
    """
    if isinstance(where, keras.layers.Layer):
        return find_layer(model, where) + after
    if isinstance(where, str):
        spans = {layer.name: (i, i + 1) for i, layer in enumerate(model.layers)}
        spans |= {block.name: (block.start, block.stop) for block in blocks(model)}
        if where not in spans:
            raise _unknown(model, where, list(spans))
        return spans[where][after]
    if isinstance(where, Real) and not hasattr(where, "__index__"):
        return _share(model, float(where))
    return _index(model, where, last=len(model.layers))


def find_start(model: keras.Model, where: CutRef | None) -> int:
    """Return the cut before what `where` stands for; 0, the whole model, where it is None."""
    if where is None:
        return 0
    return find_cut(model, where, after=False)


def _counts_as_layer(model: keras.Model) -> bool:
    inner = (keras.Model, keras.layers.BatchNormalization)
    return isinstance(model, keras.Sequential) and not any(
        isinstance(layer, inner) for layer in model.layers
    )


def _share(model: keras.Model, share: float) -> int:
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is not a share of the layers; a share runs from 0.0 to 1.0")
    ends = [0, *(block.stop for block in blocks(model))]
    return min(ends, key=lambda end: abs(end - share * len(model.layers)))


def _index(model: keras.Model, index: object, *, last: int) -> int:
    if isinstance(index, bool) or not isinstance(index, SupportsIndex):
        raise TypeError(f"{index!r} is not a layer index, name or layer")
    number = operator.index(index)
    count = len(model.layers)
    if not -count <= number <= last:
        raise ValueError(
            f"layer index is {number}, but {model.name} has {count} layers "
            f"(0 to {last}, or -{count} to -1); see tlkit.layer_table(model)"
        )
    return number + count if number < 0 else number


def _unknown(model: keras.Model, name: str, names: list[str]) -> ValueError:
    close = difflib.get_close_matches(name, names, n=3)
    hint = "see"
    if close:
        hint = f"did you mean {' or '.join(map(repr, close))}? See"
    return ValueError(f"{model.name} has no layer {name!r}; {hint} tlkit.layer_table(model)")
