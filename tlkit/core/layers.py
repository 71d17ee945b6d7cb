"""Where things are in a model: a layer by index or name, the blocks of an architecture.

Everything here reads the graph of a flat model and changes nothing. Indices are those of
`model.layers`. A *cut* is an index too: what stands before it is `layers[:cut]`. A cut is clean
when a single tensor crosses it, so that no parallel branch is cut in half.
"""

import difflib
import itertools
import operator
import re
from collections.abc import Iterator
from numbers import Real
from typing import Any, NamedTuple

import keras

# "block1_conv2", "conv2_block1_out", "block_13_expand", "block2a_bn", "expanded_conv_project":
# the part that Keras Applications gives to all layers of one block; "head_" is tlkit's own.
_BLOCK_PREFIX = re.compile(r"((?:.*?(?:block|expanded_conv)|head)_?\d*[a-z]?)(?:_|$)")


class Block(NamedTuple):
    """Layers that belong together: `model.layers[start:stop]`."""

    name: str
    start: int
    stop: int


def check_flat(model: Any) -> None:
    """Raise unless `model` is a built Functional or Sequential model with no model inside.

    A small Sequential without batch normalisation (ConvNeXt's stem, an augmentation) may stand
    among the layers, and counts as one of them.
    """
    if not isinstance(model, keras.Model):
        raise TypeError(f"expected a keras.Model, got {type(model).__name__}")
    if not hasattr(_graph(model), "operations"):
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


def find_layer(model: keras.Model, layer: Any) -> int:
    """Return the index in `model.layers` of a layer given as index, name or layer.

    Raises:
        ValueError: no such layer; the message gives the range or the names that come close.
        TypeError: `layer` is none of the three.
    """
    if isinstance(layer, keras.layers.Layer):
        found = [i for i, own in enumerate(model.layers) if own is layer]
        if not found:
            raise ValueError(f"layer {layer.name!r} is not one of the layers of {model.name}")
        return found[0]
    if isinstance(layer, str):
        names = [own.name for own in model.layers]
        return names.index(layer) if layer in names else _unknown(model, layer, names)
    return _index(model, layer, last=len(model.layers) - 1)


def output_of(model: keras.Model, layer: keras.layers.Layer) -> Any:
    """Return what a layer gives in the graph of `model`.

    `layer.output` is what it gave where it was used first, which may be in another model.
    """
    return _one_or_all(_call(model, layer).outputs)


def input_of(model: keras.Model, layer: keras.layers.Layer) -> Any:
    """Return what a layer takes in the graph of `model`; see `output_of`."""
    return _one_or_all(_call(model, layer).input_tensors)


def find_cut(model: keras.Model, where: Any, *, after: bool) -> int:
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
        return spans[where][after] if where in spans else _unknown(model, where, list(spans))
    if isinstance(where, Real) and not hasattr(where, "__index__"):
        return _share(model, float(where))
    return _index(model, where, last=len(model.layers))


def clean_cuts(model: keras.Model) -> list[int]:
    """Return the cuts that a single tensor crosses, and both ends of the model."""
    count = len(model.layers)
    crossing: list[set[int]] = [set() for _ in range(count + 1)]
    for tensor, produced, consumed in _edges(model):
        for cut in range(min(produced, consumed) + 1, max(produced, consumed) + 1):
            crossing[cut].add(tensor)
    return [0, *(cut for cut in range(1, count) if len(crossing[cut]) == 1), count]


def blocks(model: keras.Model) -> list[Block]:
    """Return the blocks of the architecture, from the input to the output, without gaps.

    A block begins and ends at a clean cut. Within a plain chain, layers belong together where
    their names say so ("block1_conv1", "block1_pool"), and otherwise each convolution or dense
    layer with the normalisation, activation and pooling after it; a depthwise convolution also
    takes in the pointwise one. A block bears the name that its layers share, or else the name
    of its last layer.
    """
    cuts = clean_cuts(model)
    spans: list[tuple[int, int]] = []
    for start, stop in itertools.pairwise(cuts):
        part = model.layers[start:stop]
        if spans and _belongs(model.layers[spans[-1][0] : spans[-1][1]], part):
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return [Block(_block_name(model.layers[a:b]), a, b) for a, b in spans]


