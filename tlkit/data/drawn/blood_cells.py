"""Drawn microscope fields: stained white blood cells among red ones.

Shape, texture and colour are needed together. The stain varies more from image to image than
from class to class, so that colour alone does not tell; monocyte and lymphocyte differ in the
shape of the nucleus, neutrophil and eosinophil in their granules, the blast in its chromatin.
What the classes look like follows textbooks of haematology; the images are diagrams, made to
learn from, and no use in medicine.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from PIL import Image, ImageDraw, ImageFilter

NAMES = ["neutrophil", "eosinophil", "basophil", "lymphocyte", "monocyte", "blast"]


class Look(NamedTuple):
    """What a class is drawn from; lengths are shares of half the image."""

    radius: tuple[float, float]  # of the cell
    cytoplasm: tuple[int, int, int]
    granules: int
    grain: float  # radius of a granule
    granule: tuple[int, int, int]


LOOKS = [
    Look((0.46, 0.56), (226, 200, 214), 60, 0.022, (188, 132, 164)),
    Look((0.46, 0.56), (232, 196, 196), 70, 0.046, (222, 112, 84)),
    Look((0.44, 0.54), (216, 196, 222), 60, 0.052, (72, 44, 120)),
    Look((0.34, 0.46), (172, 196, 232), 0, 0.03, (0, 0, 0)),
    Look((0.54, 0.68), (190, 192, 216), 14, 0.02, (166, 150, 190)),
    Look((0.50, 0.64), (158, 176, 226), 0, 0.03, (0, 0, 0)),
]
NUCLEUS = (124, 72, 156)
RED_CELL = (216, 146, 142)
PLASMA = (238, 226, 222)
LARGER = 2  # a shape is drawn this many times too large, then scaled down
ANGLES = np.linspace(0, 2 * np.pi, 32, endpoint=False)


def cell_images(per_class: int, *, size: int = 64, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return images of cells and their labels, in the order of `NAMES`.

        >>> images, labels = cell_images(1, size=32)
        >>> images.shape, labels.tolist()
        ((6, 32, 32, 3), [0, 1, 2, 3, 4, 5])

    Args:
        per_class: images of each kind.
        size: height and width in pixels.
        seed: another seed draws other images.
    """
    labels = np.repeat(np.arange(len(NAMES)), per_class)
    images = np.empty((len(labels), size, size, 3), "uint8")
    for i, label in enumerate(labels.tolist()):
        rng = np.random.default_rng([seed, label, i % per_class])
        images[i] = draw_cell(NAMES[label], size, rng)
    return images, labels


def draw_cell(kind: str, size: int, rng: np.random.Generator) -> np.ndarray:
    """Return one image with a cell of a kind near its middle, (size, size, 3) uint8.

        >>> draw_cell("lymphocyte", 32, np.random.default_rng(0)).shape
        (32, 32, 3)

    Args:
        kind: one of `NAMES`, such as "neutrophil".
        size: height and width in pixels.
        rng: decides place, shape, stain and light.

    Raises:
        ValueError: no such kind.
    """
    if kind not in NAMES:
        raise ValueError(f"kind is {kind!r}; it may be {', '.join(map(repr, NAMES))}")
    label = NAMES.index(kind)
    field = _Field(size)
    look = LOOKS[label]
    middle = rng.uniform(-0.22, 0.22, 2)
    radius = rng.uniform(*look.radius)
    for _ in range(rng.integers(3, 13)):
        _red_cell(field, rng)

    cell = field.blob(middle, radius, 0.06, rng)
    field.paint(1.0 * cell, PLASMA)  # what lies behind does not shine through
    field.paint(0.95 * cell, look.cytoplasm)

    nucleus = _nucleus(label, field, middle, radius, rng) * cell
    texture = field.noise(8 if label == 5 else 20, rng)
    field.paint(0.95 * nucleus, NUCLEUS)
    field.paint(0.7 * nucleus * texture, (74, 36, 112))
    if label == 5:  # a blast's nucleoli
        for _ in range(rng.integers(1, 4)):
            place = middle + rng.uniform(-0.4, 0.4, 2) * radius
            field.paint(0.6 * nucleus * field.discs([place], 0.09), (170, 130, 200))

    covered = 0 if label == 2 else 0.85 * nucleus  # a basophil's granules hide its nucleus
    grains = _granules(look, field, cell, middle, radius, rng)
    field.paint(0.9 * grains * (1 - covered), look.granule)
    return field.photographed(rng)


