"""Measure case 1 on photographs: flowers, 150 of each kind, MobileNet 0.25 with ImageNet weights.

    TLKIT_REAL_DATA=<folder with data/ and keras/> python tests/real_data/flowers.py

prints the table that unit 02 shows: a linear SVM on codes, over five folds, beside its baselines.
"""

import os
import tarfile
import tempfile
from pathlib import Path

import pandas as pd
from sklearn.model_selection import StratifiedKFold

import tlkit

WEIGHTS = "keras/models/mobilenet_2_5_224_tf_no_top.h5"


def flowers(real_data: Path, per_class: int = 150) -> tlkit.Images:
    """Photographs of five kinds of flowers at 224 pixels, the first `per_class` of each."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(real_data / "data" / "flowers5.tar") as archive:
            archive.extractall(folder, filter="data")
        (root,) = {path.parent.parent for path in Path(folder).rglob("*.jp*g")}
        pictures, _ = tlkit.load_folder(root)
    return tlkit.take(pictures, per_class)


def measure(real_data: Path) -> pd.DataFrame:
    """Accuracy of a linear SVM on what each of three sees, a row a fold."""
    images, labels = flowers(real_data)
    backbone = tlkit.load_backbone("MobileNet", weights=real_data / WEIGHTS, alpha=0.25)
    folds = StratifiedKFold(5, shuffle=True, random_state=0).split(images, labels)
    tables = [
        tlkit.accuracy_by_layer(
            backbone,
            (images[train], labels[train]),
            (images[test], labels[test]),
            layers=["conv_pw_13_relu"],
        )
        for train, test in folds
    ]
    return pd.concat(tables, ignore_index=True)


def main() -> None:
    folds = measure(Path(os.environ["TLKIT_REAL_DATA"]))
    names = {
        "raw pixels": "raw pixels, 16×16",
        "random weights": "codes of random weights",
        "random weights, calibrated": "the same, batch normalisation fitted to the flowers",
        "pretrained": "codes of ImageNet weights",
    }
    print("| a linear SVM on | accuracy |", "|---|---|", sep="\n")
    for column, name in names.items():
        print(f"| {name} | {folds[column].mean():.2f} ± {folds[column].std():.2f} |")


if __name__ == "__main__":
    main()
