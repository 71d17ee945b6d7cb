"""The rules of the four cases on real pictures: the embedded world was drawn to show them.

    TLKIT_REAL_DATA=<folder with data/ and keras/> python tests/real_data/four_cases.py

measures what tlkit/experiments/results/photographs.json does not hold yet (a seed takes about six
minutes of two cores), and prints it as `tlkit measure-cases` prints the embedded world's. The
network is MobileNet 0.25 with ImageNet weights. Where it trains the pictures have 96 pixels, so
that it trains in minutes; what it is worth at 224 is more. Case 2, where nothing trains, is
measured at both sizes.
Near-copies of a picture stay on one side of the split.
"""

import os
import shutil
import sys
import tarfile
import tempfile
from functools import partial
from pathlib import Path

import numpy as np

import tlkit
from tlkit.experiments import four_cases
from tlkit.experiments.results_file import Accuracies, measure_missing

WEIGHTS = "keras/models/mobilenet_2_5_224_tf_no_top.h5"
SIDE, OWN_SIDE = 96, 224  # pixels: to train at, and those of the weights
SETS = {  # of each case: the archive, and how many pictures of each class to train on, at most
    "small-similar": ("flowers5.tar", 20),
    "small-different": ("wbc5_segmentation.tar", 60),
    "large-similar": ("guitars3_open.tar", 300),
    "large-different": ("wbc5_segmentation.tar", 100),
}
MEASURES = {
    "small-similar": four_cases.small_similar,
    "small-different": four_cases.small_different,
    "large-similar": partial(four_cases.large_similar, few=10, many=300),
    "large-different": partial(four_cases.large_different, sizes=(10, 30, 100), steps=200),
}


def photographs(real_data: Path, name: str, seed: int, side: int) -> tlkit.Case:
    """A case with real pictures and a fresh network; classes of fewer than 5 are left out."""
    archive, per_class = SETS[name]
    backbone = tlkit.load_backbone(
        "MobileNet", weights=real_data / WEIGHTS, alpha=0.25, input_shape=(side, side, 3)
    )
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(real_data / "data" / archive) as tar:
            tar.extractall(folder, filter="data")
        root = min(path.parent.parent for path in Path(folder).rglob("*.[jp][pn]g"))
        for each in root.iterdir():
            if len(list(each.iterdir())) < 5:
                shutil.rmtree(each)
        options = {"backbone": backbone, "per_class": per_class, "seed": seed}
        return tlkit.load_case(name, folder=root, **options)


def measure(real_data: Path, name: str, seed: int, *, side: int = SIDE) -> Accuracies:
    """What `tlkit measure-cases` measures for a case, and the share of the commonest class."""
    case = photographs(real_data, name, seed, side)
    commonest = np.bincount(case.test.labels).max() / len(case.test.labels)
    return MEASURES[name](case, seed) | {"commonest class": float(commonest)}


def measure_frozen(real_data: Path, name: str, seed: int) -> Accuracies:
    """The same at the weights' own size; beside it that of the other cases."""
    small = measure(real_data, name, seed)
    small.pop("commonest class")
    return measure(real_data, name, seed, side=OWN_SIDE) | {
        f"{each}, {SIDE} pixels": accuracy for each, accuracy in small.items()
    }


def main(file: Path = four_cases.PHOTOGRAPHS) -> None:
    real_data = Path(os.environ["TLKIT_REAL_DATA"])
    how = dict.fromkeys(MEASURES, measure) | {"small-different": measure_frozen}
    measures = {name: partial(each, real_data, name) for name, each in how.items()}
    measure_missing(file, measures, range(3))
    print(four_cases.summary(file))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
