"""The benefit of pretraining: a linear classifier at every block, and fine-tuning on few labels.

The embedded MobileNet stands beside what it must beat: the same network with random weights, raw
pixels, and ImageNet weights. Handwritten digits ship with scikit-learn; photographs and ImageNet
weights are taken where the environment variable TLKIT_REAL_DATA names their folder.
"""

import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import keras
import numpy as np
import pandas as pd
from PIL import Image
from sklearn.datasets import load_digits

from tlkit.data.folders import load_folder
from tlkit.data.splits import Images
from tlkit.experiments.fixed_steps import accuracy_after
from tlkit.features.accuracy_by_layer import accuracy_by_layer
from tlkit.features.codes import cnn_codes
from tlkit.features.linear import linear_classifier
from tlkit.models.backbones import load_backbone

SIZE = 64  # pixels
IMAGENET = "keras/models/mobilenet_2_5_224_tf_no_top.h5"
ARCHIVES = {  # archive, the folder in it that holds class folders, training images per class
    "flowers": ("flowers5.tar", ".", 50),
    "guitars": ("guitars3_open.tar", ".", 50),
    "blood cells": ("wbc5_segmentation.tar", "dataset1", 10),
}
STEPS = 200  # of fine-tuning, for every start alike
RATE = 1e-3
TEST = 500  # dataset, at most


def evaluate(
    *, seeds: int = 3, weights: str | Path = "embedded", tell: Callable[[str], object] = print
) -> pd.DataFrame:
    """Return accuracies on images that pretraining never saw, mean and spread over seeds.

    Args:
        seeds: how many splits and random weights.
        weights: of MobileNet 0.25: "embedded" or the path of a weights file.
        tell: is called with a line of text after each set of images and seed.

    Returns:
        Rows (dataset, start), where a start is "pretrained", "random weights", "random weights,
        calibrated", "raw pixels" or "imagenet"; columns "layer" (the best one on the average of
        the seeds), "linear" and "linear ±" (the classifier on its codes), "last" (on the last
        layer's), "fine-tuned" and "fine-tuned ±" (for "random weights": from scratch).
    """
    folder = os.environ.get("TLKIT_REAL_DATA")
    starts: dict[str, str | Path | None] = {"pretrained": weights, "random weights": None}
    if folder:
        starts["imagenet"] = Path(folder) / IMAGENET

    parts = []
    for name, dataset, per_class in _datasets(folder):
        linear = []
        tuned = []
        for seed in range(seeds):
            train, test = _split(dataset, per_class, seed)
            linear.append(_linear(starts, train, test, seed))
            tuned.append(
                {
                    start: accuracy_after(STEPS, _network(w), train, test, rate=RATE, seed=seed)
                    for start, w in starts.items()
                }
            )
            tell(f"{name}, seed {seed}: fine-tuned {_line(tuned[-1])}")
        parts.append(_summary(linear, pd.DataFrame(tuned)))
        tell(f"{name}\n{parts[-1].round(3).to_string()}")
    names = [name for name, *_ in zip(["digits", *ARCHIVES], parts, strict=False)]
    return pd.concat(parts, keys=names, names=["images", "start"])


def _datasets(folder: str | None) -> Iterator[tuple[str, Images, int]]:
    """Each set of images: its name, the dataset, training images of a class."""
    yield "digits", _digits(), 10
    for name, (archive, within, per_class) in ARCHIVES.items() if folder else ():
        with tempfile.TemporaryDirectory() as unpacked:
            with tarfile.open(Path(str(folder)) / "data" / archive) as tar:
                tar.extractall(unpacked, filter="data")
            dataset, _ = load_folder(Path(unpacked) / within, size=(SIZE, SIZE))
            yield name, _frequent(dataset, per_class), per_class


def _frequent(dataset: Images, per_class: int) -> Images:
    """The images of those classes that have some left to test on, numbered anew."""
    frequent = np.flatnonzero(np.bincount(dataset.labels) > per_class)
    selected = np.isin(dataset.labels, frequent)
    return Images(dataset.images[selected], np.searchsorted(frequent, dataset.labels[selected]))


def _digits() -> Images:
    """Handwritten digits as they were scanned, grey, enlarged (Alpaydin and Kaynak 1998)."""
    data = load_digits()
    grey = [Image.fromarray(np.uint8(d * 255 / 16)).resize((SIZE, SIZE)) for d in data.images]
    return Images(np.stack([np.asarray(g.convert("RGB")) for g in grey]), data.target)


def _split(dataset: Images, per_class: int, seed: int) -> tuple[Images, Images]:
    """Some of each class to train on; of the rest, up to TEST to test on."""
    order = np.random.default_rng(seed).permutation(len(dataset.labels))
    shuffled = Images(dataset.images[order], dataset.labels[order])
    rank = np.zeros(len(order), int)
    for label in np.unique(shuffled.labels):
        of_class = shuffled.labels == label
        rank[of_class] = np.arange(of_class.sum())
    train = rank < per_class
    rest = np.flatnonzero(rank >= per_class)[:TEST]
    return (
        Images(shuffled.images[train], shuffled.labels[train]),
        Images(shuffled.images[rest], shuffled.labels[rest]),
    )


def _network(weights: str | Path | None) -> keras.Model:
    return load_backbone("MobileNet", weights=weights, alpha=0.25, input_shape=(SIZE, SIZE, 3))


def _linear(
    starts: dict[str, str | Path | None], train: Images, test: Images, seed: int
) -> pd.DataFrame:
    """Accuracy of a linear classifier, one row per block, one column per start."""
    table = accuracy_by_layer(_network(starts["pretrained"]), train, test, seed=seed, cache=False)
    if "imagenet" in starts:
        names = list(table.index)
        network = _network(starts["imagenet"])
        codes = cnn_codes(network, train.images, names, cache=False)
        test_codes = cnn_codes(network, test.images, names, cache=False)
        table["imagenet"] = [
            linear_classifier(codes[n], train.labels, seed=seed).score(test_codes[n], test.labels)
            for n in names
        ]
    return table


def _summary(linear: list[pd.DataFrame], tuned: pd.DataFrame) -> pd.DataFrame:
    """One row per start: its best layer, the classifiers on it and on the last, and fine-tuning."""
    mean = sum(linear) / len(linear)
    best = mean.idxmax()
    at_best_layer = pd.DataFrame({s: [t.loc[best[s], s] for t in linear] for s in mean})
    return pd.DataFrame(
        {
            "layer": best,
            "linear": at_best_layer.mean(),
            "linear ±": at_best_layer.std(ddof=0),
            "last": mean.iloc[-1],
            "fine-tuned": tuned.mean().reindex(mean.columns),
            "fine-tuned ±": tuned.std(ddof=0).reindex(mean.columns),
        }
    )


def _line(accuracies: dict[str, float]) -> str:
    return ", ".join(f"{start} {accuracy:.2f}" for start, accuracy in accuracies.items())
