"""The class report: one HTML file that tells an instructor how a class did.

It is made from the gradebook and the graded notebooks alone, and opens offline: no scripts,
nothing loaded, everything a student wrote escaped."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from autograder.core.files import NotPlain, write_whole
from autograder.course.courses import Course, CourseError
from autograder.notebooks.cells import is_graded, is_students
from autograder.notebooks.messages import shorten
from autograder.reports.html import code_html, template
from autograder.results.class_summary import Submission, commonest_failures, distribution, exercises
from autograder.results.graded_notebook import read_graded
from autograder.results.results import submission_result, with_headings

LONGEST_ANSWER = 1200  # characters of an example
MOST_NAMES = 5  # students that a failure names


@dataclass(frozen=True)
class UnitReport:
    """What the report says of one unit."""

    unit: str
    submissions: list[Submission]
    without_grade: list[str]  # students who handed in, and whose grade cannot be read
    gradebook: str  # the unit's address in formgrader

    @property
    def for_a_person(self) -> list[tuple[Submission, str, list[str]]]:
        """Submissions to look at first, what they are, and why.

        They have no grade, were tampered with, hold a mark to confirm, or are odd.
        """
        found = [
            (s, "Ungradable", [s.result.message])
            for s in self.submissions
            if s.result.status != "graded"
        ]
        graded = [s for s in self.submissions if s.result.status == "graded"]
        for submission in graded:
            if why := [f"{test.title}: {test.message}" for test in submission.doubtful]:
                found.append((submission, "Tampered with", why))
        found += [(s, "Marked before", s.result.to_confirm) for s in graded if s.result.to_confirm]
        found += [(s, "Changed", s.result.remarks) for s in graded if s.result.remarks]
        return found

    @property
    def waiting(self) -> int:
        """How many submissions hold an answer that a person has still to read."""
        graded = [s.result for s in self.submissions if s.result.status == "graded"]
        return sum(result.pending > 0 for result in graded)

    @property
    def median(self) -> float | None:
        """The median share of the points, or None if nothing is graded."""
        shares = [share for s in self.submissions if (share := s.share) is not None]
        return median(shares) if shares else None


def write_report(
    course: Course, units: Iterable[str], to: Path, formgrader: str
) -> list[UnitReport]:
    """Write the report.

    Args:
        course: from `open_course`.
        units: units of the course; none of them: all that have been graded.
        to: the file to write, `something.html`.
        formgrader: where formgrader runs, such as http://localhost:8888/formgrader.

    Raises:
        CourseError: nothing is graded yet, or the file cannot be written.
    """
    wanted = list(units) or [unit for unit in course.units() if _graded_students(course, unit)]
    if not wanted:
        raise CourseError(
            f"nothing is graded yet in {course.root}: put what students hand in into "
            f"{course.folder('submitted', 'UNIT', 'STUDENT')}, then run "
            f"`autograder grade {course.root} UNIT`."
        )
    found = [_read_unit(course, unit, to, formgrader.rstrip("/")) for unit in wanted]
    text = render(found, course.directory().course_id)
    try:
        write_whole(to, text)
    except OSError as error:
        raise CourseError(f"{error}: give another --output.") from error
    return found


def render(units: list[UnitReport], course_id: str = "") -> str:
    """The report's page."""
    return template("report.html.j2").render(
        course=course_id,
        made=datetime.now().astimezone().strftime("%d %B %Y, %H:%M %Z"),
        units=units,
        distribution=distribution,
        exercises=exercises,
        commonest_failures=commonest_failures,
        example=lambda failure: code_html(shorten(failure.answer, LONGEST_ANSWER)),
        most_names=MOST_NAMES,
    )


def _graded_students(course: Course, unit: str) -> set[str]:
    """Who has a graded notebook."""
    folder = course.folder("autograded", unit, "_").parent.parent
    return {path.parent.name for path in folder.glob("*/*") if path.name == unit}


def _read_unit(course: Course, unit: str, to: Path, formgrader: str) -> UnitReport:
    graded = _graded_students(course, unit)
    if not graded:
        raise CourseError(
            f"{unit} is not graded yet: run `autograder grade {course.root} {unit}`, then this."
        )
    submissions = []
    with course.gradebook() as gradebook:
        for row in gradebook.assignment_submissions(unit):
            if row.student.id in graded:
                try:
                    submissions.append(_read(course, unit, row, to, formgrader))
                except (KeyError, NotPlain, OSError, ValueError):
                    continue  # damaged, or of another edition: the report names it
    known = {submission.result.student for submission in submissions}
    return UnitReport(
        unit,
        sorted(submissions, key=lambda submission: submission.result.student),
        sorted((graded | set(course.students(unit))) - known),
        f"{formgrader}/gradebook/{quote(unit, safe='')}",
    )


def _read(course: Course, unit: str, row: Any, to: Path, formgrader: str) -> Submission:
    student = row.student.id
    folder = course.folder("autograded", unit, student)
    notebooks = {part.name: read_graded(folder / f"{part.name}.ipynb") for part in row.notebooks}
    pages = sorted(course.folder("feedback", unit, student).glob("*.html"))
    seconds: dict[str, float] = {}
    answers: dict[str, str] = {}
    for notebook in notebooks.values():
        _look_at(notebook, seconds, answers)
    return Submission(
        submission_result(unit, row, notebooks, feedback=[str(page) for page in pages]),
        seconds,
        answers,
        feedback=_address(pages[0], to) if pages else "",
        formgrader=f"{formgrader}/submissions/{row.notebooks[0].id}/",
    )


def _look_at(notebook: NotebookNode, seconds: dict[str, float], answers: dict[str, str]) -> None:
    """Add up the time of each exercise, and find the code that each test is about."""
    took = notebook.metadata.get("autograder", {}).get("record", {}).get("seconds", {})
    answer = ""
    for exercise, cell in with_headings(notebook):
        if is_solution(cell):
            answer = cell.source
        if is_graded(cell):
            answers[cell.metadata.nbgrader.grade_id] = answer
        if is_graded(cell) or is_students(cell):
            seconds[exercise] = seconds.get(exercise, 0) + took.get(cell.id, 0)


def _address(page: Path, report: Path) -> str:
    """A page's address, as a link in the report has it."""
    return quote(Path(os.path.relpath(page, report.resolve().parent)).as_posix())
