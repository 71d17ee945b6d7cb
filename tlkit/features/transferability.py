"""Estimate how well a network will transfer, before anything is trained.

    tlkit.dataset_distance(backbone, old_images, new_images)     # 0 (alike) to 1 (far apart)
    tlkit.logme(codes, labels)                                   # the higher, the better

What then happens is measured by `tlkit.transfer_study`.
"""

import keras
import numpy as np
from sklearn.metrics import pairwise_distances_chunked

from tlkit.core.types import CacheFolder, ImageSource, LayerRef
from tlkit.features.codes import cnn_codes
from tlkit.features.linear import check_codes, check_labels


def dataset_distance(
    backbone: keras.Model,
    images_a: ImageSource,
    images_b: ImageSource,
    layer: LayerRef | None = None,
    *,
    cache: CacheFolder = True,
) -> float:
    """Return how far two sets of images are apart, as the backbone sees them: 0 to 1.

        dataset_distance(backbone, flowers, dogs)

    It is the energy distance of their codes over twice the mean distance from one set to the
    other: 0 where both sets have one distribution, 1 where each is a point of its own. Unlike
    the Fréchet distance it needs no covariance, which a few hundred images cannot give, and
    unlike a kernel's it has nothing to tune; a code multiplied, shifted or turned as a whole
    changes nothing. Pairs of an image with itself do not count, so that small sets seem no
    further apart than large ones; what chance brings below 0 is given as 0.

    Args:
        images_a: (n, height, width, 3), raw pixels from 0 to 255, 2 images or more.
        images_b: as `images_a`; the order of the two does not matter.
        layer: whose codes to compare, as for `cnn_codes`; by default the last.
        cache: as for `cnn_codes`.

    Raises:
        ValueError: what `cnn_codes` raises, several layers, or a set of a single image.

    Source: Székely and Rizzo 2013, doi:10.1016/j.jspi.2013.03.018
    """
    if isinstance(layer, list | tuple):
        raise ValueError(f"layer is {layer!r}; a distance is that of one layer: name one")
    codes = [cnn_codes(backbone, images, layer, cache=cache) for images in (images_a, images_b)]
    for name, one in zip(("images_a", "images_b"), codes, strict=True):
        check_codes(one)
        if len(one) < 2:
            raise ValueError(f"{name} holds 1 image, which has no spread; pass 2 or more")
    return energy_coefficient(*codes)


def energy_coefficient(a: np.ndarray, b: np.ndarray) -> float:
    """Return the energy distance of two sets of points over twice their mean distance.

        >>> energy_coefficient(np.array([[0.0], [0.0]]), np.array([[5.0], [5.0]]))
        1.0

    Args:
        a: (n, channels), 2 points or more.
        b: (m, channels), 2 points or more.
    """
    centre = (a.mean(axis=0, dtype="float64") + b.mean(axis=0, dtype="float64")) / 2
    a, b = a - centre, b - centre  # near the origin, where squares lose fewer digits
    between = _total_distance(a, b) / (len(a) * len(b))
    within = sum(_total_distance(x, x) / (len(x) * (len(x) - 1)) for x in (a, b))
    return max(0.0, 1 - within / (2 * between)) if between else 0.0


def logme(codes: np.ndarray, labels: np.ndarray) -> float:
    """Return the LogME of codes: how well they explain labels, without training a classifier.

        >>> labels = np.arange(40) % 2
        >>> noise = np.random.default_rng(0).normal(size=(40, 4))
        >>> logme(noise + labels[:, np.newaxis], labels) > logme(noise, labels)
        True

    For each class, its 0 or 1 is taken as a linear function of the codes plus noise. The
    logarithm of the evidence is maximised over the strengths of weights and noise, divided by
    the number of images, and averaged over the classes. Compare values for the same images
    only; many channels win nothing by themselves, since the evidence counts what they cost.

    Args:
        codes: (n, channels), as from `cnn_codes`.
        labels: (n,) integers, two classes or more.

    Raises:
        ValueError: codes that are not (n, channels) or not finite; labels that are not integers,
            of another number, or all of one class.

    Source: You et al. 2021, https://arxiv.org/abs/2102.11005
    """
    codes = np.asarray(codes, dtype="float64")
    labels = np.asarray(labels)
    check_codes(codes)
    check_labels(labels, len(codes))
    targets = (labels[:, np.newaxis] == np.unique(labels)).astype("float64")  # (n, classes)
    left, strengths, _ = np.linalg.svd(codes, full_matrices=False)
    inside = (left.T @ targets) ** 2  # (r, classes): what of a target lies along each direction
    outside = np.maximum((targets**2).sum(axis=0) - inside.sum(axis=0), 0)  # what codes cannot say
    squares = strengths[:, np.newaxis] ** 2
    ratio = _best_ratio(squares, inside, outside, len(codes))
    return float((_log_evidence(ratio, squares, inside, outside, len(codes)) / len(codes)).mean())


