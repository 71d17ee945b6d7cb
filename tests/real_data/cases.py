"""The rule of case 2 on photographs, beside the embedded world where it was drawn to hold.

    TLKIT_REAL_DATA=<folder with data/ and keras/> python tests/real_data/cases.py

prints, for flowers, guitars and white blood cells, how well a linear classifier does on the codes
of each layer of MobileNet 0.25 with ImageNet weights: mean and spread over three splits.
"""

import os
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedGroupKFold

import tlkit
from tlkit.data.splits import near_copies

WEIGHTS = "keras/models/mobilenet_2_5_224_tf_no_top.h5"
LAYERS = [f"conv_pw_{i}_relu" for i in (3, 5, 7, 9, 11, 12, 13)]
SETS = {"flowers": "flowers5.tar", "guitars": "guitars3_open.tar", "cells": "wbc5_segmentation.tar"}


def pictures(real_data: Path, name: str, per_class: int = 60) -> tlkit.Images:
    """At most `per_class` photographs of each class at 224 pixels."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(real_data / "data" / SETS[name]) as archive:
            archive.extractall(folder, filter="data")
        root = min(path.parent.parent for path in Path(folder).rglob("*.[jp][pn]g"))
        (images, labels), _ = tlkit.load_folder(root)
    enough = np.isin(labels, np.flatnonzero(np.bincount(labels) >= 10))  # one basophil is too few
    return tlkit.take(tlkit.Images(images[enough], labels[enough]), per_class)


def measure(real_data: Path, name: str, seeds: int = 3) -> pd.DataFrame:
    """Accuracy of a linear SVM on each layer's codes, and on raw pixels, a row a split."""
    found = pictures(real_data, name)
    backbone = tlkit.load_backbone("MobileNet", weights=real_data / WEIGHTS, alpha=0.25)
    codes = tlkit.cnn_codes(backbone, found.images, LAYERS, cache=False)
    small = found.images.reshape(-1, 16, 14, 16, 14, 3).mean(axis=(2, 4))
    codes["raw pixels"] = small.reshape(len(small), -1)
    groups, rows = near_copies(found.images), []
    for seed in range(seeds):
        folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
        train, test = next(folds.split(found.labels, found.labels, groups))
        rows.append(
            {
                layer: tlkit.linear_classifier(code[train], found.labels[train]).score(
                    code[test], found.labels[test]
                )
                for layer, code in codes.items()
            }
        )
    return pd.DataFrame(rows)


def main() -> None:
    tables = {name: measure(Path(os.environ["TLKIT_REAL_DATA"]), name) for name in SETS}
    print("| a linear SVM on |", *(f"{name} |" for name in tables))
    print("|---|", *("---|" for _ in tables), sep="")
    for layer in next(iter(tables.values())):
        cells = (f"{t[layer].mean():.2f} ± {t[layer].std():.2f} |" for t in tables.values())
        print(f"| {layer} |", *cells)
    for name, table in tables.items():
        best = table[LAYERS].mean().idxmax()
        rule = "an earlier layer is best" if best != LAYERS[-1] else "the last layer is best"
        print(f"{name}: {rule} ({best})")


if __name__ == "__main__":
    main()
