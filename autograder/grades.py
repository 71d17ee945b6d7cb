"""Grades out: into the sheet that Canvas or Moodle gave, or as nbgrader's own CSV.

Canvas (Gradebook, Export) and Moodle (assignment, Download grading worksheet) know students by
numbers of their own, which their sheets hold and which `autograder import` keeps. So a sheet is
filled in and handed back, its other columns as they were.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.plugins import CsvExportPlugin

from autograder.course import Course, CourseError

_CANVAS_COLUMN = re.compile(r"(.+) \((\d+)\)")
_POINTS_POSSIBLE = "points possible"


@dataclass
class Sheet:
    """A filled sheet, and what a person should know of it."""

    text: str
    filled: int = 0
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Grades:
    points: float
    scores: dict[str, float]  # by the platform's number
    waiting: dict[str, str]  # students with something to grade by hand, by number


def export_csv(course: Course, units: list[str], to: Path) -> None:
    """nbgrader's own table: a row for each student and unit."""
    with course.gradebook() as gradebook:
        CsvExportPlugin(to=str(to), assignment=units).export(gradebook)


def fill_sheet(course: Course, unit: str, text: str) -> Sheet:
    """The sheet with a unit's scores in it. A student who waits for a person keeps their cell.

    Args:
        course: from `open_course`.
        unit: a unit of the course; in a Canvas sheet, the column whose name contains it.
        text: the CSV as it was downloaded.

    Raises:
        CourseError: the sheet is of neither form, has no column for the unit or other points, or
            nobody was graded.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    header = rows[0] if rows else []
    is_canvas = {"Student", "ID"} <= set(header)
    if not is_canvas and not {"Identifier", "Grade"} <= set(header):
        raise CourseError(
            f"the sheet's columns are {', '.join(header) or 'none'}: Canvas's have Student and ID, "
            "Moodle's grading worksheet Identifier and Grade. Give the CSV as it was downloaded."
        )
    grades = _grades(course, unit)
    column = _canvas_column(header, unit) if is_canvas else header.index("Grade")
    _check_points(rows, column, grades.points, is_canvas)
    sheet = Sheet("")
    number_column = header.index("ID" if is_canvas else "Identifier")
    missing = dict(grades.scores)
    for row in rows[1:]:
        number = re.sub(r"\D", "", row[number_column]) if len(row) > column else ""
        if number in grades.scores:
            row[column] = f"{grades.scores[number]:g}"
            sheet.filled += 1
            missing.pop(number, None)
    sheet.remarks = [f"{who} is not in the sheet" for who in sorted(missing)]
    sheet.remarks += [f"{who} waits for a person" for who in sorted(grades.waiting.values())]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    sheet.text = text[: text.startswith("\ufeff")] + out.getvalue()
    return sheet


def _grades(course: Course, unit: str) -> _Grades:
    with course.gradebook() as gradebook:
        try:
            assignment = gradebook.find_assignment(unit)
        except MissingEntry:
            raise CourseError(f"{unit} is not graded yet: autograder grade COURSE {unit}") from None
        scores, waiting = {}, {}
        for submission in assignment.submissions:
            student = submission.student_id
            number = student.rpartition("_")[2]
            if submission.needs_manual_grade:
                waiting[number] = student
            else:
                scores[number] = max(
                    0.0, submission.score - (submission.late_submission_penalty or 0)
                )
        return _Grades(assignment.max_score, scores, waiting)


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


def _check_points(rows: list[list[str]], column: int, points: float, is_canvas: bool) -> None:
    """Raise `CourseError` if the platform expects other points than the unit has."""
    if is_canvas:
        stated = [row[column] for row in rows if row and row[0].strip().lower() == _POINTS_POSSIBLE]
    elif "Maximum Grade" in rows[0]:
        stated = [row[rows[0].index("Maximum Grade")] for row in rows[1:2]]
    else:
        stated = []
    for value in stated:
        if float(value or points) != points:
            raise CourseError(
                f"the sheet expects {value} points, but the unit has {points:g}: set the "
                f"assignment's maximum to {points:g} there, and download the sheet again."
            )
