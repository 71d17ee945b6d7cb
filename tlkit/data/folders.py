"""Load images from a folder that holds one folder per class."""

import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from tqdm.auto import tqdm

from tlkit.data.splits import Images

SUFFIXES = {".bmp", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def load_folder(
    folder: str | Path, *, size: tuple[int, int] = (224, 224)
) -> tuple[Images, list[str]]:
    """Return the images in a folder that holds a folder for each class, and the class names.

        images, class_names = load_folder("flowers", size=(128, 128))
        train, valid, test = tlkit.split(images)

    Each is turned as its camera held it, made RGB (what is transparent becomes white), scaled and
    cropped in its middle to `size`. A file that is not a readable image is left out, with a warning
    that names it.

    Args:
        folder: holds one folder per class, named after it; files beside them are passed over.
        size: (height, width) in pixels.

    Returns:
        The images, (n, height, width, 3) uint8 with labels in the order of the names; the names.

    Raises:
        ValueError: no such folder, fewer than two classes, a class without an image, or a size
            that is not a height and a width.
    """
    _check_size(size)
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise ValueError(f"{folder} is not a folder; name one that holds a folder for each class")

    classes = sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    if len(classes) < 2:
        raise ValueError(f"{folder} holds {len(classes)} class folders; at least 2 are needed")
    files = [(f, k) for k, c in enumerate(classes) for f in sorted(c.iterdir()) if _is_image(f)]

    images = np.empty((len(files), *size, 3), "uint8")
    labels: list[int] = []
    unread = []
    for file, label in tqdm(files, f"Reading {folder.name}", unit="image", delay=1):
        try:
            images[len(labels)] = read_image(file, size)
            labels.append(label)
        except UNREADABLE as error:
            unread.append(f"{file.parent.name}/{file.name} ({error})")

    if unread:
        warnings.warn(f"left out, not readable: {'; '.join(unread)}", stacklevel=2)
    if missing := [c.name for k, c in enumerate(classes) if k not in labels]:
        raise ValueError(f"no readable image in {folder}: {', '.join(missing)}")
    return Images(images[: len(labels)], np.array(labels)), [c.name for c in classes]


def _check_size(size: object) -> None:
    sides = size if isinstance(size, tuple | list) else ()
    right = all(isinstance(side, int | np.integer) and side > 0 for side in sides)
    if len(sides) != 2 or not right:
        raise ValueError(f"size is {size!r}; expected (height, width) in pixels, as (224, 224)")


def _is_image(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and not file.name.startswith(".")


def read_image(file: Path, size: tuple[int, int]) -> np.ndarray:
    """An image as `load_folder` reads it, (height, width, 3) uint8."""
    with Image.open(file) as opened:
        image = ImageOps.exif_transpose(opened)
    if image.mode.startswith("I;16"):
        image = Image.fromarray(np.uint8(np.asarray(image) >> 8))
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA"))
    return np.asarray(ImageOps.fit(image.convert("RGB"), size[::-1]))
