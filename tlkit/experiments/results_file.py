"""A results file of accuracies over seeds: only what it lacks is measured.

The file is JSON: name, then seed, then accuracies by name.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tqdm.auto import tqdm

from tlkit.core.files import replacing

Accuracies = dict[str, float]


def measure_missing(
    file: str | Path, measures: Mapping[str, Callable[[int], Accuracies]], seeds: Iterable[int]
) -> dict:
    """Return what was found under every name and seed, measuring what `file` does not hold yet.

    Args:
        file: written after each measurement, so that a break loses one at most.
        measures: by name, what gives the accuracies of a seed.
        seeds: of images, splits, weights and order; all names with one before the next.
    """
    file = Path(file)
    results: dict = json.loads(file.read_text()) if file.exists() else {}
    todo = [
        (name, seed)
        for seed in seeds
        for name in measures
        if str(seed) not in results.get(name, {})
    ]
    for name, seed in tqdm(todo, "Measuring", unit="case"):
        accuracies = measures[name](seed)
        results.setdefault(name, {})[str(seed)] = {k: round(v, 4) for k, v in accuracies.items()}
        with replacing(file) as unfinished:
            unfinished.write_text(json.dumps(results, indent=1) + "\n")
    return results


def runs_of(name: str, file: str | Path) -> list[Accuracies]:
    """Return the runs that a file holds under a name, one per seed; none if not measured."""
    return list(json.loads(Path(file).read_text()).get(name, {}).values())
