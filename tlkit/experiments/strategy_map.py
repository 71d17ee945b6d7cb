"""The strategy map: which strategy wins, by number of images and similarity.

    tlkit measure-map        # prints the table, and keeps it in map.json

Ten classes from `tlkit.load_shifted` at some shifts, some images of each to train on, and what
each strategy then gets right of the test images. `results/map.json` is what this command
wrote. Images, steps and rates are the same for fine-tuning and for training from scratch: the
start alone differs. What training from scratch would reach in many more steps is not measured.
"""

from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from tlkit.cases.cases import Case, load_shifted
from tlkit.data.splits import take
from tlkit.experiments.four_cases import trained
from tlkit.experiments.results_file import Accuracies, measure_missing, runs_of
from tlkit.features.accuracy_by_layer import accuracies_by_layer

SHIPPED = Path(__file__).parent / "results" / "map.json"
SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0)
SIZES = (5, 20, 80)  # images per class to train on
CLASSES = 10
LAYERS = [f"conv_pw_{block}_relu" for block in range(1, 14, 2)]  # whose codes are tried
STEPS = 200  # of fine-tuning, and of training from scratch; 32 images each
# from the simplest on: of two that are as good, the first wins
STRATEGIES = (
    "raw pixels",
    "random weights",
    "last layer",
    "best layer",
    "fine-tuned",
    "from scratch",
)
# what the rule of a case says; as far as the map goes, the two cases of few images
RULES = {"small-similar": "last layer", "small-different": "best layer"}


def measure_map(file: str | Path, *, seeds: Iterable[int] = range(3)) -> dict:
    """Return the accuracies of every shift, size and seed, measuring what `file` does not hold yet.

    Args:
        file: JSON, written after each measurement, so that a break loses one at most.
        seeds: of images, splits, weights and order.
    """
    points = {_name(*point): partial(measure_point, *point) for point in _points()}
    return measure_missing(file, points, seeds)


def measure_point(shift: float, per_class: int, seed: int) -> Accuracies:
    """Return the test accuracy of every strategy; layers are chosen on the validation images."""
    case = _case(shift, seed)
    train = take(case.train, per_class, seed=seed)
    valid, test = accuracies_by_layer(
        case.backbone, train, [case.valid, case.test], layers=LAYERS, seed=seed, cache=False
    )
    random = [name for name in valid if name.startswith("random weights")]
    tuned, scratch = (
        trained(case, train, pretrained=pretrained, seed=seed, steps=STEPS)
        for pretrained in (True, False)
    )
    accuracies = (
        test["raw pixels"].iloc[-1],
        test.stack()[valid[random].stack().idxmax()],
        test["pretrained"].iloc[-1],
        test["pretrained"][valid["pretrained"].idxmax()],
        tuned,
        scratch,
    )
    return {name: float(value) for name, value in zip(STRATEGIES, accuracies, strict=True)}


@lru_cache(maxsize=1)  # the sizes of one shift are measured one after the other
def _case(shift: float, seed: int) -> Case:
    return load_shifted(shift, per_class=max(SIZES), seed=seed)


def measured_map(file: str | Path = SHIPPED) -> pd.DataFrame:
    """Return what `tlkit measure-map` found: a row a shift and size that was measured.

    Args:
        file: what the command wrote; by default what ships.

    Returns:
        The index is (shift, per_class). The columns are the strategies with their mean accuracies
        over the seeds; "winner", that of the highest mean; "margin", by how much it is ahead of
        the next; "clear", whether it is ahead in every run; and "runs", how many there are.
    """
    rows = {point: _row(runs) for point in _points() if len(runs := _runs(point, file))}
    index = pd.MultiIndex.from_tuples(rows, names=["shift", "per_class"])
    return pd.DataFrame(list(rows.values()), index=index)


def nearest(
    table: pd.DataFrame, num_images: float | None, similarity: float | None
) -> tuple[float, int] | None:
    """Return the measured shift and size that lie nearest, or None where the map has ended.

    It ends at half of the fewest images that were measured, and at twice the most.

    Args:
        table: as from `measured_map`.
        num_images: training images in all.
        similarity: from 0 to 1; a shift is what is missing to 1.

    Raises:
        ValueError: a number that is missing or out of its range.
    """
    if not (num_images and num_images >= 1 and similarity is not None and 0 <= similarity <= 1):
        raise ValueError(
            f"num_images is {num_images} and similarity {similarity}; expected 1 or more, and 0 to "
            "1: give both"
        )
    shifts, sizes = np.array(table.index.to_list()).T
    octaves = np.abs(np.log2(num_images / (CLASSES * sizes)))
    if octaves.min() > 1:
        return None
    return table.index[(octaves / 2 + 4 * np.abs(shifts - (1 - similarity))).argmin()]


def verdict(case: str, point: tuple[float, int], file: str | Path = SHIPPED) -> str:
    """Return whether the map confirms the rule of a case at a measured point, as a sentence."""
    runs = _runs(point, file)
    rule = RULES[case]
    means = runs.mean()
    best = str(means.idxmax())
    if best == rule:
        return f"Here the map confirms the rule: {best} ({means[best]:.2f}) is not beaten."
    both = f"{best} ({means[best]:.2f})", f"{rule} ({means[rule]:.2f})"
    if not (runs[best] > runs[rule]).all():
        return f"Here {both[0]} is not a clear winner over {both[1]}, which the rule says."
    return (
        f"Here the map contradicts the rule: {both[0]} beats {both[1]}, which the rule says, "
        f"by {100 * (means[best] - means[rule]):.0f} points, and in every run."
    )


def ahead(row: pd.Series) -> str:
    """Return how many points the winner of a row is ahead, after "≈" where it is not clear."""
    points = f"+{100 * row['margin']:.0f}"
    return points if row["clear"] else f"≈ {points}"


def summary(file: str | Path = SHIPPED) -> str:
    """Return the table in a file."""
    return measured_map(file).round(2).to_string()


def _runs(point: tuple[float, int], file: str | Path) -> pd.DataFrame:
    """One row per seed, one column per strategy."""
    return pd.DataFrame(runs_of(_name(*point), file), columns=list(STRATEGIES))


def _row(runs: pd.DataFrame) -> dict:
    means = runs.mean()
    winner = means.idxmax()
    others = runs.drop(columns=winner)
    return {
        **means,
        "winner": winner,
        "margin": means[winner] - others.mean().max(),
        "clear": bool((runs[winner] > others.max(axis=1)).all()),
        "runs": len(runs),
    }


def _points() -> list[tuple[float, int]]:
    return [(shift, size) for shift in SHIFTS for size in SIZES]


def _name(shift: float, per_class: int) -> str:
    return f"shift {shift:g}, {per_class} a class"
