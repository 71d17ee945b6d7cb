"""Textures drawn by formulas: stripes, weaves, blobs, grain and clouds.

A class is a spectrum, one or two bumps in the plane of spatial frequencies, and a curve that
bends the waves into lines or islands. An image draws the phases of the waves at random.

Source of the idea: spectra and Gabor's elementary waves describe the textures of natural images
(Field 1987, doi:10.1364/JOSAA.4.002379).
"""

from functools import cache

import numpy as np

_BENDS = (
    lambda wave: wave,
    np.abs,  # ridges
    lambda wave: np.tanh(4 * wave),  # islands
    lambda wave: np.sin(3 * wave),  # contour lines
)


def draw_texture(number: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """Return one texture of a class, (size, size), mean 0.5, mostly within 0 and 1."""
    spectrum, bend = _texture(number, size)
    wave = np.fft.irfft2(spectrum * np.fft.rfft2(rng.standard_normal((size, size))), (size, size))
    texture = _BENDS[bend](wave / (wave.std() + 1e-9))
    return 0.5 + 0.25 * (texture - texture.mean()) / (texture.std() + 1e-9)


@cache
def _texture(number: int, size: int) -> tuple[np.ndarray, int]:
    """The spectrum of a class, (size, size // 2 + 1), and which curve bends its waves."""
    rng = np.random.default_rng([number, 19871201])
    down, across = np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None]
    spectrum = np.zeros((size, size // 2 + 1))
    for _ in range(int(rng.integers(1, 3))):
        frequency = 2.0 ** rng.uniform(-5.5, -1.5)  # waves a pixel
        angle = rng.uniform(0, np.pi)
        width = frequency * rng.uniform(0.1, 0.5)
        if rng.random() < 0.3:  # the same in all directions
            off = (np.hypot(down, across) - frequency) ** 2
        else:
            row, column = frequency * np.sin(angle), frequency * np.cos(angle)
            off = np.minimum(
                (down - row) ** 2 + (across - column) ** 2,
                (down + row) ** 2 + (across + column) ** 2,
            )
        spectrum += np.exp(-off / (2 * width**2)) / width
    spectrum[0, 0] = 0
    return spectrum, int(rng.integers(len(_BENDS)))
