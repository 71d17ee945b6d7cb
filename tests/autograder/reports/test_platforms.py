"""A sheet is told by its columns, and one that nobody knows is refused with what is known."""

from __future__ import annotations

import pytest

from autograder.course.courses import CourseError
from autograder.reports.platforms import PLATFORMS, platform_of


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_each_is_told_by_its_columns(platform: object) -> None:
    assert platform_of(["Name", *platform.columns, "Notes"]) is platform  # type: ignore[attr-defined]


def test_others_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(CourseError, match="Canvas's have Student and ID; Moodle's have Identifier"):
        platform_of(["Login", "Mark"])


def test_what_moodle_expects_stands_in_the_first_row() -> None:
    moodle = next(platform for platform in PLATFORMS if platform.name == "Moodle")
    rows = [["Identifier", "Grade", "Maximum Grade"], ["Participant 1", "", "6,00"]]
    assert moodle.stated_points(rows, 1) == ["6,00"]
    assert moodle.stated_points([["Identifier", "Grade"]], 1) == []
