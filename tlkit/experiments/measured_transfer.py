"""Yosinski's study on the demonstration network at 32 pixels, over seeds, from two donors.

    tlkit measure-transfer       # goes on where it stopped, and prints the tables

Task B is half of the handwritten digits, 5 to 9. The near donor learned the other half, the far
one drawn blood cells, about as many images of them. What the command found is
`results/transfer.json`; `measured_transfer("near")` reads it.

Source: Yosinski et al. 2014, https://arxiv.org/abs/1411.1792
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import keras
import numpy as np
import pandas as pd

from tlkit.data.drawn.blood_cells import NAMES, cell_images
from tlkit.data.drawn.digits import digit_images
from tlkit.data.splits import Images
from tlkit.experiments.transfer_study import transfer_study
from tlkit.models.demonstration import demonstration_network
from tlkit.models.heads import add_head, cut

SHIPPED = Path(__file__).parent / "results" / "transfer.json"
SIZE = 32
EPOCHS = 15
SHARED = ("scratch-*.json", "BnB*.json", "donor-B-*.h5")  # by both studies: task A is not in them
TRAIN = 650  # images to train on, of each task
CLASSES = 6  # outputs of the network: as many as the task with the most classes needs


def transfer_network(seed: int) -> keras.Model:
    """Return the network of the study: the demonstration network with random weights, compiled.

        >>> transfer_network(seed=0).output_shape
        (None, 6)

    It takes (32, 32, 3) and has a new classifier of six classes, enough for every task.

    Args:
        seed: of the weights.
    """
    keras.utils.set_random_seed(seed)
    network = demonstration_network(weights=None, input_shape=(SIZE, SIZE, 3))
    model = add_head(cut(network, "dense2"), CLASSES, seed=seed)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def transfer_task(name: str) -> tuple[Images, Images]:
    """Return the images of one of the study's tasks, to train on and to test on.

        >>> train, test = transfer_task("B")
        >>> train.images.shape, sorted({*train.labels.tolist()})
        ((650, 32, 32, 3), [0, 1, 2, 3, 4])

    Args:
        name: "B" (handwritten digits 5 to 9); or what a donor learned, "near" (digits 0 to 4)
            or "far" (drawn blood cells).

    Raises:
        ValueError: no such task.
    """
    if name == "B":
        return _digits(5)
    if name == "near":
        return _digits(0)
    if name != "far":
        raise ValueError(f'task is {name!r}; it may be "B", "near" or "far"')
    per_class = TRAIN // len(NAMES)
    train, test = (cell_images(count, size=SIZE, seed=i) for i, count in enumerate((per_class, 20)))
    return Images(*train), Images(*test)


def measure_transfer(
    folder: str | Path, *, seeds: Iterable[int] = range(3)
) -> dict[str, pd.DataFrame]:
    """Return the study's table for each donor, and write both to `folder/transfer.json`.

    Args:
        folder: where each finished run is kept, so that a study that was stopped goes on.
        seeds: of weights and order; the images are always the same.
    """
    folder = Path(folder)
    seeds = list(seeds)
    tables = {}
    for name in ("near", "far"):
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        for run in (path for each in SHARED for path in folder.glob(f"near/{each}")):
            if not (place / run.name).exists():
                shutil.copyfile(run, place / run.name)
        tables[name] = transfer_study(
            transfer_network,
            transfer_task(name),
            transfer_task("B"),
            seeds=seeds,
            epochs=EPOCHS,
            folder=place,
        )
    records = {name: table.round(4).to_dict("records") for name, table in tables.items()}
    (folder / SHIPPED.name).write_text(json.dumps(records, indent=1) + "\n")
    return tables


def measured_transfer(donor: str, file: str | Path = SHIPPED) -> pd.DataFrame:
    """Return what `tlkit measure-transfer` found for a donor, as `tlkit.transfer_study` returns it.

        >>> table = measured_transfer("near")
        >>> table.loc[table["treatment"] == "scratch", "mean"].round(2).tolist()
        [0.82]

    Args:
        donor: "near" or "far".
        file: what the command wrote; by default what ships.

    Raises:
        ValueError: no such donor.
    """
    tables = json.loads(Path(file).read_text())
    if donor not in tables:
        raise ValueError(f"donor is {donor!r}; it may be {', '.join(map(repr, tables))}")
    return pd.DataFrame(tables[donor])


def _digits(first: int) -> tuple[Images, Images]:
    """Five digits from one on, shuffled: the first TRAIN to train on, the rest to test on."""
    images, labels = digit_images(size=SIZE)
    half = np.flatnonzero((labels >= first) & (labels < first + 5))
    half = np.random.default_rng(first).permutation(half)
    train, test = (Images(images[i], labels[i] - first) for i in np.split(half, [TRAIN]))
    return train, test
