"""Backgrounds for drawn images: walls, gradients, boards, and clutter of coloured shapes."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def scenery(size: int, rng: np.random.Generator) -> Image.Image:
    """A ground to put something in front of: plain, a gradient, boards, or a blurred room."""
    kind = rng.choice(["plain", "gradient", "boards", "room"], p=[0.3, 0.3, 0.15, 0.25])
    if kind == "boards":
        return boards(size, rng)
    base = colour(rng, 90, 245) if rng.random() < 0.6 else grey(rng)
    image = gradient(size, base, rng, 12 if kind == "plain" else 70)
    if kind == "room":
        clutter(image, rng, int(rng.integers(3, 9)))
        image = image.filter(ImageFilter.GaussianBlur(size * rng.uniform(0.01, 0.05)))
    return image


def colour(rng: np.random.Generator, low: int = 0, high: int = 256) -> tuple[int, int, int]:
    red, green, blue = rng.integers(low, high, 3)
    return int(red), int(green), int(blue)


def grey(rng: np.random.Generator) -> tuple[int, int, int]:
    return (int(rng.integers(20, 256)),) * 3


def gradient(
    size: int, base: tuple[int, int, int], rng: np.random.Generator, strength: float
) -> Image.Image:
    """One colour that grows lighter in some direction, by up to `strength`."""
    angle = rng.uniform(0, 2 * np.pi)
    along = np.linspace(-1, 1, size)
    ramp = np.cos(angle) * along + np.sin(angle) * along[:, np.newaxis]
    shaded = np.array(base) + rng.uniform(0.3, 1) * strength * ramp[..., np.newaxis]
    return Image.fromarray(np.clip(shaded, 0, 255).astype("uint8"))


def boards(size: int, rng: np.random.Generator) -> Image.Image:
    """Boards of wood, each of its own brown, with a grain."""
    count = int(rng.integers(4, 9))
    brown = np.array([150, 105, 65]) + rng.integers(-40, 60)
    tone = brown + rng.normal(0, 14, (count, 1))
    rows = tone[np.arange(size) * count // size][:, np.newaxis] + np.zeros((size, size, 3))
    grain = np.repeat(rng.normal(0, 9, (size, size // 16 + 1)), 16, axis=1)[:, :size]
    wood = rows + grain[..., np.newaxis]
    wood[:: size // count] *= 0.6
    image = Image.fromarray(np.clip(wood, 0, 255).astype("uint8"))
    return image.rotate(90) if rng.random() < 0.5 else image


def clutter(image: Image.Image, rng: np.random.Generator, count: int) -> None:
    """Draw rectangles, ellipses and bars of any colour, size and place."""
    draw = ImageDraw.Draw(image)
    for _ in range(count):
        centre = rng.uniform(0, image.width, 2)
        half = image.width * rng.uniform(0.03, 0.25, 2)
        box = [*(centre - half), *(centre + half)]
        kind = rng.integers(3)
        if kind == 0:
            draw.rectangle(box, fill=colour(rng))
        elif kind == 1:
            draw.ellipse(box, fill=colour(rng))
        else:
            width = max(1, int(image.width * rng.uniform(0.02, 0.1)))
            draw.line([*rng.uniform(0, image.width, 4)], fill=colour(rng), width=width)