def _counts_as_layer(model: keras.Model) -> bool:
    inner = (keras.Model, keras.layers.BatchNormalization)
    return isinstance(model, keras.Sequential) and not any(
        isinstance(layer, inner) for layer in model.layers
    )


def _graph(model: keras.Model) -> Any:
    return getattr(model, "_functional", None) if isinstance(model, keras.Sequential) else model


def _nodes(model: keras.Model) -> Iterator[Any]:
    """Every use of a layer or operation, from the input on. Keras has no public list of them."""
    by_depth = _graph(model)._nodes_by_depth
    return (node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth])


def _call(model: keras.Model, layer: keras.layers.Layer) -> Any:
    """The first use of a layer."""
    return next(node for node in _nodes(model) if node.operation is layer)


def _one_or_all(tensors: list[Any]) -> Any:
    return tensors[0] if len(tensors) == 1 else tensors


def _edges(model: keras.Model) -> list[tuple[int, int, int]]:
    """(tensor, index of the layer that makes it, index of one that takes it), for all tensors.

    Operations that are not layers (preprocessing, `x + y`) stand with the last layer that feeds
    them.
    """
    index_of = {id(layer): i for i, layer in enumerate(model.layers)}
    made: dict[int, int] = {}
    edges = []
    for node in _nodes(model):
        sources = [made[id(tensor)] for tensor in node.input_tensors]
        place = index_of.get(id(node.operation), max(sources, default=-1))
        edges += [(id(t), s, place) for t, s in zip(node.input_tensors, sources, strict=True)]
        made |= {id(tensor): place for tensor in node.outputs}
    last = len(model.layers)
    return edges + [(id(tensor), made[id(tensor)], last) for tensor in _graph(model).outputs]


def _belongs(block: list[keras.layers.Layer], part: list[keras.layers.Layer]) -> bool:
    """Whether the next `part` of a chain continues the `block` before it."""
    prefix, next_prefix = _prefix(block), _prefix(part)
    if next_prefix:
        return prefix == next_prefix
    if prefix:
        return not any(layer.weights for layer in part)
    return not any(map(_opens, part)) or _waits(block)


def _prefix(layers: list[keras.layers.Layer]) -> str | None:
    found = {match[1] for layer in layers if (match := _BLOCK_PREFIX.match(layer.name))}
    return found.pop() if len(found) == 1 else None


def _opens(layer: keras.layers.Layer) -> bool:
    """Whether a layer begins a block: one with a kernel, or the padding before it."""
    padding = isinstance(layer, keras.layers.ZeroPadding2D)
    return padding or any(len(weight.shape) > 1 for weight in layer.weights)


def _waits(block: list[keras.layers.Layer]) -> bool:
    """Whether a block still waits for its convolution: after padding, or a depthwise one."""
    last = next((layer for layer in reversed(block) if _opens(layer)), None)
    return isinstance(last, keras.layers.ZeroPadding2D | keras.layers.DepthwiseConv2D)


def _block_name(layers: list[keras.layers.Layer]) -> str:
    return _prefix(layers) or layers[-1].name


def _share(model: keras.Model, share: float) -> int:
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is no share of the layers; a share runs from 0.0 to 1.0")
    ends = [0, *(block.stop for block in blocks(model))]
    return min(ends, key=lambda end: abs(end - share * len(model.layers)))


def _index(model: keras.Model, index: Any, *, last: int) -> int:
    try:
        number = operator.index(index)
    except TypeError:
        number = None
    if number is None or isinstance(index, bool):
        raise TypeError(f"{index!r} names no layer; give an index, a name or a layer")
    count = len(model.layers)
    if not -count <= number <= last:
        raise ValueError(
            f"layer index is {number}, but {model.name} has {count} layers "
            f"(0 to {last}, or -{count} to -1); see tlkit.layer_table(model)"
        )
    return number + count if number < 0 else number


def _unknown(model: keras.Model, name: str, names: list[str]) -> int:
    close = difflib.get_close_matches(name, names, n=3)
    hint = f"did you mean {' or '.join(map(repr, close))}? See" if close else "see"
    raise ValueError(f"{model.name} has no layer {name!r}; {hint} tlkit.layer_table(model)")
