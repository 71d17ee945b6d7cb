"""The rules of the four cases, measured on the embedded world.

    tlkit measure-cases        # prints the table, and keeps it in cases.json

The embedded images were drawn so that the rules of thumb can be seen at work; whether they do
is measured here, and a rule that fails is printed as failing. `results/cases.json` is what
this command wrote, over three seeds, and the four rules hold in it. That of case 3 is one of
fine-tuning everything at once: in two steps, the classifier first, fine-tuning is ahead of frozen
codes with few images, too.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import keras
import numpy as np

from tlkit.cases.cases import Case, load_case, load_shifted
from tlkit.core.layers import copy_of
from tlkit.data.splits import Images, take
from tlkit.experiments.fixed_steps import BATCH, accuracy_after
from tlkit.experiments.results_file import Accuracies, measure_missing, runs_of
from tlkit.features.accuracy_by_layer import accuracies_by_layer
from tlkit.features.codes import cnn_codes
from tlkit.features.linear import linear_classifier
from tlkit.models.demonstration import demonstration_network
from tlkit.models.heads import add_head, cut, reset_weights
from tlkit.training.stages import Stage, train_stages

SHIPPED = Path(__file__).parent / "results" / "cases.json"
PHOTOGRAPHS = SHIPPED.with_name("photographs.json")  # what tests/real_data/four_cases.py wrote
FEW = 5  # images per class, in case 3
MANY = 100
SHINING_THROUGH = 0.25  # the share of a digit in each image, in case 3
SIZES = (10, 50, 300)  # images per class, in case 4


def small_similar(case: Case, seed: int) -> Accuracies:
    return {
        "codes": frozen(case, case.train),
        "scratch": trained(case, case.train, pretrained=False, seed=seed),
    }


def small_different(case: Case, seed: int) -> Accuracies:
    """The best layer is chosen on the validation images."""
    valid, test = accuracies_by_layer(
        case.backbone, case.train, [case.valid, case.test], seed=seed, cache=False
    )
    best = test.loc[valid["pretrained"].idxmax()]
    return {
        "last layer": float(test["pretrained"].iloc[-1]),
        "best layer": float(best["pretrained"]),
        "raw pixels": float(best["raw pixels"]),
    }


def large_similar(case: Case, seed: int, *, few: int = FEW, many: int = MANY) -> Accuracies:
    """Fine-tuned is everything at once, from a random classifier; and beside it in two steps.

    In two steps the classifier comes before everything, as in the course.
    """
    accuracies = {}
    for name, count in (("few", few), ("many", many)):
        train = take(case.train, count, seed=seed)
        accuracies[f"frozen, {name}"] = frozen(case, train)
        accuracies[f"fine-tuned, {name}"] = trained(case, train, pretrained=True, seed=seed)
        accuracies[f"in two steps, {name}"] = in_two_steps(case, train, seed=seed)
    return accuracies


def large_different(
    case: Case, seed: int, *, sizes: Iterable[int] = SIZES, steps: int = 1000
) -> Accuracies:
    return {
        f"{name}, {count}": trained(
            case,
            take(case.train, count, seed=seed),
            pretrained=name == "pretrained",
            seed=seed,
            steps=steps,
        )
        for count in sizes
        for name in ("pretrained", "random")
    }


def cells(seed: int) -> Case:
    """For the demonstration network, as in the course: small enough for many trainings."""
    backbone = cut(demonstration_network(), "pool3")
    return load_case("large-different", backbone=backbone, seed=seed, per_class=max(SIZES))


MEASURES: dict[str, Callable[[int], Accuracies]] = {
    "small-similar": lambda seed: small_similar(load_case("small-similar", seed=seed), seed),
    "small-different": lambda seed: small_different(load_case("small-different", seed=seed), seed),
    # on fractals that a digit shines through: plain ones leave fine-tuning nothing to learn
    "large-similar": lambda seed: large_similar(
        load_shifted(SHINING_THROUGH, seed=seed, per_class=MANY), seed
    ),
    "large-different": lambda seed: large_different(cells(seed), seed),
}


def gaps(accuracies: Accuracies) -> list[float]:
    """How far the pretrained start is ahead, from the fewest images to the most."""
    return [
        value - accuracies[name.replace("pretrained", "random")]
        for name, value in accuracies.items()
        if name.startswith("pretrained")
    ]


RULES: dict[str, tuple[str, Callable[[Accuracies], bool]]] = {
    "small-similar": (
        "a linear classifier on late codes beats training from scratch",
        lambda a: a["codes"] > a["scratch"],
    ),
    "small-different": (
        "an earlier layer beats the last one, and raw pixels by ten points",
        lambda a: a["best layer"] > max(a["last layer"], a["raw pixels"] + 0.1),
    ),
    "large-similar": (
        "fine-tuning beats frozen codes with many images, and does not with few",
        lambda a: (
            a["fine-tuned, many"] > a["frozen, many"] and a["fine-tuned, few"] <= a["frozen, few"]
        ),
    ),
    "large-different": (
        "the pretrained start is ahead after as many steps, and less so with more images",
        lambda a: gaps(a)[0] > gaps(a)[-1] > 0,
    ),
}


def frozen(case: Case, train: Images) -> float:
    """Test accuracy of a linear classifier on the last layer's codes."""
    codes, test = (
        cnn_codes(case.backbone, part.images, cache=False) for part in (train, case.test)
    )
    return float(linear_classifier(codes, train.labels).score(test, case.test.labels))


