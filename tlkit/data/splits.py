"""Split images with labels evenly by class, near-copies on one side only."""

from typing import NamedTuple

import numpy as np
from PIL import Image
from sklearn.model_selection import StratifiedGroupKFold

SIDE = 32  # pixels of the thumbnail that is hashed
COSINES = 12  # the lowest frequencies in each direction, whose signs are the hash
SAME = 12  # near-copies differ in at most so many of the COSINES**2 - 1 signs


class Images(NamedTuple):
    """Images (n, height, width, 3) with pixels from 0 to 255, and their labels (n,).

        >>> images, labels = Images(np.zeros((4, 8, 8, 3), "uint8"), np.array([0, 0, 1, 1]))
        >>> images.shape, labels.shape
        ((4, 8, 8, 3), (4,))

    A tuple: `model.fit(*train)` takes it apart.
    """

    images: np.ndarray
    labels: np.ndarray


def split(dataset: Images, *, seed: int = 0) -> tuple[Images, Images, Images]:
    """Return three fifths for training, a fifth for validation and a fifth for testing.

    Each class is spread evenly. Copies of one image stay together on one side, also where they
    were encoded or resized anew.

        >>> pixels = np.random.default_rng(0).integers(0, 256, (10, 8, 8, 3)).astype("uint8")
        >>> [part.labels.tolist() for part in split(Images(pixels, np.repeat([0, 1], 5)))]
        [[0, 0, 0, 1, 1, 1], [0, 1], [0, 1]]

    Args:
        dataset: as `load_folder` returns them.
        seed: of the shuffling.

    Raises:
        ValueError: a class has fewer than five images, or too many copies among them; images
            and labels that do not match.
    """
    images, labels = matched(dataset)
    classes, counts = np.unique(labels, return_counts=True)
    if counts.min() < 5:
        few = counts.argmin()
        raise ValueError(f"class {classes[few]} has {counts[few]} images; 5 are the least")
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    test, valid, *train = (p for _, p in folds.split(labels, labels, near_copies(images)))
    parts = [np.sort(part) for part in (np.concatenate(train), valid, test)]
    for label in classes:
        if not all(label in labels[part] for part in parts):
            raise ValueError(
                f"the images of class {label} are too many copies of too few to share out; "
                "collect other ones"
            )
    return tuple(Images(images[p], labels[p]) for p in parts)  # type: ignore[return-value]


def take(dataset: Images, per_class: int, *, seed: int = 0) -> Images:
    """Return at most `per_class` images of each class, chosen at random, in their order.

        >>> take(Images(np.zeros((6, 2, 2, 3)), np.repeat([0, 1], 3)), per_class=2).labels
        array([0, 0, 1, 1])

    Args:
        dataset: as `split` returns them.
        per_class: 1 or more.
        seed: of the choice.

    Raises:
        ValueError: per_class is below 1; images and labels that do not match.
    """
    if per_class < 1:
        raise ValueError(f"per_class is {per_class}; expected 1 or more")
    images, labels = matched(dataset)
    order = np.random.default_rng(seed).permutation(len(labels))
    shuffled = labels[order]
    chosen = [order[shuffled == label][:per_class] for label in np.unique(labels)]
    index = np.sort(np.concatenate(chosen))
    return Images(images[index], labels[index])


def matched(dataset: tuple[np.ndarray, np.ndarray]) -> Images:
    """The images, refused where they are none or not as many as their labels."""
    images, labels = dataset
    if len(images) != len(labels) or not len(labels):
        raise ValueError(
            f"{len(images)} images and {len(labels)} labels; expected one label per image, and at "
            "least one image"
        )
    return Images(images, labels)


def near_copies(images: np.ndarray) -> np.ndarray:
    """Return a number for each image, the same for near-copies of one image.

        >>> first, other = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 3))
        >>> numbers = near_copies(np.stack([first, other, first // 2 + 60]))
        >>> bool(numbers[0] == numbers[2]), bool(numbers[0] == numbers[1])
        (True, False)

    Two images are near-copies if the signs of their lowest frequencies agree: a perceptual
    hash, which survives another size, encoding or brightness. An image of one tone has no such
    signs and counts by its pixels.

    Args:
        images: (n, height, width, 3) from 0 to 255.

    Returns:
        (n,) integers.

    Source: Zauner 2010, Implementation and benchmarking of perceptual image hash functions
    """
    group = np.arange(len(images))
    signs = np.stack([perceptual_hash(image) for image in images]).astype("float32") * 2 - 1
    for start in range(0, len(signs), 1024):
        agree = signs[start : start + 1024] @ signs[: start + 1024].T
        for i, j in np.argwhere(agree >= signs.shape[1] - 2 * SAME):
            _join(group, start + int(i), int(j))
    return np.array([_root(group, i) for i in range(len(group))])


def perceptual_hash(image: np.ndarray) -> np.ndarray:
    """The signs of the lowest frequencies of an image (height, width, 3), or of its pixels."""
    grey = Image.fromarray(np.asarray(image).astype("uint8")).convert("L")
    tones = np.asarray(grey.resize((SIDE, SIDE), Image.Resampling.BOX), float)
    if tones.std() < 1:
        bits = np.random.default_rng(list(np.asarray(image).astype("uint8").tobytes()[:4096]))
        return bits.random(COSINES * COSINES - 1) < 0.5
    cosines = _COSINES @ (tones - tones.mean()) @ _COSINES.T
    return cosines.ravel()[1:] > 0


_COSINES = np.cos(np.pi / SIDE * np.arange(COSINES)[:, np.newaxis] * (np.arange(SIDE) + 0.5))


def _root(group: np.ndarray, i: int) -> int:
    while group[i] != i:
        group[i] = i = group[group[i]]
    return i


def _join(group: np.ndarray, i: int, j: int) -> None:
    group[_root(group, i)] = _root(group, j)