def leep(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the LEEP of a source classifier: how well its own classes foretell new labels.

        >>> labels = np.array([0, 0, 1, 1])
        >>> leep(np.eye(2)[labels], labels)
        0.0

    It is the mean log likelihood of the labels where each is drawn from the old class that the
    source classifier sees in the image: 0 at best, below it else.

    Args:
        probabilities: (n, old classes), what the source's softmax says of each new image.
        labels: (n,) integers, two classes or more.

    Raises:
        ValueError: rows that are not probabilities; labels as for `logme`.

    Source: Nguyen et al. 2020, https://arxiv.org/abs/2002.12462
    """
    probabilities = np.asarray(probabilities, dtype="float64")
    labels = np.asarray(labels)
    _check_probabilities(probabilities)
    check_labels(labels, len(probabilities))
    _, classes = np.unique(labels, return_inverse=True)
    joint = np.eye(classes.max() + 1)[classes].T @ probabilities  # (new classes, old classes)
    old_class_totals = joint.sum(axis=0)
    given_old = np.divide(
        joint, old_class_totals, out=np.zeros_like(joint), where=old_class_totals > 0
    )
    return float(np.log((given_old[classes] * probabilities).sum(axis=1)).mean())


def _total_distance(a: np.ndarray, b: np.ndarray) -> float:
    """The distances from every point of `a` to every point of `b`, summed in constant memory."""
    other = None if a is b else b  # None: a point is at distance 0 from itself, rounding or not
    return float(sum(chunk.sum() for chunk in pairwise_distances_chunked(a, other)))


def _best_ratio(squares: np.ndarray, inside: np.ndarray, outside: np.ndarray, n: int) -> np.ndarray:
    """The precision of the weights over that of the noise, alpha / beta, at the most evidence.

    On a grid, and twice more on finer ones: there may be several maxima, and MacKay's fixed
    point, which the paper iterates, stops at any of them.
    """
    scale = squares.max() or 1.0
    exponent = np.zeros(1)
    for width in (10, 0.2, 0.004):  # to either side, in powers of ten
        tried = exponent + np.linspace(-width, width, 101)[:, np.newaxis]
        evidence = [_log_evidence(scale * 10**one, squares, inside, outside, n) for one in tried]
        best = np.argmax(evidence, axis=0)  # (classes,)
        exponent = np.broadcast_to(tried, np.shape(evidence))[best, np.arange(len(best))]
    return scale * 10**exponent


def _log_evidence(
    ratio: np.ndarray, squares: np.ndarray, inside: np.ndarray, outside: np.ndarray, n: int
) -> np.ndarray:
    """The log evidence of each class at a ratio alpha / beta and the best beta for it."""
    fit = (inside * ratio / (squares + ratio)).sum(axis=0) + outside
    volume = np.log1p(squares / ratio).sum(axis=0)
    return -0.5 * (n * np.log(2 * np.pi * fit / n) + n + volume)


def _check_probabilities(probabilities: np.ndarray) -> None:
    if probabilities.ndim != 2 or 0 in probabilities.shape:
        raise ValueError(
            f"probabilities has shape {probabilities.shape}; expected (n, old classes), as "
            "model.predict returns"
        )
    row = np.abs(probabilities.sum(axis=1) - 1).argmax()
    if not (probabilities.min() >= 0 and abs(probabilities[row].sum() - 1) <= 1e-3):  # or NaN
        raise ValueError(
            f"row {row} of probabilities runs from {probabilities[row].min():.3g} and sums to "
            f"{probabilities[row].sum():.3g}; expected what a softmax gives, 0 or more with the "
            "sum 1: logits go through keras.ops.softmax first"
        )
