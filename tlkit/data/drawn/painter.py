"""Draw smooth outlines on a canvas that is scaled down afterwards."""

from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

Colour = tuple[int, ...]
STEPS = 8  # straight pieces of a curve between two of its points


def outline(points: Sequence[tuple[float, ...]]) -> np.ndarray:
    """Points on a closed smooth curve through `points`, (n, 2).

    A third number, whatever it is, makes a point a corner: the curve does not turn smoothly there.

        >>> outline([(0, 0), (1, 0), (1, 1), (0, 1)]).shape
        (32, 2)
    """
    knots = np.array([point[:2] for point in points], float)
    corner = np.array([len(point) > 2 for point in points])
    before, after = np.roll(knots, 1, 0), np.roll(knots, -1, 0)
    tangents = np.where(corner[:, np.newaxis], 0, (after - before) / 2)
    t = np.linspace(0, 1, STEPS, endpoint=False)[:, np.newaxis, np.newaxis]
    start = (1 + 2 * t) * (1 - t) ** 2
    bend_out = t * (1 - t) ** 2
    bend_in = t**2 * (t - 1)
    curve = start * knots + bend_out * tangents + (1 - start) * after
    return (curve + bend_in * np.roll(tangents, -1, 0)).transpose(1, 0, 2).reshape(-1, 2)


def rectangle(x: float, y: float, width: float, height: float, turn: float = 0.0) -> np.ndarray:
    """The corners of a rectangle around (x, y), turned by radians, (4, 2)."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (width / 2, height / 2)
    return corners @ _turn(turn).T + (x, y)


def ellipse(x: float, y: float, width: float, height: float | None = None) -> np.ndarray:
    """Points around an ellipse, or a circle where no height is given, (24, 2)."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    radii = np.array([width, width if height is None else height]) / 2
    return np.stack([np.cos(angles), np.sin(angles)], -1) * radii + (x, y)


class Painter:
    """Paints shapes given in units of its own onto an image, through a map of the plane.

    Args:
        image: RGB, drawn on in place.
        matrix: (2, 2), from units to pixels; y points up in units, and down in pixels.
        offset: (2,), the pixel of the units' origin.
        depth: (2,), perspective: how much farther away one unit to the right, or up, is.
    """

    def __init__(
        self,
        image: Image.Image,
        matrix: np.ndarray,
        offset: np.ndarray,
        depth: Iterable[float] = (0.0, 0.0),
    ) -> None:
        self.image = image
        self.matrix = matrix
        self.offset = offset
        self.depth = np.array([*depth])
        self.scale = float(np.sqrt(abs(np.linalg.det(matrix))))
        self._draw = ImageDraw.Draw(image)

    def pixels(self, points: np.ndarray) -> list[tuple[float, float]]:
        points = np.asarray(points, float)
        flat = points / (1 + points @ self.depth)[:, np.newaxis]
        return [(x, y) for x, y in flat @ self.matrix.T + self.offset]

    def fill(self, points: np.ndarray, colour: Colour) -> None:
        self._draw.polygon(self.pixels(points), fill=colour)

    def stroke(self, points: np.ndarray, colour: Colour, width: float, close: bool = True) -> None:
        """A line of a width in units, at least half a pixel of the image scaled down."""
        dots = self.pixels(np.concatenate([points, points[:2]]) if close else points)
        self._draw.line(dots, fill=colour, width=max(1, round(width * self.scale)), joint="curve")

    def mask(self, points: np.ndarray) -> Image.Image:
        """Where a shape lies, from 0 to 255."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(self.pixels(points), fill=255)
        return mask


def placement(turn: float, scale: float, flip: bool = False) -> np.ndarray:
    """The matrix from units (y up) to pixels (y down): mirrored, turned by radians, scaled."""
    mirror = np.diag([-1.0 if flip else 1.0, 1.0])
    return scale * np.diag([1.0, -1.0]) @ _turn(turn) @ mirror


def _turn(angle: float) -> np.ndarray:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])
