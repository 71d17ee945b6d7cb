"""Examining answers to a unit whose set-up made values: they are handed over, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from test_examine import DOUBLE, answer, cell, examine, notebook, verdict, warm

from autograder.course import CourseError

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["examine", "warm"]  # fixtures


def given(source: str) -> Any:
    computed = cell("computed", source)
    computed.metadata.tags = ["given"]
    return computed


def test_a_given_cell_runs_once_and_its_values_are_handed_over(examine: Any) -> None:
    computed = given("drawn = os.urandom(8).hex()\nbig = np.arange(1000.0)")
    code = "def seen():\n    return drawn, big.sum()"
    source = notebook(computed, answer(code), cell("test", "assert seen() == (drawn, 499500)", 2.0))
    assert verdict(examine(source, source)) == ("passed", 2)
    computed.metadata.tags = []  # then each side draws its own
    assert verdict(examine(source, source)) == ("failed", 0)


def test_what_cannot_be_handed_over_is_the_authors_fault(examine: Any) -> None:
    source = notebook(given("lock = __import__('threading').Lock()"), answer(DOUBLE))
    with pytest.raises(CourseError, match="'computed' is tagged `given`, but"):
        examine(source, source)


def test_what_one_student_does_to_given_values_is_gone_for_the_next(examine: Any) -> None:
    set_up = "shared = {'first': [1, 2], 'rng': np.random.default_rng(0), 'set': {1}}"
    test = """
assert numbers.sum() == 4950 and shared["first"] == [1, 2] and shared["set"] == {1}
assert shared["rng"].integers(1000) == np.random.default_rng(0).integers(1000)
change(numbers)
change(numbers[50:])
change(shared["first"])
shared["set"].add(3)
shared["new"] = 4
assert numbers[:50].sum() == 1224 and numbers[50] == numbers[0] == shared["first"][0] == -1
"""
    code = "def change(x):\n    x[0] = -1"
    source = notebook(cell("more", set_up), answer(code), cell("test", test, 2.0))
    assert [verdict(examine(source, source)) for _ in range(3)] == [("passed", 2.0)] * 3