class _Field:
    """An image that is painted on with masks from 0 to 1, in coordinates from -1 to 1."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.pixels = np.zeros((size, size, 3), "float32") + np.array(PLASMA, "float32")

    def paint(self, mask: np.ndarray, colour: tuple[int, int, int]) -> None:
        self.pixels += mask[..., np.newaxis] * (np.array(colour, "float32") - self.pixels)

    def discs(self, centres: ArrayLike, radius: float) -> np.ndarray:
        """Where any of the discs around `centres` (n, 2) lies."""
        mask = Image.new("L", (LARGER * self.size,) * 2)
        draw = ImageDraw.Draw(mask)
        centres = self._pixels(np.asarray(centres))
        radius = radius * LARGER * self.size / 2
        for x, y in centres:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        return self._reduced(mask)

    def blob(
        self, centre: np.ndarray, radius: float, uneven: float, rng: np.random.Generator
    ) -> np.ndarray:
        """A disc whose border wavers, and which is longer one way than the other."""
        waves = np.arange(2, 6)[:, np.newaxis]
        heights = rng.normal(0, uneven / waves)
        phases = rng.uniform(0, 2 * np.pi, (4, 1))
        reach = radius * (1 + (heights * np.cos(waves * ANGLES + phases)).sum(0))
        border = centre + reach[:, np.newaxis] * np.stack([np.cos(ANGLES), np.sin(ANGLES)], -1)
        mask = Image.new("L", (LARGER * self.size,) * 2)
        ImageDraw.Draw(mask).polygon([(x, y) for x, y in self._pixels(border)], fill=255)
        return self._reduced(mask)

    def noise(self, patches: int, rng: np.random.Generator) -> np.ndarray:
        """Soft patches of random tone from 0 to 1, so many across the image."""
        tones = Image.fromarray(rng.integers(0, 256, (patches, patches)).astype("uint8"))
        return np.asarray(tones.resize((self.size,) * 2, Image.Resampling.BICUBIC), float) / 255

    def photographed(self, rng: np.random.Generator) -> np.ndarray:
        """Under a stain, a lamp and a camera of some sort, more or less in focus."""
        sharp = Image.fromarray(self.pixels.astype("uint8"))
        blurred = sharp.filter(ImageFilter.GaussianBlur(self.size * rng.uniform(0, 0.014)))
        density = -np.log(np.clip(np.asarray(blurred, float), 4, 255) / 255)
        density = density * rng.uniform(0.55, 1.5) * (1 + rng.normal(0, 0.22, 3))
        lamp = np.array([255, 252, 246]) * (1 + rng.normal(0, 0.03, 3)) * rng.uniform(0.8, 1.0)
        along = np.linspace(-1, 1, self.size)
        (right, down) = rng.normal(0, 0.08, 2)
        uneven = 1 + right * along + down * along[:, np.newaxis]
        image = np.exp(-density) * lamp * uneven[..., np.newaxis]
        image += rng.normal(0, rng.uniform(0, 3), image.shape)
        return np.clip(image, 0, 255).astype("uint8")

    def _pixels(self, points: np.ndarray) -> np.ndarray:
        return (np.asarray(points) + 1) / 2 * LARGER * self.size

    def _reduced(self, mask: Image.Image) -> np.ndarray:
        return np.asarray(mask.reduce(LARGER), "float32") / 255


def _red_cell(field: _Field, rng: np.random.Generator) -> None:
    centre = rng.uniform(-1.1, 1.1, 2)
    radius = rng.uniform(0.24, 0.34)
    field.paint(0.8 * field.blob(centre, radius, 0.05, rng), RED_CELL)
    middle = field.discs([centre], 0.5 * radius)  # paler, where it is thin
    field.paint(rng.uniform(0.1, 0.5) * middle, PLASMA)


def _nucleus(
    label: int, field: _Field, middle: np.ndarray, radius: float, rng: np.random.Generator
) -> np.ndarray:
    name = NAMES[label]
    turn = rng.uniform(0, 2 * np.pi)
    aside = np.array([np.cos(turn), np.sin(turn)])
    if name == "lymphocyte":
        return field.blob(middle + 0.06 * aside, radius * rng.uniform(0.76, 0.9), 0.04, rng)
    if name == "blast":
        return field.blob(middle + 0.05 * aside, radius * rng.uniform(0.74, 0.86), 0.07, rng)
    if name == "monocyte":  # a kidney: a disc with a bay
        whole = field.blob(middle, radius * rng.uniform(0.66, 0.78), 0.08, rng)
        bay = field.discs([middle + aside * radius * rng.uniform(0.6, 0.8)], radius * 0.42)
        return whole * (1 - bay)
    lobes = int(rng.integers(3, 6)) if name == "neutrophil" else 2
    return _lobes(lobes, field, middle, radius, turn, rng)


def _lobes(
    count: int,
    field: _Field,
    middle: np.ndarray,
    radius: float,
    turn: float,
    rng: np.random.Generator,
) -> np.ndarray:
    """Lobes along an arc, joined by threads."""
    if count > 2:
        arc = rng.uniform(2.4, 4.2)
        reach = 0.5 * radius
        size = radius * rng.uniform(0.24, 0.3)
    else:
        arc = 0.8 * np.pi
        reach = 0.42 * radius
        size = radius * rng.uniform(0.36, 0.44)
    angles = turn + np.linspace(0, arc, count)
    places = middle + reach * np.stack([np.cos(angles), np.sin(angles)], -1)
    between = places[:-1] + np.array([0.3, 0.5, 0.7])[:, None, None] * np.diff(places, axis=0)
    nucleus = field.discs(between.reshape(-1, 2), 0.06)
    for place in places:
        nucleus = np.maximum(nucleus, field.blob(place, size, 0.1, rng))
    return nucleus


def _granules(
    look: Look,
    field: _Field,
    cell: np.ndarray,
    middle: np.ndarray,
    radius: float,
    rng: np.random.Generator,
) -> np.ndarray:
    angles = rng.uniform(0, 2 * np.pi, look.granules)
    far = radius * np.sqrt(rng.random(look.granules))
    places = middle + far[:, np.newaxis] * np.stack([np.cos(angles), np.sin(angles)], -1)
    return field.discs(places, look.grain) * cell
