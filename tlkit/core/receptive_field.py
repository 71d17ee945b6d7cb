"""Stride, receptive field and offset of feature maps: where on the image their positions look.

Stride, receptive field and offset follow from the kernels, strides, dilations and paddings on the
way (Araujo, Norris and Sim 2019, https://distill.pub/2019/computing-receptive-fields). Where
branches meet, what one of them sees counts. Squeeze-and-excitation weighs channels by the whole
image, and is left out.
"""

import itertools
from typing import NamedTuple

import keras

from tlkit.core.graph import nodes

_POOLED = (keras.layers.GlobalAveragePooling2D, keras.layers.GlobalMaxPooling2D)
_NO_GRID = (  # positions mixed, moved or made up: no fixed stride and receptive field
    keras.layers.AdditiveAttention,
    keras.layers.Attention,
    keras.layers.CenterCrop,
    keras.layers.Conv2DTranspose,
    keras.layers.Flatten,
    keras.layers.GroupQueryAttention,
    keras.layers.MultiHeadAttention,
    keras.layers.Permute,
    keras.layers.RandomCrop,
    keras.layers.Reshape,
    keras.layers.Resizing,
    keras.layers.UpSampling2D,
)


class Geometry(NamedTuple):
    """Where the positions of a map look, in pixels; every field is (down, across).

    The position (row, column) looks at `receptive_field` pixels around the pixel
    `offset + stride * (row, column)`. Part of them may lie in the padding, outside the image.
    """

    stride: tuple[int, int]
    receptive_field: tuple[int, int]
    offset: tuple[float, float]


class _Axis(NamedTuple):
    """One axis of a map: positions, pixels from one to the next, what position 0 sees."""

    size: int
    stride: int
    first: float
    last: float


def map_geometry(model: keras.Model, size: tuple[int, int]) -> Geometry:
    """Return stride, receptive field and offset of the maps that a model ends in.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(keras.layers.MaxPooling2D(2)(image))
        >>> map_geometry(keras.Model(image, maps), (8, 8))
        Geometry(stride=(2, 2), receptive_field=(6, 6), offset=(2.5, 2.5))

    Args:
        model: a Functional model with one input.
        size: (height, width) of the image: "same" padding depends on it.

    Raises:
        ValueError: an image too small, a layer without a fixed stride, or branches of different
            strides that come together.
    """
    down, across = (_axis(model, axis, size[axis]) for axis in (0, 1))
    if min(down.size, across.size) < 1:
        height, width = (_smallest(model, axis) for axis in (0, 1))
        raise ValueError(
            f"the image is {size[0]}×{size[1]} pixels, but {model.name} needs at least "
            f"{height}×{width}; enlarge it, or take another image"
        )
    return Geometry(
        (down.stride, across.stride),
        (int(down.last - down.first) + 1, int(across.last - across.first) + 1),
        ((down.first + down.last) / 2, (across.first + across.last) / 2),
    )


def _smallest(model: keras.Model, axis: int) -> int:
    return next(p for p in itertools.count(1) if _axis(model, axis, p).size > 0)


def _axis(model: keras.Model, axis: int, pixels: int) -> _Axis:
    """What the model makes of an axis of the image; of size 0 where nothing is left of it."""
    known = {id(model.inputs[0]): _Axis(pixels, 1, 0.0, 0.0)}
    for node in nodes(model):
        inputs = [known[id(tensor)] for tensor in node.input_tensors if id(tensor) in known]
        if inputs and not isinstance(node.operation, _POOLED):
            after = _step(node.operation, axis, _merged(node.operation, inputs))
            if after.size < 1:
                return after._replace(size=0)
            known |= {id(tensor): after for tensor in node.outputs}
    return known[id(model.outputs[0])]


def _merged(operation: keras.Operation, inputs: list[_Axis]) -> _Axis:
    if len({axis.stride for axis in inputs}) != 1:
        raise ValueError(
            f"branches of different strides come together in {operation.name!r}, so its maps "
            "have no one geometry; cut the model before it"
        )
    first, last = min(axis.first for axis in inputs), max(axis.last for axis in inputs)
    return inputs[0]._replace(first=first, last=last)


def _step(layer: keras.Operation, axis: int, before: _Axis) -> _Axis:
    if isinstance(layer, _NO_GRID):
        raise ValueError(
            f"after {layer.name!r} ({type(layer).__name__}) the positions of the maps are not a "
            "grid on the image; only convolutions, pooling, padding, and layers that treat every "
            "position alike can be followed"
        )
    if isinstance(layer, keras.layers.ZeroPadding2D):
        return _padded(before, *layer.padding[axis])
    if isinstance(layer, keras.layers.Cropping2D):
        return _padded(before, *(-amount for amount in layer.cropping[axis]))
    return _slid(layer, axis, before)


def _padded(before: _Axis, left: int, right: int) -> _Axis:
    moved = left * before.stride
    size = before.size + left + right
    return _Axis(size, before.stride, before.first - moved, before.last - moved)


def _slid(layer: keras.Operation, axis: int, before: _Axis) -> _Axis:
    """After a convolution or pooling; all else is one with a kernel of 1."""
    kernel = getattr(layer, "kernel_size", getattr(layer, "pool_size", (1, 1)))[axis]
    stride = getattr(layer, "strides", (1, 1))[axis]
    reach = (kernel - 1) * getattr(layer, "dilation_rate", (1, 1))[axis]
    if getattr(layer, "padding", "valid") == "same":
        size = -(-before.size // stride)
        padding = max((size - 1) * stride + reach + 1 - before.size, 0)
        before = _padded(before, padding // 2, padding - padding // 2)
    size = (before.size - reach - 1) // stride + 1
    last = before.last + reach * before.stride
    return _Axis(size, before.stride * stride, before.first, last)
