"""Where on the image the positions of a feature map look.

Stride, receptive field and offset follow from the kernels, strides and paddings on the way
(Araujo, Norris and Sim 2019, doi:10.23915/distill.00021).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import keras


class Geometry(NamedTuple):
    """Of a square feature map, in pixels; a position (row, column) looks at
    offset + stride * (row, column), and at `receptive_field` pixels around it."""

    stride: int
    receptive_field: int
    offset: float


class _Axis(NamedTuple):
    """One axis of a tensor: positions, pixels between them, and what position 0 sees."""

    size: int
    stride: int
    first: float
    last: float


def map_geometry(maps: Any, size: Sequence[int]) -> Geometry:
    """Return stride, receptive field and offset of feature maps.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(keras.layers.MaxPooling2D(2)(image))
        >>> map_geometry(maps, (8, 8))
        Geometry(stride=2, receptive_field=6, offset=2.5)

    Args:
        maps: a tensor of a flat model, (n, rows, columns, channels).
        size: (height, width) of the image: "same" padding depends on it.

    Raises:
        ValueError: branches of different strides come together, or a layer enlarges the maps.
    """
    height, width = (_axis(maps, axis, size, {}) for axis in (0, 1))
    if height.stride != width.stride:
        raise ValueError(
            f"the maps have stride {height.stride} down and {width.stride} across; only equal "
            "ones are supported"
        )
    field = int(max(a.last - a.first for a in (height, width))) + 1
    return Geometry(height.stride, field, (height.first + height.last) / 2)


def _axis(tensor: Any, axis: int, size: Sequence[int], known: dict[int, _Axis]) -> _Axis:
    if id(tensor) not in known:
        operation, node, _ = tensor._keras_history
        before = operation._inbound_nodes[node].input_tensors
        if not before:
            known[id(tensor)] = _Axis(size[axis], 1, 0.0, 0.0)
        else:
            seen = [_axis(t, axis, size, known) for t in before if _has_positions(t)]
            known[id(tensor)] = _step(operation, axis, _merged(operation, seen))
    return known[id(tensor)]


def _has_positions(tensor: Any) -> bool:
    """Whether a tensor is a map; squeeze-and-excitation weighs channels by single positions."""
    return len(tensor.shape) == 4 and tuple(tensor.shape[1:3]) != (1, 1)


def _merged(operation: Any, seen: list[_Axis]) -> _Axis:
    if len({axis.stride for axis in seen}) != 1:
        raise ValueError(f"branches of different strides come together in {operation.name!r}")
    first, last = min(axis.first for axis in seen), max(axis.last for axis in seen)
    return _Axis(seen[0].size, seen[0].stride, first, last)


def _step(layer: Any, axis: int, before: _Axis) -> _Axis:
    if isinstance(layer, keras.layers.ZeroPadding2D | keras.layers.Cropping2D):
        amounts = layer.padding if hasattr(layer, "padding") else layer.cropping
        sign = 1 if hasattr(layer, "padding") else -1
        left, right = (sign * amount for amount in amounts[axis])
        moved = left * before.stride
        return _Axis(
            before.size + left + right, before.stride, before.first - moved, before.last - moved
        )
    if isinstance(layer, keras.layers.UpSampling2D | keras.layers.Conv2DTranspose):
        raise ValueError(f"{layer.name!r} enlarges the maps; only layers that shrink them count")
    kernel = getattr(layer, "kernel_size", getattr(layer, "pool_size", (1, 1)))[axis]
    return _slide(layer, axis, before, kernel)


def _slide(layer: Any, axis: int, before: _Axis, kernel: int) -> _Axis:
    stride = getattr(layer, "strides", (1, 1))[axis]
    reach = (kernel - 1) * getattr(layer, "dilation_rate", (1, 1))[axis]
    padded = getattr(layer, "padding", "valid") == "same"
    size = -(-before.size // stride) if padded else (before.size - reach - 1) // stride + 1
    padding = max((size - 1) * stride + reach + 1 - before.size, 0) // 2 if padded else 0
    return _Axis(
        size,
        before.stride * stride,
        before.first - padding * before.stride,
        before.last + (reach - padding) * before.stride,
    )
