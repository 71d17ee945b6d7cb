"""Handwritten digits on clutter: real handwriting, in any colour, size and place.

Source of the handwriting: Alpaydin and Kaynak 1998, UCI Machine Learning Repository, CC BY 4.0,
as it comes with scikit-learn.
"""

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

from tlkit.data.drawn.backgrounds import clutter, colour, gradient

CONTRAST = 70  # of brightness, at least, between a digit and what lies behind it
PAPER = 190  # brightness of plain paper, at least: any ink is darker


def digit_images(
    which: np.ndarray | None = None, *, size: int = 64, seed: int = 0, plain: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Return images of scikit-learn's digits, each on a ground of its own, and their labels.

        >>> images, labels = digit_images(np.arange(3), size=32)
        >>> images.shape, labels.tolist()
        ((3, 32, 32, 3), [0, 1, 2])

    Args:
        which: the numbers of the digits, from 0 to 1796; by default all.
        size: height and width in pixels.
        seed: of grounds, colours, sizes and places; another seed draws other ones.
        plain: dark ink on bright paper, without clutter.
    """
    data = load_digits()
    which = np.arange(len(data.target)) if which is None else np.asarray(which)
    images = np.empty((len(which), size, size, 3), "uint8")
    for i, number in enumerate(which):
        images[i] = draw(
            data.images[number] / 16, size, np.random.default_rng([seed, number]), plain=plain
        )
    return images, data.target[which]


def draw(
    strokes: np.ndarray, size: int, rng: np.random.Generator, *, plain: bool = False
) -> np.ndarray:
    """One digit (8, 8), from 0 to 1, on a ground, (size, size, 3) uint8."""
    if plain:
        image = Image.new("RGB", (size, size), tuple(rng.integers(PAPER, 256, 3).tolist()))
    else:
        image = gradient(size, colour(rng), rng, 40)
        clutter(image, rng, int(rng.integers(0, 3)))
    side = round(size * rng.uniform(0.65, 0.95))
    ink = Image.fromarray(np.uint8(strokes * 255))
    ink = ink.resize((side, side), Image.Resampling.BICUBIC).point(_harder)
    left, top = (int(v) for v in rng.integers(0, size - side + 1, 2))
    behind = np.asarray(image.crop((left, top, left + side, top + side)), float).mean()
    image.paste(_ink_colour(behind, rng), (left, top), mask=ink)
    return np.asarray(image)


def _harder(tone: float) -> float:
    return min(255.0, max(0.0, (tone - 80) * 2.6))


def _ink_colour(behind: float, rng: np.random.Generator) -> tuple[int, int, int]:
    """Any colour that is brighter or darker than what lies behind."""
    while True:
        ink = colour(rng)
        if abs(sum(ink) / 3 - behind) >= CONTRAST:
            return ink
