"""The blocks of an architecture, found by names and by the branches of the graph."""

import itertools
import re
from typing import NamedTuple

import keras

from tlkit.core.graph import clean_cuts

# "block1_conv2", "conv2_block1_out", "block_13_expand", "block2a_bn", "expanded_conv_project":
# the part that Keras Applications gives to all layers of one block; "head_" is tlkit's own.
_BLOCK_PREFIX = re.compile(r"((?:.*?(?:block|expanded_conv)|head)_?\d*[a-z]?)(?:_|$)")


class Block(NamedTuple):
    """Layers that belong together: `model.layers[start:stop]`."""

    name: str
    start: int
    stop: int


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


def _belongs(block: list[keras.layers.Layer], part: list[keras.layers.Layer]) -> bool:
    """Whether the next `part` of a chain continues the `block` before it."""
    prefix = _prefix(block)
    next_prefix = _prefix(part)
    if next_prefix:
        return prefix == next_prefix
    if prefix:
        return not any(layer.weights for layer in part)
    return not any(map(_opens, part)) or _waits(block)


def _prefix(layers: list[keras.layers.Layer]) -> str | None:
    prefixes = {match[1] for layer in layers if (match := _BLOCK_PREFIX.match(layer.name))}
    return prefixes.pop() if len(prefixes) == 1 else None


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
