"""Grade sheets of learning platforms: what tells them apart, and where they keep what.

Another platform is another entry of `PLATFORMS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from autograder.course.courses import CourseError

Rows = list[list[str]]
_CANVAS_COLUMN = re.compile(r"(.+) \((\d+)\)")
_POINTS_POSSIBLE = "points possible"


@dataclass(frozen=True)
class Platform:
    """The form of one platform's sheet.

    Args:
        name: of the platform.
        columns: those by which a sheet is told to be its own.
        student: the column with the student's number.
        grade_column: the column of a unit's grades, by the header and the unit.
        stated_points: what the sheet says of the unit's points, by its rows and that column.
        team: the column with a team's name, where teams hand in.
    """

    name: str
    columns: tuple[str, ...]
    student: str
    grade_column: Callable[[list[str], str], int]
    stated_points: Callable[[Rows, int], list[str]]
    team: str = ""


def platform_of(header: list[str]) -> Platform:
    """The platform whose sheet has these columns.

    >>> platform_of(["Identifier", "Full name", "Grade"]).name
    'Moodle'

    Raises:
        CourseError: none of those that are known.
    """
    for platform in PLATFORMS:
        if set(platform.columns) <= set(header):
            return platform
    forms = "; ".join(f"{each.name}'s have {' and '.join(each.columns)}" for each in PLATFORMS)
    raise CourseError(
        f"the sheet's columns are {', '.join(header) or 'none'}, and no platform's are: {forms}. "
        "Give the CSV as it was downloaded."
    )


def _canvas_column(header: list[str], unit: str) -> int:
    names = {
        i: found[1] for i, name in enumerate(header) if (found := _CANVAS_COLUMN.fullmatch(name))
    }
    fitting = [i for i, name in names.items() if unit.lower() in name.lower()]
    if len(fitting) != 1:
        raise CourseError(
            f"{len(fitting)} assignments of the sheet have {unit!r} in their name; there are "
            f"{', '.join(names.values()) or 'none'}. Rename the assignment in Canvas so that just "
            "one does, and export the sheet again."
        )
    return fitting[0]


def _canvas_points(rows: Rows, column: int) -> list[str]:
    return [row[column] for row in rows if row and row[0].strip().lower() == _POINTS_POSSIBLE]


def _moodle_points(rows: Rows, column: int) -> list[str]:
    header, *students = rows
    if "Maximum Grade" not in header:
        return []
    return [row[header.index("Maximum Grade")] for row in students[:1]]


PLATFORMS = (
    Platform(
        name="Canvas",  # Gradebook, Export
        columns=("Student", "ID"),
        student="ID",
        grade_column=_canvas_column,
        stated_points=_canvas_points,
    ),
    Platform(
        name="Moodle",  # the assignment's grading worksheet
        columns=("Identifier", "Grade"),
        student="Identifier",
        grade_column=lambda header, unit: header.index("Grade"),
        stated_points=_moodle_points,
        team="Group",
    ),
)
