"""Sample submissions earn what they should, test by test, with the message they should get."""

from __future__ import annotations

from functools import cache
from typing import Any

import classroom
import pytest
import samples

pytestmark = pytest.mark.slow
EVERY_TIME = ("02_small_similar", "06_guitars", "09_your_own")  # the others: `make test-all`
UNITS = {unit: [] if unit in EVERY_TIME else [pytest.mark.soak] for unit in samples.units()}
ALL = [
    pytest.param(sample, id=str(sample), marks=marks)
    for unit, marks in UNITS.items()
    for sample in samples.load_samples(unit)
]
BLANK = "blank-student-edition"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Results of a unit's samples, and of its untouched student edition, graded in one batch."""

    @cache
    def grade(unit: str) -> dict[str, dict[str, Any]]:
        course = classroom.open_classroom(tmp_path_factory.mktemp(unit))
        blank = samples.Sample(unit, BLANK, "wrong", "", fails={}, cells=[], base="blank")
        handed_in = [*samples.load_samples(unit), blank]
        samples.hand_in(course, handed_in, course.parent / "notebooks")
        return classroom.grade(course, unit)

    return grade


@pytest.mark.parametrize("sample", ALL)
def test_earns_what_it_should(sample: samples.Sample, graded: Any) -> None:
    assert samples.differences(sample, graded(sample.unit)[sample.name]) == []


@pytest.mark.parametrize("unit", [pytest.param(u, marks=m) for u, m in UNITS.items()])
def test_blank_student_edition_earns_nothing(unit: str, graded: Any) -> None:
    blank = graded(unit)[BLANK]
    assert blank["status"] == "graded"
    assert {test["test"]: test["score"] for test in blank["tests"] if test["score"]} == {}
