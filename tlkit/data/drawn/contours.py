"""Closed outlines drawn by formulas, as petals, stars, gears and rings are.

A class is a radius that waves as it goes round: a few cosines of whole frequencies, whose
amplitudes and phases make the outline, and a number of bands between the middle and the outline.

Source: Kataoka et al. 2022 (pretraining on radial contours, arXiv:2206.09132).
"""

from functools import cache
from typing import NamedTuple

import numpy as np


class Contour(NamedTuple):
    """radius(angle) = 1 + sum of amplitude * cos(frequency * angle + phase), in bands."""

    amplitude: np.ndarray
    frequency: np.ndarray
    phase: np.ndarray
    bands: int


def sample_contour(number: int) -> Contour:
    """Return the contour of a class: the same number is always the same one."""
    rng = np.random.default_rng([number, 20220618])
    waves = int(rng.integers(1, 4))
    frequency = rng.choice(np.arange(2, 13), waves, replace=False)
    amplitude = rng.uniform(0.1, 0.5, waves) / np.sqrt(waves)
    return Contour(amplitude, frequency, rng.uniform(0, 2 * np.pi, waves), int(rng.integers(1, 5)))


def draw_contour(
    contour: Contour, size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ink and the shade of one figure, each (size, size) from 0 to 1.

    Amplitudes and phases are nudged; ink says what the figure covers, shade tells its bands apart.
    """
    distance, angle = _polar(size)
    waves = np.cos(contour.frequency * angle[..., None] + _near(contour.phase, 0.15, rng))
    radius = np.maximum(1 + waves @ (contour.amplitude * _near(1, 0.15, rng)), 0.1)
    radius = radius / radius.max()
    ink = np.clip((radius - distance) * size / 2 + 0.5, 0, 1)
    depth = np.clip(distance / radius, 0, 1) * contour.bands
    shade = np.where(depth.astype(int) % 2, 0.3, 1.0) * (1 - 0.3 * (depth % 1))
    return ink, shade


@cache
def _polar(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Distance from the middle (1 at the nearest edge) and angle of every pixel."""
    y, x = np.mgrid[:size, :size] * 2 / (size - 1) - 1
    return np.hypot(x, y), np.arctan2(y, x)


def _near(value: np.ndarray | float, spread: float, rng: np.random.Generator) -> np.ndarray:
    return value + rng.uniform(-spread, spread, np.shape(value))
