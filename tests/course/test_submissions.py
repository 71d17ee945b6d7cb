"""Sample submissions earn what they should, test by test, with the message they should get.

No grade may hang on the seed that hidden inputs are drawn from: `make test-all` tries several.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import classroom
import pytest
import samples
from changed import CHANGED, CHECKED

pytestmark = pytest.mark.slow
# `test_check` grades the samples of those that it checks; all others: `make test-all`
EVERY_TIME = {"02_small_similar", "06_guitars", *CHANGED[:3]} - set(CHECKED)
SEEDS = (1, 2, 3)
UNITS = [
    pytest.param(unit, seed, marks=[] if unit in EVERY_TIME and seed == 1 else [pytest.mark.soak])
    for seed in SEEDS
    for unit in samples.units()
]
BLANK = "blank-student-edition"


@pytest.mark.parametrize(("unit", "seed"), UNITS)
def test_earns_what_it_should(unit: str, seed: int, tmp_path: Path, subtests: Any) -> None:
    course = classroom.open_classroom(tmp_path, seed)
    blank = samples.Sample(unit, BLANK, "wrong", "", fails={}, cells=[], base="blank")
    handed_in = samples.load_samples(unit)
    samples.hand_in(course, [*handed_in, blank], course.parent / "notebooks")
    graded = classroom.grade(course, unit)
    for sample in handed_in:
        with subtests.test(sample.name):
            assert samples.differences(sample, graded[sample.name]) == []
    with subtests.test(BLANK):
        assert graded[BLANK]["status"] == "graded"
        tests = graded[BLANK]["tests"]
        assert {test["test"]: test["score"] for test in tests if test["score"]} == {}
