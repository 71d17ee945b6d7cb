"""Images composed of what formulas draw: a figure, clutter, a textured ground, colours, light.

Each image has four labels: which figure it shows, in which colour, on which texture, in which
colour. So one image teaches colours, textures and shapes at once. Every other image is a plain
fractal as `formula_images` draws it, and has only the first label: without these, fractals of new
classes come out half as well.

Figures cost the most time to draw, so each one drawn serves a few images, every time in another
place, size, turn, colour and surroundings. A plain fractal's points serve a few images, too.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from PIL import Image

from tlkit.data.drawn.contours import draw_contour, sample_contour
from tlkit.data.drawn.fractals import draw_mask, paint, sample_system, walk
from tlkit.data.drawn.textures import draw_texture

FRACTALS = range(100)
CONTOURS = range(60)
TEXTURES = range(40)
LEVELS = (30, 128, 225)  # of red, green and blue: 27 colours
CLASSES = {
    "figure": len(FRACTALS) + len(CONTOURS),
    "figure colour": len(LEVELS) ** 3,
    "ground": len(TEXTURES),
    "ground colour": len(LEVELS) ** 3,
}
PLAIN = 0.5  # share of plain fractals
REUSE = 6  # images that a drawn figure serves


class Compositions(NamedTuple):
    """Images (n, size, size, 3) uint8, and labels (n, 4), a column for each of CLASSES.

    A label that an image does not have is -1.
    """

    images: np.ndarray
    labels: np.ndarray


def compose(
    count: int, *, size: int = 64, plain: float = PLAIN, seed: int | list[int] = 0
) -> Compositions:
    """Return images composed at random.

        >>> images, labels = compose(8, size=32)
        >>> images.shape, images.dtype, labels.shape
        ((8, 32, 32, 3), dtype('uint8'), (8, 4))

    Args:
        count: how many.
        size: height and width in pixels.
        plain: the share of plain fractals.
        seed: another seed draws other images.
    """
    rng = np.random.default_rng(seed)
    images = np.empty((count, size, size, 3), "uint8")
    labels = np.full((count, len(CLASSES)), -1)
    plain_indices, composed_indices = np.split(rng.permutation(count), [round(plain * count)])
    figures = [_figure(size, rng) for _ in range(-(-len(composed_indices) // REUSE))]
    for i, chosen in zip(
        composed_indices, _turns_of(figures, len(composed_indices), rng), strict=True
    ):
        labels[i, 0], drawn = figures[chosen]
        clutter = [figures[j][1] for j in rng.integers(len(figures), size=rng.poisson(0.7))]
        images[i], labels[i, 1:] = _composed(drawn, clutter, size, rng)
    fractals = rng.choice(FRACTALS, -(-len(plain_indices) // REUSE))
    walks = [walk(_system(number), rng) for number in fractals]
    for i, chosen in zip(plain_indices, _turns_of(walks, len(plain_indices), rng), strict=True):
        images[i] = paint(walks[chosen], size, rng)
        labels[i, 0] = fractals[chosen]
    return Compositions(images, labels)


def _turns_of(drawn: list, count: int, rng: np.random.Generator) -> np.ndarray:
    """Which of the drawn serves each of `count` images, each of them REUSE times at most."""
    return rng.permutation(len(drawn) * REUSE)[:count] % max(len(drawn), 1)


def _figure(size: int, rng: np.random.Generator) -> tuple[int, Image.Image]:
    """A figure of a random class: the class, and shade and ink as an image of mode LA."""
    kind = int(rng.integers(CLASSES["figure"]))
    if kind < len(FRACTALS):
        ink, shade = draw_mask(_system(FRACTALS[kind]), size, rng)
    else:
        ink, shade = draw_contour(_contour(CONTOURS[kind - len(FRACTALS)]), size, rng)
    channels = np.stack([shade, ink], -1) * 255
    return kind, Image.fromarray(channels.astype("uint8"), "LA")


_system = cache(sample_system)
_contour = cache(sample_contour)


def _composed(
    figure: Image.Image, clutter: list[Image.Image], size: int, rng: np.random.Generator
) -> tuple[np.ndarray, tuple[int, int, int]]:
    """An image, and the labels of figure colour, ground and ground colour."""
    ground = int(rng.integers(len(TEXTURES)))
    texture = draw_texture(TEXTURES[ground], size, rng)
    ground_colour, colour = rng.choice(CLASSES["ground colour"], 2, replace=False)
    image = _coloured(texture, ground_colour, rng.uniform(0.4, 2.0), rng)
    for piece in clutter:
        other = int(rng.integers(CLASSES["figure colour"]))
        image = _pasted(image, piece, other, rng.uniform(0.15, 0.4), rng)
    image = _pasted(image, figure, colour, rng.uniform(0.5, 1.0), rng)
    return _lit(image, rng), (colour, ground, ground_colour)


def _coloured(
    shade: np.ndarray, colour: int, contrast: float, rng: np.random.Generator
) -> np.ndarray:
    """Shades from 0 to 1 as shades about a colour, towards another one, (..., 3) float32."""
    levels = np.unravel_index(colour, (len(LEVELS),) * 3)
    middle = np.take(LEVELS, levels) + rng.uniform(-30, 30, 3)
    other = rng.uniform(0, 255, 3) - middle
    return (middle + contrast * (shade[..., None] - 0.5) * other).astype("float32")


def _pasted(
    image: np.ndarray, figure: Image.Image, colour: int, extent: float, rng: np.random.Generator
) -> np.ndarray:
    """The image with a figure on it: turned, mirrored, scaled, somewhere, in a colour."""
    size = len(image)
    side = max(4, round(extent * size))
    tall = max(4, round(side * rng.uniform(0.7, 1.0)))
    turned = figure.rotate(rng.uniform(-25, 25), Image.Resampling.BILINEAR)
    if rng.random() < 0.5:
        turned = turned.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    small = turned.resize((side, tall), Image.Resampling.BILINEAR)
    shade, ink = np.moveaxis(np.asarray(small, "float32") / 255, -1, 0)
    top, left = rng.integers(0, [size - tall + 1, size - side + 1])
    part = image[top : top + tall, left : left + side]
    part += ink[..., None] * (_coloured(shade, colour, rng.uniform(0.2, 1.0), rng) - part)
    return image


def _lit(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light from one side, and a little grain, as uint8."""
    size = len(image)
    slope = np.linspace(-1, 1, size, dtype="float32")
    down, across = rng.uniform(-0.25, 0.25, 2)
    light = rng.uniform(0.8, 1.1) + down * slope[:, None] + across * slope
    grain = rng.uniform(0, 8) * rng.standard_normal((size, size, 1), "float32")
    return np.clip(image * light[..., None] + grain, 0, 255).astype("uint8")
