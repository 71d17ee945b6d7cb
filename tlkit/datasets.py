"""Pictures to learn from: what each unit needs, and a folder of one's own.

Every set is raw pixels from 0 to 255 with integer labels, split into training, validation and
test pictures. `source="embedded"` draws them or takes them from scikit-learn; `source="imagenet"`
downloads a real set once and checks its hash.
"""

import hashlib
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np
from PIL import Image, ImageOps
from sklearn.datasets import load_digits
from sklearn.model_selection import StratifiedGroupKFold
from tqdm.auto import tqdm

from tlkit.backbones import load_backbone
from tlkit.formula_images import fractal_images

SIZE = 64  # pixels of the embedded pictures, and of the backbone that goes with them
PICTURES = {".bmp", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}


class Images(NamedTuple):
    """Pictures (n, height, width, 3) with pixels from 0 to 255, and their labels (n,)."""

    images: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True)
class Case:
    """One of the four cases: a pretrained backbone and new pictures that go with it."""

    name: str
    backbone: keras.Model
    train: Images
    valid: Images
    test: Images
    class_names: list[str]
    description: str

    @property
    def num_classes(self) -> int:
        return len(self.class_names)

    def __repr__(self) -> str:
        sizes = f"{len(self.train.labels)} to train, {len(self.valid.labels)} to validate"
        return f"{self.name}: {self.description} {sizes}, {len(self.test.labels)} to test."


class Download(NamedTuple):
    """A published set of pictures: a tar archive of class folders."""

    url: str
    sha256: str
    folder: str  # within the archive
    description: str


# Hash from the checksums of TensorFlow Datasets, tf_flowers.
FLOWERS = Download(
    "https://storage.googleapis.com/download.tensorflow.org/example_images/flower_photos.tgz",
    "4c54ace7911aaffe13a365c34f650e71dd5bf1be0a58b464e5a7183e3e595d9c",
    "flower_photos",
    "Photographs of five kinds of flowers (The TensorFlow Team, 2019; CC-BY 2.0, authors in its "
    "LICENSE.txt; 229 MB).",
)


def load_case(
    case: str = "small-similar",
    *,
    source: str = "embedded",
    backbone: keras.Model | None = None,
    folder: str | Path | None = None,
    per_class: int | None = None,
    seed: int = 0,
) -> Case:
    """Return a backbone and the pictures that make one of the four cases with it.

    Where the environment variable TLKIT_SOURCE is set, it decides the source and no folder is
    read: grading sets it to "embedded".

    Args:
        case: "small-similar" or "small-different".
        source: "embedded" downloads nothing; "imagenet" takes ImageNet weights and photographs.
        backbone: another backbone than the source's own.
        folder: class folders of your own in place of the source's pictures.
        per_class: how many training pictures of each class, at most; by default 20 drawn ones,
            or 100 photographs.
        seed: of the split, and of the pictures where they are drawn.

    Raises:
        ValueError: no such case or source, or the case has no pictures from that source.
        OSError: a download failed or is not the published file.
    """
    if forced := os.environ.get("TLKIT_SOURCE"):
        source, folder = forced, None
    if source not in ("embedded", "imagenet"):
        raise ValueError(f'source is {source!r}; it may be "embedded" or "imagenet"')
    if case not in ("small-similar", "small-different"):
        raise ValueError(f'case is {case!r}; it may be "small-similar" or "small-different"')
    backbone = backbone or load_backbone("MobileNet", weights=source, alpha=0.25)
    if folder is None and source == "imagenet":
        if case != "small-similar":
            raise ValueError(
                f'{case} has no published pictures yet; name a folder, or use "embedded"'
            )
        folder, description = download(FLOWERS), FLOWERS.description
    elif folder is None:
        return _embedded_case(case, backbone, per_class or 20, seed)
    else:
        description = f"Pictures from the folder {Path(folder).name}."
    pictures, names = load_folder(folder, size=backbone.input_shape[1:3])
    train, valid, test = split(pictures, seed=seed)
    train = take(train, per_class or 100, seed=seed)
    return Case(case, backbone, train, valid, test, names, description)


def load_folder(
    folder: str | Path, *, size: tuple[int, int] = (224, 224)
) -> tuple[Images, list[str]]:
    """Return the pictures in a folder that holds a folder for each class, and the class names.

    Each is turned as its camera held it, made RGB (what is transparent becomes white), scaled and
    cropped in its middle to `size`. A file that is no readable picture is left out, with a warning
    that names it.

    Args:
        folder: holds one folder a class, named after it; files beside them are passed over.
        size: (height, width) in pixels.

    Returns:
        The pictures, (n, height, width, 3) uint8 with labels in the order of the names; the names.

    Raises:
        ValueError: no such folder, fewer than two classes, or a class without a picture.
    """
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise ValueError(f"{folder} is not a folder; name one that holds a folder for each class")
    classes = sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    if len(classes) < 2:
        raise ValueError(f"{folder} holds {len(classes)} class folders; at least 2 are needed")
    files = [(f, k) for k, c in enumerate(classes) for f in sorted(c.iterdir()) if _is_picture(f)]
    images, labels, unread = [], [], []
    for file, label in tqdm(files, f"Reading {folder.name}", unit="picture", delay=1):
        try:
            images.append(_read(file, size))
            labels.append(label)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            unread.append(f"{file.parent.name}/{file.name} ({error})")
    if unread:
        warnings.warn(f"left out, not readable: {'; '.join(unread)}", stacklevel=2)
    if missing := [c.name for k, c in enumerate(classes) if k not in labels]:
        raise ValueError(f"no readable picture in {folder}: {', '.join(missing)}")
    return Images(np.stack(images), np.array(labels)), [c.name for c in classes]


