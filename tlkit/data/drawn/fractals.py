"""Images drawn by formulas: coloured fractals on coloured ground, labelled by their formula.

A class is one iterated function system: a handful of affine maps of the plane, applied in random
order to many points at once, which settle on the class's fractal. An image varies it: a nudged
parameter, a brush, a turn, a place, colours and a ground.

Sources: Kataoka et al. 2020 (pretraining on fractals, doi:10.1007/978-3-030-69544-6_35);
Anderson and Farrell 2022 (sampling contractive systems, colour; arXiv:2110.03091).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

WALKERS = 512  # points that walk at once
STEPS = 36  # of each walk
SETTLING = 8  # steps before a point is on the fractal, which are not drawn
JITTER = (0.8, 0.9, 1.0, 1.1, 1.2)  # what one parameter of an image's system is multiplied by


class System(NamedTuple):
    """An iterated function system of m maps x -> linear @ x + offset."""

    linear: np.ndarray  # (m, 2, 2)
    offset: np.ndarray  # (m, 2)


def fractal_images(
    classes: Sequence[int], per_class: int, *, size: int = 64, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return coloured images of fractals, and for each the position of its class.

        >>> images, labels = fractal_images([7, 8, 9], per_class=2, size=32)
        >>> images.shape, images.dtype, labels
        ((6, 32, 32, 3), dtype('uint8'), array([0, 0, 1, 1, 2, 2]))

    Args:
        classes: numbers that name the fractals; the same number is always the same fractal.
        per_class: images of each.
        size: height and width in pixels.
        seed: another seed draws other images of the same classes.

    Returns:
        images: (n, size, size, 3), uint8, raw pixels from 0 to 255.
        labels: (n,), int, from 0 to len(classes) - 1.
    """
    images = [
        draw(system, size, np.random.default_rng([seed, number, i]))
        for number in classes
        for system in [sample_system(number)]
        for i in range(per_class)
    ]
    shape = (len(classes) * per_class, size, size, 3)
    return np.reshape(images, shape).astype("uint8"), np.repeat(np.arange(len(classes)), per_class)


def sample_system(number: int) -> System:
    """Return the system of a class: the first of its seed that fills a fifth of the image."""
    rng = np.random.default_rng([number, 20201130])
    while True:
        system = _contractive_system(rng)
        density = _density(_walk(system, rng), 32)
        if (density > 0).mean() >= 0.2:
            return system


def draw(system: System, size: int, rng: np.random.Generator) -> np.ndarray:
    """Return one image of a fractal, (size, size, 3) uint8."""
    return paint(walk(system, rng), size, rng)


def walk(system: System, rng: np.random.Generator) -> np.ndarray:
    """Return points of the fractal in the unit square, (n, 2), one of its parameters nudged."""
    return _walk(_nudged(system, rng), rng)


def paint(points: np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
    """Return points as an image, somewhere, in colours on a ground, (size, size, 3) uint8."""
    ink, shade = _inked(_placed(points, rng), size, rng)
    dark, light = rng.integers(0, 256, (2, 3))
    figure = dark + shade[..., None] * (light.astype(float) - dark)
    return (ink[..., None] * figure + (1 - ink[..., None]) * _ground(size, rng)).astype("uint8")


def draw_mask(system: System, size: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the ink and the shade of a fractal that fills the image, (size, size), 0 to 1."""
    return _inked(walk(system, rng), size, rng)


def _inked(
    points: np.ndarray, size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """How much of the ground the points cover, and how dense they are; both from 0 to 1."""
    density = _brushed(_density(points, size), rng.random((3, 3)) < 0.5)
    return np.minimum(density, 1.0), (density / max(density.max(), 1.0)) ** 0.5


def _contractive_system(rng: np.random.Generator) -> System:
    """Maps turn @ diag(s) @ turn, their singular values s below 1 and of a fit total size."""
    count = int(rng.integers(2, 5))
    total = rng.uniform((5 + count) / 2, (6 + count) / 2)
    while True:
        large = rng.uniform(0.3, 1, count)
        small = rng.uniform(0, large)
        scale = total / (large + 2 * small).sum()
        if (large * scale).max() < 1:
            break
    turns = _turns(rng.uniform(0, 2 * np.pi, (2, count)))
    signs = rng.choice([-1, 1], (count, 2))
    values = np.stack([large, small], -1) * scale * signs
    return System((turns[0] * values[:, None]) @ turns[1], rng.uniform(-1, 1, (count, 2)))


def _turns(angles: np.ndarray) -> np.ndarray:
    """Rotation matrices (..., 2, 2)."""
    cos, sin = np.cos(angles), np.sin(angles)
    return np.stack([np.stack([cos, -sin], -1), np.stack([sin, cos], -1)], -2)


def _nudged(system: System, rng: np.random.Generator) -> System:
    """The system with one of its parameters a little larger or smaller."""
    linear = system.linear.copy()
    offset = system.offset.copy()
    one = linear if rng.random() < 2 / 3 else offset
    one.flat[rng.integers(one.size)] *= rng.choice(JITTER)
    return System(linear, offset)


def _walk(system: System, rng: np.random.Generator) -> np.ndarray:
    """Points of the fractal, (WALKERS * (STEPS - SETTLING), 2): the chaos game, many at once."""
    weights = np.abs(np.linalg.det(system.linear)) + 1e-3
    chosen = rng.choice(len(weights), (STEPS, WALKERS), p=weights / weights.sum())
    x, y = np.zeros((2, WALKERS))
    drawn = np.empty((STEPS, 2, WALKERS))
    for step, maps in enumerate(chosen):
        (a, b), (c, d) = system.linear.transpose(1, 2, 0)
        e, f = system.offset.T
        x, y = a[maps] * x + b[maps] * y + e[maps], c[maps] * x + d[maps] * y + f[maps]
        drawn[step] = x, y
    points = drawn[SETTLING:].transpose(0, 2, 1).reshape(-1, 2)
    low, high = np.quantile(points, [0.005, 0.995], axis=0)
    return (points - low) / np.maximum(high - low, 1e-6)  # into the unit square


def _placed(points: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Turned by quarters, mirrored, 60 to 100 % of the image in size, anywhere in it."""
    if rng.random() < 0.5:
        points = points[:, ::-1]
    points = np.where(rng.random(2) < 0.5, points, 1 - points)
    extent = rng.uniform(0.6, 1.0)
    return points * extent + rng.uniform(0, 1 - extent, 2)


def _density(points: np.ndarray, size: int) -> np.ndarray:
    """How many points fall on each pixel, (size, size)."""
    pixels = np.floor(points * size).astype(int)
    inside = ((pixels >= 0) & (pixels < size)).all(1)
    rows, columns = pixels[inside].T
    return np.bincount(rows * size + columns, minlength=size**2).reshape(size, size).astype(float)


def _brushed(density: np.ndarray, brush: np.ndarray) -> np.ndarray:
    """Each point painted with a 3×3 brush; its middle always paints."""
    padded = np.pad(density, 1)
    height, width = density.shape
    painted = density.copy()
    for row, column in np.argwhere(brush):
        painted += padded[row : row + height, column : column + width]
    return painted


def _ground(size: int, rng: np.random.Generator) -> np.ndarray:
    """A colour, with blocks of other colours of random strength, (size, size, 3)."""
    blocks = int(rng.integers(1, 9))
    colours = rng.integers(0, 256, 3) + rng.uniform(0, 80) * rng.standard_normal(
        (blocks, blocks, 3)
    )
    index = np.arange(size) * blocks // size
    return np.clip(colours[index][:, index], 0, 255)
