"""How transferable each layer is: the AnB/BnB study of Yosinski et al., on a network of your own.

    table = tlkit.transfer_study(build, (train_a, test_a), (train_b, test_b), folder="study")
    tlkit.show_transfer_study(table)

Two donors learn tasks A and B from scratch. A third network takes the first n layers from one of
them, draws the others at random and learns task B. "BnB" and "AnB" keep the n layers frozen,
"BnB+" and "AnB+" fine-tune them. BnB tells how much is lost by separating layers that learned to
work together, AnB below it how much by layers made for another task.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from tlkit.core.digest import combined, images_digest, layer_digests
from tlkit.core.files import replacing
from tlkit.core.types import Labelled
from tlkit.experiments.study_input import (
    Build,
    Task,
    checked_counts,
    checked_integers,
    checked_network,
    checked_task,
    kernels,
)

SCRATCH = "scratch"  # the treatment for n = 0, where there is nothing to keep
TREATMENTS = ("BnB", "BnB+", "AnB", "AnB+")


class Run(NamedTuple):
    """One network to train: the layers that it keeps, and how."""

    seed: int
    n: int
    treatment: str

    @property
    def name(self) -> str:
        return f"{self.treatment}-n{self.n}-seed{self.seed}"


def transfer_study(
    build: Build,
    task_a: tuple[Labelled, Labelled],
    task_b: tuple[Labelled, Labelled],
    *,
    n: Iterable[int] | None = None,
    seeds: Iterable[int] = (0, 1, 2),
    epochs: int = 10,
    batch_size: int = 32,
    folder: str | Path | None = None,
) -> pd.DataFrame:
    """Return the accuracy on task B of networks that keep n layers trained on A or on B.

        def build(seed):
            keras.utils.set_random_seed(seed)
            model = keras.Sequential([...])
            model.compile("adam", "sparse_categorical_crossentropy")
            return model

        transfer_study(build, (train_a, test_a), (train_b, test_b), n=[1, 3], folder="study")

    Each finished run is one file in the folder, so that a study that was stopped goes on where
    it was: the same call does what is left. So it does when `n` or `seeds` have grown.

    Args:
        build: makes a new flat classifier, compiled, whose weights depend on the seed alone; with
            at least as many outputs as a task has classes.
        task_a: training and test images of the first task, each as (images, labels): raw pixels
            (n, height, width, 3) and integers from 0.
        task_b: the same of the second task.
        n: numbers of layers to keep, from 1; by default each up to all but the last. Layers that
            carry a kernel count; a batch normalisation goes with the one before it.
        seeds: one repetition of the study for each.
        epochs: of every training, the donors' too.
        batch_size: of every training.
        folder: where results and the donors' weights are kept; without one, nothing is.

    Returns:
        One row for each treatment and n: the mean accuracy on the test images of task B over
        the seeds, their standard deviation (NaN for one seed) and their number. The treatment
        "scratch" is plain training on B, n = 0. Keras's global random seed is changed.

    Raises:
        ValueError: a network that is not flat or not compiled, or does not depend on the seed
            alone; tasks that do not fit it; `n`, `seeds`, `epochs` or `batch_size` out of range;
            a folder that holds another study.

    Source: Yosinski et al. 2014, https://arxiv.org/abs/1411.1792
    """
    model = checked_network(build)
    tasks = {"A": checked_task("task_a", task_a, model), "B": checked_task("task_b", task_b, model)}
    runs = _runs(checked_counts(n, model), checked_integers("seeds", seeds, least=0))
    if min(epochs, batch_size) < 1:
        raise ValueError(f"epochs is {epochs} and batch_size {batch_size}; expected 1 or more")
    with _opened(folder) as place:
        _claim(place, _fingerprint(model, tasks, epochs, batch_size))
        study = Study(build, tasks, epochs, batch_size, place)
        missing = [run for run in runs if study.accuracy(run) is None]
        for run in (bar := tqdm(missing, desc="study", unit="run", leave=False)):
            bar.set_postfix_str(run.name)
            study.perform(run)
        return _table(runs, [study.accuracy(run) for run in runs])


def copy_layers(donor: keras.Model, model: keras.Model, n: int) -> list[keras.Layer]:
    """Give `model` the weights of the first n layers of `donor`, in place; return those layers.

        >>> donor, model = (keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, name="a"),
        ...     keras.layers.ReLU(name="b"), keras.layers.Dense(2)]) for _ in range(2))
        >>> [layer.name for layer in copy_layers(donor, model, 1)]
        ['a', 'b']

    Args:
        donor: of the same architecture as `model`.
        n: layers that carry a kernel count; what stands between them goes with the one before.

    Raises:
        ValueError: n is below 0, or leaves no layer with a kernel that is new.
    """
    starts = kernels(model)
    if not 0 <= n < len(starts):
        raise ValueError(
            f"n is {n}, but {model.name} has {len(starts)} layers with a kernel, of which 0 to "
            f"{len(starts) - 1} can be copied: the last is always new"
        )
    stop = starts[n]
    for own, its in zip(model.layers[:stop], donor.layers[:stop], strict=True):
        own.set_weights(its.get_weights())
    return model.layers[:stop]


@dataclass(frozen=True)
class Study:
    """What all runs share, and the folder with what was found."""

    build: Build
    tasks: dict[str, Task]
    epochs: int
    batch_size: int
    folder: Path

    def accuracy(self, run: Run) -> float | None:
        """What a finished run found; None for one that is still to do."""
        try:
            return float(json.loads(self._result(run).read_text())["accuracy"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def perform(self, run: Run) -> None:
        """Train one network and write down its accuracy."""
        model = self.build(run.seed)
        if run.treatment != SCRATCH:
            copied = copy_layers(self.donor(run.treatment[0], run.seed), model, run.n)
            for layer in copied:  # nothing was trained yet, so that compiling again is not needed
                layer.trainable = run.treatment.endswith("+")
        self.train(model, "B", run.seed)
        images, labels = self.tasks["B"][1]
        predicted = model.predict(images, batch_size=self.batch_size, verbose=0).argmax(axis=-1)
        result = run._asdict() | {"accuracy": float(np.mean(predicted == labels))}
        with replacing(self._result(run)) as path:
            path.write_text(json.dumps(result))

    def donor(self, task: str, seed: int) -> keras.Model:
        """A network that learned a task from scratch, from a seed of its own; trained once."""
        own_seed = int(np.random.default_rng([seed, "AB".index(task)]).integers(2**31))
        model = self.build(own_seed)
        path = self.folder / f"donor-{task}-seed{seed}.weights.h5"
        if path.exists():
            model.load_weights(path)
        else:
            self.train(model, task, own_seed)
            with replacing(path) as unfinished:
                model.save_weights(unfinished)
        return model

    def train(self, model: keras.Model, task: str, seed: int) -> None:
        keras.utils.set_random_seed(seed)  # of shuffling and dropout: whatever ran before
        images, labels = self.tasks[task][0]
        model.fit(images, labels, epochs=self.epochs, batch_size=self.batch_size, verbose=0)

    def _result(self, run: Run) -> Path:
        return self.folder / f"{run.name}.json"


def _runs(counts: list[int], seeds: list[int]) -> list[Run]:
    """All runs, seed by seed, so that the first whole curve is there early."""
    return [
        run
        for seed in seeds
        for run in (
            Run(seed, 0, SCRATCH),
            *(Run(seed, n, treatment) for n in counts for treatment in TREATMENTS),
        )
    ]


def _table(runs: list[Run], accuracies: list[float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(runs).assign(accuracy=accuracies)
    groups = frame.groupby(["treatment", "n"], sort=False)["accuracy"]
    table = groups.agg(mean="mean", std="std", runs="count").reset_index()
    order = table["treatment"].map((SCRATCH, *TREATMENTS).index)
    return table.iloc[np.lexsort((table["n"], order))].reset_index(drop=True)


@contextmanager
def _opened(folder: str | Path | None) -> Iterator[Path]:
    if folder is None:
        with tempfile.TemporaryDirectory() as temporary:
            yield Path(temporary)
    else:
        Path(folder).mkdir(parents=True, exist_ok=True)
        yield Path(folder)


def _claim(folder: Path, fingerprint: str) -> None:
    """Note which study the folder holds, or raise if it is another one."""
    path = folder / "study.txt"
    if not path.exists():
        with replacing(path) as unfinished:
            unfinished.write_text(fingerprint)
    elif path.read_text() != fingerprint:
        raise ValueError(
            f"{folder} holds a study of other images, another network, other settings or "
            "another version of Keras; name another folder, or empty this one"
        )


def _fingerprint(model: keras.Model, tasks: dict[str, Task], epochs: int, batch_size: int) -> str:
    """A digest of all that results depend on, but for seed and n."""
    arrays = [array for task in tasks.values() for part in task for array in part]
    layers = layer_digests(model) or {}  # none for layers that are not Keras's own
    compiled = json.dumps(model.get_compile_config(), default=lambda value: type(value).__name__)
    compiled = json.loads(compiled, object_hook=_nameless)
    settings = f"{model.count_params()} {epochs} {batch_size} {compiled}"
    return combined(settings, *layers.values(), *map(images_digest, arrays))


def _nameless(config: dict[str, Any]) -> dict[str, Any]:
    """Settings without the names, since Keras numbers optimisers anew for every model."""
    return {key: value for key, value in config.items() if key != "name"}