def split(pictures: Images, *, seed: int = 0) -> tuple[Images, Images, Images]:
    """Return three fifths for training, a fifth for validation and a fifth for testing.

    Each class is spread evenly, and copies of one picture stay together on one side.

        >>> pictures = Images(np.arange(10 * 12).reshape(10, 2, 2, 3), np.repeat([0, 1], 5))
        >>> [part.labels.tolist() for part in split(pictures)]
        [[0, 0, 0, 1, 1, 1], [0, 1], [0, 1]]

    Raises:
        ValueError: a class has fewer than five pictures.
    """
    images, labels = pictures
    counts = np.bincount(labels)
    if counts.min() < 5:
        raise ValueError(f"class {counts.argmin()} has {counts.min()} pictures; 5 are the least")
    same = [hashlib.sha256(image.tobytes()).hexdigest() for image in images]
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(images, labels, same)
    test, valid, *train = [np.sort(fold) for _, fold in folds]
    parts = (np.sort(np.concatenate(train)), valid, test)
    return tuple(Images(images[p], labels[p]) for p in parts)  # type: ignore[return-value]


def take(pictures: Images, per_class: int, *, seed: int = 0) -> Images:
    """Return at most `per_class` pictures of each class, chosen at random, in their order.

    >>> take(Images(np.zeros((6, 2, 2, 3)), np.repeat([0, 1], 3)), per_class=2).labels
    array([0, 0, 1, 1])
    """
    order = np.random.default_rng(seed).permutation(len(pictures.labels))
    shuffled = pictures.labels[order]
    chosen = [order[shuffled == label][:per_class] for label in np.unique(pictures.labels)]
    index = np.sort(np.concatenate(chosen))
    return Images(pictures.images[index], pictures.labels[index])


def digits(*, size: int = SIZE) -> Images:
    """Return scikit-learn's 1,797 handwritten digits, enlarged, (1797, size, size, 3) uint8.

    Source: Alpaydin and Kaynak 1998, UCI Machine Learning Repository, CC BY 4.0.
    """
    data = load_digits()
    grey = [Image.fromarray(np.uint8(d * 255 / 16)).resize((size, size)) for d in data.images]
    return Images(np.stack([np.asarray(g.convert("RGB")) for g in grey]), data.target)


def download(published: Download) -> Path:
    """Return the folder of a published set, downloaded and unpacked where Keras keeps its data.

    The archive must have the published SHA-256; its files are unpacked into a folder of their own.

    Raises:
        OSError: it could not be downloaded, or is not the published file.
    """
    name = Path(published.url).name
    try:
        unpacked = keras.utils.get_file(
            name, published.url, file_hash=published.sha256, cache_subdir="tlkit", extract=True
        )
    except Exception as error:
        raise OSError(
            f"could not get {published.url} ({error}). Connect once, name a folder of pictures, "
            'or use source="embedded", which needs no download'
        ) from error
    return Path(unpacked) / published.folder


def _embedded_case(case: str, backbone: keras.Model, per_class: int, seed: int) -> Case:
    if case == "small-different":
        train, valid, test = split(digits(size=backbone.input_shape[1]), seed=seed)
        train = take(train, per_class, seed=seed)
        what = "Handwritten digits from scikit-learn (Alpaydin and Kaynak 1998)."
        return Case(case, backbone, train, valid, test, [str(d) for d in range(10)], what)
    numbers = range(1000, 1010)  # none of the fractals that the backbone learned
    train, valid, test = (
        Images(*fractal_images(numbers, count, size=backbone.input_shape[1], seed=3 * seed + part))
        for part, count in enumerate((per_class, 10, 40))
    )
    what = "Fractals by ten formulas that the backbone never saw."
    return Case(
        case, backbone, train, valid, test, [f"fractal {letter}" for letter in "ABCDEFGHIJ"], what
    )


def _is_picture(file: Path) -> bool:
    return file.suffix.lower() in PICTURES and not file.name.startswith(".")


def _read(file: Path, size: tuple[int, int]) -> np.ndarray:
    with Image.open(file) as opened:
        image = ImageOps.exif_transpose(opened)
    if image.mode.startswith("I;16"):
        image = Image.fromarray(np.uint8(np.asarray(image) >> 8))
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA"))
    return np.asarray(ImageOps.fit(image.convert("RGB"), size[::-1]))
