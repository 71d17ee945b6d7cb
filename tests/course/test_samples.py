"""Every exercise has sample submissions that solve it in several ways, and miss it in several.

And faults enough can be put into its solution to tell whether its tests are any good.
"""

from __future__ import annotations

import ast
from functools import cache

import nbformat
import pytest
import samples

from autograder.authoring.check import EQUIVALENT, Exercise, exercises, read_equivalent
from autograder.authoring.mutants import mutants

SOURCES = {
    unit: nbformat.read(samples.ROOT / "course" / "source" / unit / f"{unit}.ipynb", as_version=4)
    for unit in samples.units()
}
ASKED = [
    pytest.param(unit, exercise, id=f"{unit}-{exercise}")
    for unit, source in SOURCES.items()
    for exercise in exercises(source)
]


def solutions(unit: str) -> dict[str, str]:
    """The author's cells, by grade_id."""
    marked = [cell for cell in SOURCES[unit].cells if "nbgrader" in cell.metadata]
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in marked}


def answer(sample: samples.Sample, exercise: Exercise) -> str:
    """What a sample writes for an exercise (else the author), but for comments and layout."""
    texts = solutions(sample.unit) | {name: text for _, name, text in sample.cells}
    return "\n".join(ast.unparse(ast.parse(texts[name])) for name in exercise.answers)


@pytest.mark.parametrize(("unit", "exercise"), ASKED)
def test_solved_and_missed_in_several_ways(unit: str, exercise: Exercise) -> None:
    whole = [sample for sample in samples.load_samples(unit) if sample.base == "solution"]
    right = {answer(sample, exercise) for sample in whole if sample.kind == "right"}
    fails = [s for s in whole if s.kind == "wrong" and {*exercise.tests} & s.fails.keys()]
    wrong = {answer(sample, exercise) for sample in fails}
    assert len(right) >= 3
    assert len(wrong - right) >= 5


@pytest.mark.parametrize(("unit", "exercise"), ASKED)
def test_ten_faults_that_a_test_has_to_find(unit: str, exercise: Exercise) -> None:
    assert len(faults(unit, exercise) - excused(unit)) >= 10


@pytest.mark.parametrize("unit", SOURCES)
def test_every_excused_fault_is_one_that_is_tried(unit: str) -> None:
    tried = [faults(unit, exercise) for exercise in exercises(SOURCES[unit])]
    assert excused(unit) <= set.union(*tried)


@cache
def faults(unit: str, exercise: Exercise) -> set[tuple[str, str, str]]:
    """What is tried on an exercise's solution, as (answer, was, becomes)."""
    return {(a, *m.change) for a in exercise.answers for m in mutants(solutions(unit)[a])}


def excused(unit: str) -> set[tuple[str, str, str]]:
    """Faults that leave the solution right, likewise."""
    return set(read_equivalent(samples.HERE / unit / EQUIVALENT))
