"""Images as sums of cosines, in colours that vary independently: what gradient ascent paints on.

Natural images have more power the lower the frequency, and vary in brightness far more than in
hue. Ascent on pixels knows nothing of that and ends in fine, shrill noise; ascent on these
coefficients starts from it. Source: Olah et al. 2017, https://distill.pub/2017/feature-visualization
(Fourier space there, cosines here, which are mirrored at the border instead of wrapped around).
"""

from collections.abc import Iterable, Sequence

import keras
import numpy as np

from tlkit.core.types import Tensor

# Brightness, blue to red, magenta to green, by how much natural images vary in each: about what
# Ohta et al. 1980 (doi:10.1016/0146-664X(80)90047-7) found to be independent.
_AXES = np.array([[1, 1, 1], [1, 0, -1], [-1, 2, -1]]) / np.sqrt([[3], [2], [6]])
_COLOURS = _AXES * [[1.0], [0.28], [0.13]]
_CONTRAST = 3.0  # standard deviation of brightness, as a logit, for coefficients of 1
_NOISE = 0.03


class Canvas:
    """Paints images of one size from coefficients (n, rows, columns, 3).

    It reaches beyond the image by a margin, so that a view may be moved over it.
    """

    def __init__(self, size: Sequence[int], margin: float, detail: float) -> None:
        """Args: height and width; the margin, a share of them; the share of frequencies."""
        self.size = tuple(size)
        self.margin = [round(margin * side) for side in size]
        self.sides = [side + 2 * m for side, m in zip(size, self.margin, strict=True)]
        self.counts = [max(2, round(detail * side)) for side in self.sides]
        frequency = np.hypot(*np.ix_(*(np.arange(n) / s for n, s in self._grid())))
        power = 1 / np.maximum(frequency, 1 / max(self.sides))
        power *= _CONTRAST * np.sqrt(np.prod(self.sides) / (power**2).sum())
        self.scale = power[..., np.newaxis].astype("float32")

    def noise(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Coefficients of images that are grey, almost."""
        return (_NOISE * rng.standard_normal((count, *self.counts, 3))).astype("float32")

    def coefficients(self, images: np.ndarray) -> np.ndarray:
        """Coefficients of given images (n, height, width, 3), their margin mirrored."""
        share = np.clip(np.asarray(images, "float64") / 255, 0.005, 0.995)
        margins = [(0, 0), *((m, m) for m in self.margin), (0, 0)]
        logits = np.pad(np.log(share / (1 - share)), margins, mode="symmetric")
        whole = [_cosines(np.arange(s), s, n) for n, s in self._grid()]
        coefficients = np.einsum(
            "hk,nhwc,wl->nklc", whole[0], logits @ np.linalg.inv(_COLOURS), whole[1]
        )
        return (coefficients / self.scale).astype("float32")

    def view(self, zoom: float = 1.0, shift: Iterable[float] = (0.0, 0.0)) -> list[np.ndarray]:
        """The cosines down and across the image, seen nearer (zoom > 1) or moved by pixels."""
        around = [(np.arange(side) - (side - 1) / 2) / zoom for side in self.size]
        centres = [(side - 1) / 2 + by for side, by in zip(self.sides, shift, strict=True)]
        return [
            _cosines(positions + centre, side, count).astype("float32")
            for positions, centre, (count, side) in zip(around, centres, self._grid(), strict=True)
        ]

    def paint(self, coefficients: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """The images in a view: (n, height, width, 3), from 0 to 255."""
        down = keras.ops.einsum("hk,nklc->nhlc", rows, coefficients * self.scale)
        across = keras.ops.einsum("wl,nhlc->nhwc", columns, down)
        return 255 * keras.ops.sigmoid(keras.ops.matmul(across, _COLOURS.astype("float32")))

    def _grid(self) -> list[tuple[int, int]]:
        return list(zip(self.counts, self.sides, strict=True))


def _cosines(positions: np.ndarray, side: int, count: int) -> np.ndarray:
    """The first cosines of a side (DCT-II, orthonormal over it) at these positions.

    >>> basis = _cosines(np.arange(4), 4, 4)
    >>> bool(np.allclose(basis.T @ basis, np.eye(4)))
    True
    """
    frequencies = np.arange(count)
    basis = np.cos(np.pi * (positions[:, np.newaxis] + 0.5) * frequencies / side)
    return basis * np.sqrt(np.where(frequencies, 2, 1) / side)
