"""Images as every model of tlkit takes them: RGB, raw pixels from 0 to 255."""

import keras
import numpy as np


def check_images(images: object, model: keras.Model | None = None) -> None:
    """Raise unless `images` is a batch of RGB images in raw pixels, as every tlkit model takes.

        >>> check_images(np.zeros((2, 32, 32, 3), "uint8"))
        >>> check_images(np.random.default_rng(0).random((2, 32, 32, 3)))
        Traceback (most recent call last):
        ValueError: images run from 0.0 to 1.0, so they were scaled before; ...

    Args:
        images: (n, height, width, 3), uint8 or float, from 0 to 255.
        model: where given, height and width must be what its input takes.

    Raises:
        ValueError: naming the shape, type or range found, what is accepted, and the remedy.
    """
    images = np.asanyarray(images)
    if images.ndim == 3:
        raise ValueError(
            f"images has shape {images.shape}, which is one image; pass a batch, such as "
            "images[np.newaxis]"
        )
    if images.ndim != 4 or images.shape[-1] != 3:
        raise ValueError(
            f"images has shape {images.shape}; expected (n, height, width, 3), RGB with the "
            "channels last"
        )
    if len(images) == 0:
        raise ValueError(f"images has shape {images.shape}: there is no image in it")
    if model is not None:
        _check_size(images.shape[1:3], model)
    if images.dtype != np.uint8:
        _check_range(images)


def _check_size(size: tuple[int, ...], model: keras.Model) -> None:
    expected = model.input_shape[1:3]
    if any(e is not None and e != s for e, s in zip(expected, size, strict=True)):
        raise ValueError(
            f"images are {size[0]}×{size[1]} pixels, but {model.name} takes "
            f"{expected[0]}×{expected[1]}; resize them, for example with keras.ops.image.resize"
        )


def _check_range(images: np.ndarray) -> None:
    if not (np.issubdtype(images.dtype, np.floating) or np.issubdtype(images.dtype, np.integer)):
        raise ValueError(f"images are of type {images.dtype}; expected uint8 or float32")
    low, high = float(images.min()), float(images.max())
    if not np.isfinite([low, high]).all():
        raise ValueError("images hold NaN or infinity; expected pixels from 0 to 255")
    if low < 0 or high > 255 or (0 < high <= 1 and np.issubdtype(images.dtype, np.floating)):
        raise ValueError(
            f"images run from {low:.1f} to {high:.1f}, so they were scaled before; pass raw pixels "
            "from 0 to 255: the preprocessing is inside the model"
        )
