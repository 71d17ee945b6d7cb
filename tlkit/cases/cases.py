"""Load a case: a pretrained backbone, and new images that go with it.

`source="embedded"` draws them, or takes handwriting that ships with scikit-learn;
`source="imagenet"` downloads a published set once. Every set is raw pixels from 0 to 255 with
integer labels, split into training, validation and test images.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np

from tlkit.core.layers import check_flat
from tlkit.data.drawn import blood_cells, guitars
from tlkit.data.drawn.digits import digit_images
from tlkit.data.drawn.fractals import fractal_images
from tlkit.data.folders import load_folder
from tlkit.data.published import PUBLISHED, download
from tlkit.data.splits import Images, split, take
from tlkit.models.backbones import load_backbone


@dataclass(frozen=True)
class Case:
    """One of the cases: a pretrained backbone and new images that go with it.

        case = load_case("small-similar")
        images, labels = case.train                 # beside it `valid` and `test`
        case.backbone, case.class_names, case.description

    The images are drawn when they are first asked for, each part by itself.
    """

    name: str
    backbone: keras.Model
    part: Callable[[int], Images]  # 0, 1, 2: those to train, to validate and to test
    class_names: list[str]
    description: str
    size: int  # images to train on

    @cached_property
    def train(self) -> Images:
        return self.part(0)

    @cached_property
    def valid(self) -> Images:
        return self.part(1)

    @cached_property
    def test(self) -> Images:
        return self.part(2)

    @property
    def num_classes(self) -> int:
        return len(self.class_names)

    def __repr__(self) -> str:
        classes = f"{self.num_classes} classes, {self.size} images to train on."
        return f"{self.name}: {self.description} {classes}"


class Drawn(NamedTuple):
    """Images that are drawn: `draw(per_class, size=..., seed=...)` gives images and labels."""

    draw: Callable[..., tuple[np.ndarray, np.ndarray]]
    class_names: list[str]
    counts: tuple[int, int, int]  # images per class to train, to validate and to test
    description: str

    def part(self, number: int, *, per_class: int | None, size: int, seed: int) -> Images:
        count = per_class if per_class and number == 0 else self.counts[number]
        return Images(*self.draw(count, size=size, seed=3 * seed + number))


def _fractals(first: int, count: int) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """Draws fractals that the backbone has not learned: it learned the first few hundred."""
    return lambda per_class, **options: fractal_images(
        range(first, first + count), per_class, **options
    )


def _letters(count: int) -> list[str]:
    return [f"fractal {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]}" for i in range(count)]


DRAWN = {
    "small-similar": Drawn(
        _fractals(1000, 10),
        _letters(10),
        (20, 10, 40),
        "Fractals by ten formulas that the backbone never saw.",
    ),
    "large-similar": Drawn(
        _fractals(2000, 20),
        _letters(20),
        (100, 10, 30),
        "Many images of fractals by twenty formulas that the backbone never saw.",
    ),
    "large-different": Drawn(
        blood_cells.cell_images,
        blood_cells.NAMES,
        (300, 30, 60),
        "White blood cells of six kinds under the microscope, drawn for this course: diagrams, "
        "and no use in medicine.",
    ),
    "guitars": Drawn(
        guitars.guitar_images,
        guitars.NAMES,
        (100, 20, 60),
        "Electric guitars of three models, drawn for this course.",
    ),
}
DIGITS = (
    "Handwritten digits from scikit-learn (Alpaydin and Kaynak 1998), in colour and on clutter "
    "drawn for this course."
)
CASES = ("small-similar", "small-different", "large-similar", "large-different", "guitars")
PHOTOGRAPHS = {"small-similar": 100, "small-different": 100, "guitars": 300}  # a class, to train
MANY = 2000  # photographs of each class to train on, in the two large cases


def load_case(
    case: str = "small-similar",
    *,
    source: str = "embedded",
    backbone: keras.Model | None = None,
    folder: str | Path | None = None,
    per_class: int | None = None,
    seed: int = 0,
) -> Case:
    """Return a backbone and the images that make one of the cases with it.

        >>> load_case("small-similar").train.images.shape
        (200, 64, 64, 3)

    Where the environment variable TLKIT_SOURCE is set, it decides the source and no folder is
    read: grading sets it to "embedded".

    Args:
        case: "small-similar", "small-different", "large-similar", "large-different" or "guitars".
        source: "embedded" downloads nothing; "imagenet" takes ImageNet weights and photographs.
        backbone: another backbone than the source's own: MobileNet 0.25 for 64 pixels, or for
            224 (128 where there are many images); InceptionV3 for photographs of guitars.
        folder: class folders of your own in place of the source's images.
        per_class: how many training images of each class, at most; by default what the case
            asks for.
        seed: of the split, and of the images where they are drawn.

    Raises:
        ValueError: no such case or source, or the case has no images from that source; a
            backbone that takes any size, or for drawn images one that is not square.
        OSError: a download failed or is not the published file.
    """
    if forced := os.environ.get("TLKIT_SOURCE"):
        source = forced
        folder = None
    if source not in ("embedded", "imagenet"):
        raise ValueError(f'source is {source!r}; it may be "embedded" or "imagenet"')
    if case not in CASES:
        raise ValueError(f"case is {case!r}; it may be {', '.join(map(repr, CASES))}")
    if per_class is not None and per_class < 1:
        raise ValueError(f"per_class is {per_class}; expected 1 or more")
    if folder is None and source == "imagenet" and case not in PUBLISHED:
        raise ValueError(
            f"{case} has no published images: collect some with `tlkit collect-guitars` and name "
            'their folder, or use source="embedded"'
        )

    backbone = backbone or _backbone(case, source)
    size = _size(backbone, square=folder is None and source == "embedded")
    if folder is not None:
        dataset, names = load_folder(folder, size=size)
        description = f"Images from the folder {Path(folder).name}."
    elif source == "imagenet":
        published = PUBLISHED[case]
        dataset, names = published.load(download(case), size)
        description = published.description
    elif case == "small-different":
        dataset = Images(*digit_images(size=size[0], seed=seed))
        names = [*map(str, range(10))]
        description = DIGITS
        per_class = per_class or 50
    else:
        # Drawn when it is first asked for, and so not split here.
        drawn = DRAWN[case]
        part = partial(drawn.part, per_class=per_class, size=size[0], seed=seed)
        count = (per_class or drawn.counts[0]) * len(drawn.class_names)
        return Case(case, backbone, part, drawn.class_names, drawn.description, count)

    train, *others = split(dataset, seed=seed)
    train = take(train, per_class or PHOTOGRAPHS.get(case, MANY), seed=seed)
    parts = [train, *others].__getitem__
    return Case(case, backbone, parts, names, description, len(train.labels))


def load_shifted(
    shift: float,
    *,
    backbone: keras.Model | None = None,
    per_class: int = 50,
    seed: int = 0,
) -> Case:
    """Return a case whose images lie anywhere between similar and different.

        >>> load_shifted(0.3, per_class=2)
        shifted by 0.3: Fractals that the backbone never saw, faded by 30% into handwritten
        digits. 10 classes, 20 images to train on.

    At 0 they are the ten fractals of `load_case("small-similar")`, at 1 the ten digits on clutter
    of `load_case("small-different")`; between them, each class is a fractal and a digit.

    Each image of a class is one of its fractal's and one of its digit's, faded into each other,
    so that at every shift there are the same ten classes to tell apart. What is halfway is harder
    than either end: each hides the other. `tlkit.dataset_distance` from what the backbone learned
    grows with the shift.

    Args:
        shift: from 0 (similar) to 1 (different).
        backbone: by default the embedded one.
        per_class: training images of each class, at most; there are about a hundred. About 36
            more of each are there to validate, and as many to test.
        seed: of the split and of the images; the same ones are faded at every shift.

    Raises:
        ValueError: a shift outside of 0 to 1, or per_class below 1.
    """
    if not 0 <= shift <= 1:
        raise ValueError(f"shift is {shift}; expected 0 (similar) to 1 (different)")
    digits = load_case("small-different", backbone=backbone, per_class=per_class, seed=seed)
    return Case(
        f"shifted by {shift:g}",
        digits.backbone,
        lambda number: _faded(shift, digits.part(number), number, seed),
        [f"{f}, {d}" for f, d in zip(_letters(10), digits.class_names, strict=True)],
        f"Fractals that the backbone never saw, faded by {shift:.0%} into handwritten digits.",
        digits.size,
    )


def _faded(shift: float, digits: Images, number: int, seed: int) -> Images:
    """Fractals of a part of "small-similar", faded into the digits, both class by class."""
    order = np.argsort(digits.labels, kind="stable")
    far = digits.images[order]
    labels = digits.labels[order]
    counts = np.bincount(labels)
    drawn = DRAWN["small-similar"].draw(counts.max(), size=far.shape[1], seed=3 * seed + number)
    near = np.concatenate([drawn[0][drawn[1] == k][:count] for k, count in enumerate(counts)])
    return Images(
        np.rint((1 - shift) * near + shift * far.astype("float32")).astype("uint8"), labels
    )


def _size(backbone: keras.Model, *, square: bool) -> tuple[int, int]:
    """Height and width of the images that a backbone takes."""
    check_flat(backbone)
    height, width = backbone.input_shape[1:3]
    if height is None or width is None or (square and height != width):
        needs = "a square" if square else "one size"
        raise ValueError(
            f"{backbone.name} takes {backbone.input_shape}, but the images are of {needs}; load "
            "it with an input_shape such as (64, 64, 3)"
        )
    return height, width


def _backbone(case: str, source: str) -> keras.Model:
    if source == "embedded":
        return load_backbone("MobileNet", weights="embedded")
    if case == "guitars":
        return load_backbone("InceptionV3", weights="imagenet")
    side = 128 if case.startswith("large") else 224
    return load_backbone("MobileNet", weights="imagenet", alpha=0.25, input_shape=(side, side, 3))
