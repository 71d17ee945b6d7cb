"""Filters, feature maps, and images that maximise an activation.

show_filters(filter_images(backbone, "conv1"))
show_feature_maps(feature_maps(backbone, images, "conv_pw_3_relu")[0])
show_activation(maximize_activation(backbone, "conv_pw_7_relu", filter=[0, 1, 2]))
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import keras
import numpy as np
from tqdm.auto import tqdm

from tlkit.core.activations import before_activation
from tlkit.core.gradients import with_gradients
from tlkit.core.images import check_images
from tlkit.core.inference import run_once
from tlkit.core.layers import check_flat, find_layer
from tlkit.core.types import LayerRef, Tensor
from tlkit.features.fourier_image import Canvas
from tlkit.models.heads import cut

_LEAK = 0.1  # a filter that is silent everywhere still says where it would begin to speak
_DETAIL = 0.35  # above these frequencies, ascent from noise finds only noise
_SIZE = 128  # pixels, where the model takes any size


class Ascent(NamedTuple):
    """Images (n, height, width, 3) from 0 to 255, and how they came to excite: (steps, n)."""

    images: np.ndarray
    activations: np.ndarray


def filter_images(model: keras.Model, layer: LayerRef) -> np.ndarray:
    """Return the kernels of a convolution as images: grey is 0, each filter at full contrast.

        >>> model = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Conv2D(8, 7)])
        >>> filter_images(model, 0).shape
        (8, 7, 7, 3)

    Args:
        model: a flat model.
        layer: a convolution that is larger than 1×1: its index, its name, or the layer.

    Returns:
        float32, 0 to 255. (filters, height, width, 3) for a layer that reads three channels;
        else (filters * channels, height, width, 1), all channels of the first filter first.

    Raises:
        ValueError: no such layer, or one without such kernels.
    """
    check_flat(model)
    kernel = _kernel(model, model.layers[find_layer(model, layer)])
    height, width, channels, _ = kernel.shape
    kernels = np.moveaxis(kernel, -1, 0)
    if channels != 3:
        kernels = np.moveaxis(kernels, -1, 1).reshape(-1, height, width, 1)
    largest = np.abs(kernels).max(axis=(1, 2, 3), keepdims=True)
    return 127.5 * (1 + kernels / np.where(largest, largest, 1))


def feature_maps(model: keras.Model, images: np.ndarray, layer: LayerRef) -> np.ndarray:
    """Return what each filter of a layer answers at each place: (n, height, width, filters).

        >>> model = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Conv2D(8, 7)])
        >>> feature_maps(model, np.zeros((2, 32, 32, 3), "uint8"), 0).shape
        (2, 26, 26, 8)

    Args:
        model: a flat model.
        images: (n, height, width, 3), raw pixels from 0 to 255.
        layer: its index, its name, or the layer.

    Raises:
        ValueError: images of the wrong shape or range, no such layer, or one without maps.
    """
    check_flat(model)
    check_images(images, model)
    part = cut(model, layer)
    if len(part.output_shape) != 4:
        raise ValueError(
            f"{part.layers[-1].name} gives {part.output_shape}, which are not feature maps; "
            "choose a layer before pooling or Flatten, or use tlkit.cnn_codes"
        )
    return run_once(part, images)


def maximize_activation(
    model: keras.Model,
    layer: LayerRef | None = None,
    filter: int | Iterable[int] | None = None,
    *,
    start: np.ndarray | None = None,
    size: int | None = None,
    steps: int = 100,
    learning_rate: float = 0.05,
    jitter: float = 0.125,
    zoom: float = 0.2,
    detail: float | None = None,
    seed: int = 0,
    watch: Callable[[Ascent], object] | None = None,
) -> Ascent:
    """Return images that excite a layer, some of its filters or a class, and the climb to them.

        >>> model = keras.Sequential([keras.Input((32, 32, 3)),
        ...     keras.layers.Conv2D(8, 7, activation="relu")])
        >>> images, activations = maximize_activation(model, 0, filter=[2, 5], steps=3)
        >>> images.shape, activations.shape
        ((2, 32, 32, 3), (3, 2))

    Gradient ascent on the image, whose weights are cosines in decorrelated colours. Each step
    sees the image moved and zoomed a little, so that what it finds does not hang on a pixel.
    What climbs is taken before the ReLU or softmax, where the gradient does not vanish: the mean
    over the positions of a filter (its negative values count a tenth), the logit of a class, or
    for a whole layer the mean square of its positive values.

    Args:
        model: a flat model.
        layer: an index (negative from the end), a name or a layer; by default the last one.
        filter: of the layer, or a class; several give an image each. None: the whole layer.
        start: an image (height, width, 3), or one for each filter, from 0 to 255; by default
            grey noise.
        size: pixels, where the model takes any size; by default 128.
        steps: of ascent.
        learning_rate: of Adam; a coefficient of 1 is a strong contrast.
        jitter: share of the side by which the image moves at most, 0 to 0.5.
        zoom: share by which it grows or shrinks at most, 0 to below 1.
        detail: share of the frequencies to paint with; by default 0.35, from a start image 1.
        seed: of the noise, the moves and the zooms.
        watch: called after every step with what has been reached; True from it ends the climb.

    Raises:
        ValueError: no such layer or filter, a layer that gives no maps where no filter is named,
            images too small for the layer, a start image of the wrong shape or range, or a
            number out of its range.

    Source: Olah et al. 2017, https://distill.pub/2017/feature-visualization
    """
    check_flat(model)
    shares = {"jitter": jitter, "zoom": zoom, "detail": detail}
    _check_numbers(steps=steps, learning_rate=learning_rate, size=size, **shares)
    pixels = _size(model, size)
    objective, count = _objective(model, -1 if layer is None else layer, filter, pixels)

    detail = detail or (_DETAIL if start is None else 1.0)
    canvas = Canvas(pixels, jitter, detail)
    rng = np.random.default_rng(seed)
    painted = canvas.noise(count, rng) if start is None else _started(canvas, model, start, count)
    coefficients = keras.Variable(painted)
    climb = with_gradients(lambda c, *view: objective(canvas.paint(c, *view)))

    adam = keras.optimizers.Adam(learning_rate)
    activations = []
    for _ in tqdm(range(steps), desc="climbing", unit="step", delay=1, leave=False):
        shift = rng.uniform(-1, 1, 2) * canvas.margin
        view = canvas.view(1 + zoom * rng.uniform(-1, 1), shift)
        activation, gradient = climb(coefficients, *view)
        adam.apply([-gradient], [coefficients])
        activations.append(keras.ops.convert_to_numpy(activation))
        if watch and watch(_reached(canvas, coefficients, activations)):
            break
    return _reached(canvas, coefficients, activations)


def _reached(canvas: Canvas, coefficients: keras.Variable, activations: list[np.ndarray]) -> Ascent:
    images = keras.ops.convert_to_numpy(canvas.paint(coefficients, *canvas.view()))
    return Ascent(np.asarray(images), np.stack(activations))


def _kernel(model: keras.Model, layer: keras.Layer) -> np.ndarray:
    """(height, width, channels, filters per channel or in all)."""

    def has_kernel(layer: keras.Layer) -> bool:
        convolution = isinstance(layer, keras.layers.Conv2D | keras.layers.DepthwiseConv2D)
        return convolution and layer.kernel_size != (1, 1)

    if not has_kernel(layer):
        names = [other.name for other in model.layers if has_kernel(other)]
        raise ValueError(
            f"{layer.name} has no kernels to look at; layers of {model.name} that have: "
            f"{', '.join(names[:5]) or 'none'}{', …' * (len(names) > 5)}"
        )
    return np.asarray(keras.ops.convert_to_numpy(layer.kernel))


def _objective(
    model: keras.Model, layer: LayerRef, filter: int | Iterable[int] | None, size: tuple[int, int]
) -> tuple[Callable[[Tensor], Tensor], int]:
    """What climbs, one number for each image, and how many images there are."""
    chosen = model.layers[find_layer(model, layer)]
    answers = keras.Model(model.inputs[0], before_activation(model, chosen))
    rank = len(answers.output_shape)
    channels = answers.output_shape[-1]
    if rank not in (2, 4) or (rank == 2 and filter is None):
        remedy = "choose another layer"
        if rank == 2:
            remedy = f"name one with filter=0 to {channels - 1}"
        raise ValueError(
            f"{chosen.name} gives {answers.output_shape}, which are not feature maps; {remedy}"
        )
    _check_room(answers, chosen, size)
    if filter is None:

        def whole(images: Tensor) -> Tensor:
            positive = keras.ops.relu(answers(images, training=False))
            return keras.ops.mean(keras.ops.square(positive), axis=(1, 2, 3))

        return whole, 1
    filters = list(filter) if isinstance(filter, Iterable) else [filter]
    _check_filters(filters, channels, chosen)
    mine = np.eye(channels, dtype="float32")[np.array(filters)]

    def each(images: Tensor) -> Tensor:
        maps = answers(images, training=False)
        if rank == 4:
            maps = keras.ops.mean(keras.ops.maximum(maps, _LEAK * maps), axis=(1, 2))
        return keras.ops.sum(maps * mine, axis=-1)

    return each, len(filters)


def _size(model: keras.Model, size: int | None) -> tuple[int, int]:
    height, width = model.input_shape[1:3]
    if None in (height, width):
        return (height or size or _SIZE, width or size or _SIZE)
    if size not in (None, height):
        raise ValueError(
            f"size is {size}, but {model.name} takes {height}×{width} pixels; leave size out, or "
            f"load the model with input_shape=({size}, {size}, 3)"
        )
    return height, width


def _check_room(answers: keras.Model, layer: keras.Layer, size: tuple[int, int]) -> None:
    try:
        shape = answers.compute_output_shape((1, *size, 3))
    except ValueError:  # where a convolution finds no place
        shape = (0,)
    if min(shape) < 1:
        raise ValueError(
            f"an image of {size[0]}×{size[1]} pixels leaves {layer.name} no position; take a "
            "larger size"
        )


def _started(canvas: Canvas, model: keras.Model, start: np.ndarray, count: int) -> np.ndarray:
    start = np.asarray(start)
    images = start[np.newaxis] if start.ndim == 3 else start
    check_images(images, model)
    if len(images) not in (1, count) or images.shape[1:3] != canvas.size:
        raise ValueError(
            f"start has shape {start.shape}; expected one image, or one for each of "
            f"{count} filters, of {canvas.size[0]}×{canvas.size[1]} pixels"
        )
    return np.repeat(canvas.coefficients(images), count // len(images), axis=0)


def _check_filters(filters: list[int], channels: int, layer: keras.Layer) -> None:
    if not filters:
        raise ValueError("filter is an empty list; name one filter or more")
    for number in filters:
        if isinstance(number, bool) or not hasattr(number, "__index__"):
            raise TypeError(f"filter is {number!r}; expected an integer or several")
        if not -channels <= number < channels:
            raise ValueError(
                f"filter is {number}, but {layer.name} has {channels} "
                f"(0 to {channels - 1}, or -{channels} to -1)"
            )


def _check_numbers(**values: float | None) -> None:
    ranges = {  # name: accepted, in words
        "steps": (lambda x: x >= 1, "1 or more"),
        "learning_rate": (lambda x: x > 0, "above 0"),
        "jitter": (lambda x: 0 <= x <= 0.5, "0 to 0.5"),
        "zoom": (lambda x: 0 <= x < 1, "0 to below 1"),
        "size": (lambda x: x is None or x >= 1, "1 or more"),
        "detail": (lambda x: x is None or 0 < x <= 1, "above 0, to 1"),
    }
    for name, (accepted, words) in ranges.items():
        if not accepted(values[name]):
            raise ValueError(f"{name} is {values[name]}; it may be {words}")
