"""Grades out: into the sheet that Canvas or Moodle gave, or as nbgrader's own CSV.

Canvas (Gradebook, Export) and Moodle (assignment, Download grading worksheet) know students by
numbers of their own, which their sheets hold and which `autograder import` keeps. So a sheet is
filled in and handed back, its other columns as they were. Where teams hand in at Moodle, the number
is a team's, which the sheet does not hold; its column Group has the team's name.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from autograder.core.files import write_whole
from autograder.course.courses import Course, CourseError
from autograder.reports.platforms import platform_of
from autograder.results.results import gradebook_score, waits_for_a_person
from autograder.submissions.lms import slug

_BEGIN_FORMULAS = tuple(
    "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"
)  # also those of East Asian keyboards


@dataclass
class Sheet:
    """A filled sheet, and what a person should know of it."""

    text: str
    filled: int = 0
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Grades:
    points: float
    scores: dict[str, float]  # by student
    waiting: list[str]  # students with something to grade by hand


def export_csv(course: Course, units: list[str], to: Path) -> None:
    """Write nbgrader's own table: a row for each student and unit, 0 for who handed in nothing.

    Its columns are those of nbgrader's `CsvExportPlugin`, which quotes nothing, and one more: does
    something wait for a person?

    Raises:
        CourseError: nothing is graded.
        OSError: the file cannot be written.
    """
    rows: list[dict[str, Any]] = []
    with course.gradebook() as gradebook:
        for assignment in gradebook.assignments:
            found = {submission.student_id: submission for submission in assignment.submissions}
            if found and (not units or assignment.name in units):
                rows += [_row(assignment, s, found.get(s.id)) for s in gradebook.students]
    if not rows:
        raise CourseError(f"nothing is graded yet: autograder grade {course.root} UNIT")
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0], lineterminator="\n")
    table.writeheader()
    table.writerows({name: _no_formula(value) for name, value in row.items()} for row in rows)
    write_whole(to, out.getvalue())


def _row(assignment: Any, student: Any, submission: Any) -> dict[str, Any]:
    raw = submission.score if submission else 0.0
    penalty = (submission.late_submission_penalty or 0.0) if submission else 0.0
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "timestamp": submission.timestamp if submission else None,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "raw_score": raw,
        "late_submission_penalty": penalty,
        "score": gradebook_score(submission) if submission else 0.0,
        "max_score": assignment.max_score,
        "needs_manual_grade": bool(submission and waits_for_a_person(submission)),
    }


def _no_formula(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what looks so.

    >>> _no_formula("=HYPERLINK(1)"), _no_formula(-1.5), _no_formula("Ada")
    ("'=HYPERLINK(1)", -1.5, 'Ada')
    """
    if isinstance(value, str) and value.lstrip(" '\"")[:1] in _BEGIN_FORMULAS:
        return f"'{value}"
    return value


def fill_sheet(course: Course, unit: str, text: str) -> Sheet:
    """The sheet with a unit's scores in it. A student who waits for a person keeps their cell.

    Args:
        course: from `open_course`.
        unit: a unit of the course; in a Canvas sheet, the column whose name contains it.
        text: the CSV as it was downloaded.

    Raises:
        CourseError: the sheet is no CSV or no platform's, has no column for the unit or other
            points, or nobody was graded.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    header = rows[0] if rows else []
    platform = platform_of(header)
    grades = _grades(course, unit)
    column = platform.grade_column(header, unit)
    _check_points(platform.stated_points(rows, column), grades.points)
    sheet = Sheet("")
    are_teams = platform.team in header
    key_column = header.index(platform.team if are_teams else platform.student)
    known = _by_key([*grades.scores, *grades.waiting], are_teams)
    seen: set[str] = set()
    for row in rows[1:]:
        if len(row) <= max(column, key_column):
            continue
        key = row[key_column]
        students = known.get(slug(key) if are_teams else re.sub(r"\D", "", key), [])
        seen.update(students)
        if len(students) == 1 and students[0] in grades.scores:
            row[column] = f"{grades.scores[students[0]]:g}"
            sheet.filled += 1
    sheet.remarks = [f"{who} is not in the sheet" for who in sorted(grades.scores.keys() - seen)]
    sheet.remarks += [
        f"{' and '.join(sorted(students))} are the same in the sheet, and were not filled in: of "
        "all but one, delete the folder in `submitted` and the grade (nbgrader db student remove)"
        for students in known.values() if len(students) > 1
    ]  # fmt: skip
    sheet.remarks += [f"{who} waits for a person" for who in sorted(grades.waiting)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    sheet.text = text[: text.startswith("\ufeff")] + out.getvalue()
    return sheet


def _rows(text: str) -> list[list[str]]:
    """The rows of a CSV.

    Raises:
        CourseError: it is none, with the line in which the row begins that cannot be read.
    """
    reader = csv.reader(io.StringIO(text))
    rows: list[list[str]] = []
    begins = 1
    try:
        for row in reader:
            rows.append(row)
            begins = reader.line_num + 1
    except csv.Error as error:  # such as a field of more than 131072 characters
        raise CourseError(
            f"the row that begins in line {begins} is no CSV ({error}): see whether a quotation "
            "mark is missing there, or download the sheet again."
        ) from error
    return rows


def _grades(course: Course, unit: str) -> _Grades:
    with course.gradebook() as gradebook:
        try:
            assignment = gradebook.find_assignment(unit)
        except MissingEntry:
            raise CourseError(f"{unit} is not graded yet: autograder grade COURSE {unit}") from None
        scores, waiting = {}, []
        for submission in assignment.submissions:
            if waits_for_a_person(submission):
                waiting.append(submission.student_id)
            else:
                scores[submission.student_id] = gradebook_score(submission)
        return _Grades(assignment.max_score, scores, waiting)


def _by_key(students: Iterable[str], are_teams: bool) -> dict[str, list[str]]:
    """Students by what a sheet knows them by: the platform's number, or the team's name."""
    known: dict[str, list[str]] = defaultdict(list)
    for student in students:
        name, _, number = student.rpartition("_")
        known[name if are_teams else number].append(student)
    return known


def _check_points(stated: list[str], points: float) -> None:
    """Raise `CourseError` if the platform expects other points than the unit has."""
    for value in filter(str.strip, stated):
        if not _is_number(value, points):
            raise CourseError(
                f"the sheet expects {value} points, but the unit has {points:g}: set the "
                f"assignment's maximum to {points:g} there, and download the sheet again."
            )


def _is_number(text: str, number: float) -> bool:
    """Whether a sheet's text says a number, in whichever language.

    >>> _is_number("6,00", 6)
    True
    """
    try:
        return abs(float(text.replace(",", ".")) - number) < 0.005
    except ValueError:
        return False
