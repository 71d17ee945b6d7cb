"""Every exercise has sample submissions that solve it in several ways, and miss it in several."""

from __future__ import annotations

import ast

import nbformat
import pytest
import samples

from autograder.check import Exercise, exercises

SOURCES = {
    unit: nbformat.read(samples.ROOT / "course" / "source" / unit / f"{unit}.ipynb", as_version=4)
    for unit in samples.units()
}
ASKED = [
    pytest.param(unit, exercise, id=f"{unit}-{exercise}")
    for unit, source in SOURCES.items()
    for exercise in exercises(source)
]


def answer(sample: samples.Sample, exercise: Exercise) -> str:
    """What a sample writes for an exercise (else the author), but for comments and layout."""
    marked = [cell for cell in SOURCES[sample.unit].cells if "nbgrader" in cell.metadata]
    texts = {cell.metadata.nbgrader.grade_id: cell.source for cell in marked}
    texts |= {name: text for _, name, text in sample.cells}
    return "\n".join(ast.unparse(ast.parse(texts[name])) for name in exercise.answers)


@pytest.mark.parametrize(("unit", "exercise"), ASKED)
def test_solved_and_missed_in_several_ways(unit: str, exercise: Exercise) -> None:
    whole = [sample for sample in samples.load_samples(unit) if sample.base == "solution"]
    right = {answer(sample, exercise) for sample in whole if sample.kind == "right"}
    fails = [s for s in whole if s.kind == "wrong" and {*exercise.tests} & s.fails.keys()]
    wrong = {answer(sample, exercise) for sample in fails}
    assert len(right) >= 3
    assert len(wrong - right) >= 5