def trained(
    case: Case, train: Images, *, pretrained: bool, seed: int, rate: float = 1e-3, steps: int = 200
) -> float:
    """Test accuracy after training all layers, from the case's weights or from random ones."""
    backbone = copy_of(case.backbone)
    if not pretrained:
        reset_weights(backbone, seed=seed)
    return accuracy_after(steps, backbone, train, case.test, rate=rate, seed=seed)


def in_two_steps(case: Case, train: Images, *, seed: int, steps: int = 400) -> float:
    """Test accuracy after as many steps for the classifier alone, and then as many for all."""
    keras.utils.set_random_seed(seed)
    backbone = copy_of(case.backbone)
    model = add_head(backbone, case.num_classes, seed=seed)
    epochs = max(1, round(steps * BATCH / len(train.labels)))
    gently = {0: 3e-4, "head": 3e-4}
    stages = [Stage("head", epochs, learning_rate=3e-3), Stage(None, epochs, learning_rate=gently)]
    train_stages(model, train, None, stages, batch_size=BATCH, verbose=0)
    return float(model.evaluate(*case.test, verbose=0)[1])


def measure_cases(file: str | Path, *, seeds: Iterable[int] = range(3)) -> dict:
    """Return the accuracies of every case and seed, measuring what `file` does not hold yet.

    Args:
        file: JSON, written after each measurement, so that a break loses one at most.
        seeds: of images, splits, weights and order.
    """
    return measure_missing(file, MEASURES, seeds)


def measured_rule(case: str, *, photographs: bool = False) -> str:
    """Return what was measured for a case, and whether the rule of thumb holds in it, as text.

        >>> print(measured_rule("large-similar").splitlines()[0])
        large-similar (3 seeds): fine-tuning beats frozen codes with many images, ... holds

    Args:
        case: "small-similar", "small-different", "large-similar" or "large-different".
        photographs: on photographs, with ImageNet weights; by default on the embedded world.

    Raises:
        ValueError: no such case.
    """
    if case not in RULES:
        raise ValueError(f"case is {case!r}; it may be {', '.join(map(repr, RULES))}")
    return summary(PHOTOGRAPHS if photographs else SHIPPED, case=case)


def summary(file: str | Path = SHIPPED, *, case: str | None = None) -> str:
    """Return the table in a file: mean and spread over the seeds, and whether each rule holds.

        print(summary(case="large-similar"))

    Args:
        file: what `tlkit measure-cases` wrote; by default what ships.
        case: one of the four; by default all that the file holds.
    """
    lines = []
    results = json.loads(Path(file).read_text())
    for each in [case] if case else results:
        seeds = results[each]
        names = next(iter(seeds.values()))
        values = {name: [run[name] for run in seeds.values()] for name in names}
        means = {name: float(np.mean(v)) for name, v in values.items()}
        rule, holds = RULES[each]
        verdict = "holds" if holds(means) else "FAILS"
        lines.append(f"{each} ({len(seeds)} seeds): {rule}: {verdict}")
        width = max(18, *map(len, names))
        lines += [f"  {n:<{width}} {means[n]:.2f} ± {np.std(v):.2f}" for n, v in values.items()]
    return "\n".join(lines)


def measured(case: str, file: str | Path = SHIPPED) -> tuple[Accuracies, int]:
    """Return a case's accuracies in a file, the mean over its seeds, and how many those are.

    Both are empty for a case that was not measured.
    """
    runs = runs_of(case, file)
    names = runs[0] if runs else {}
    return {name: float(np.mean([run[name] for run in runs])) for name in names}, len(runs)
