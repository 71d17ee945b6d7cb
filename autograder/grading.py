"""Grade a unit's submissions, one after another, through nbgrader."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

import nbformat
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde, GenerateFeedback

from autograder.course import Course
from autograder.intake import Ungradable, check_folder
from autograder.onebyone import OneByOne
from autograder.preprocessors import digest
from autograder.release import register
from autograder.results import SubmissionResult, read_result


class _AutogradeOne(OneByOne, Autograde):
    """nbgrader's autograde for one submission."""


class _FeedbackOne(OneByOne, GenerateFeedback):
    """nbgrader's generate_feedback for one submission."""


def grade_unit(
    course: Course, unit: str, students: Iterable[str], force: bool = False
) -> Iterator[SubmissionResult]:
    """Grade submissions one by one; each result comes as soon as it is in the gradebook.

    A submission that is graded already is kept, unless it or the unit's source changed.

    Args:
        course: from `open_course`.
        unit: a unit of the course.
        students: whose submissions to grade.
        force: grade again what is graded and unchanged.

    Raises:
        CourseError: the unit's source is at fault.
    """
    register(course, unit)
    for student in students:
        yield grade_submission(course, unit, student, force)


def grade_submission(
    course: Course, unit: str, student: str, force: bool = False
) -> SubmissionResult:
    """Grade one submission to a unit that is in the gradebook, and write its feedback.

    Nothing that a student hands in raises: what cannot be graded comes back as "ungradable".
    """
    start = time.monotonic()
    try:
        kept = not force and _is_current(course, unit, student)
        if not kept:
            check_folder(course.folder("submitted", unit, student), course.notebooks(unit))
            _autograde(course, unit, student)
        _FeedbackOne(coursedir=course.directory(unit, student), config=course.config).start()
        result = read_result(course, unit, student, kept=kept)
    except Ungradable as error:
        result = SubmissionResult(unit, student, "ungradable", message=str(error))
    except Exception as error:
        message = f"Grading stopped with {type(error).__name__}: {error}"
        result = SubmissionResult(unit, student, "ungradable", message=message)
    return replace(result, seconds=time.monotonic() - start)


def _autograde(course: Course, unit: str, student: str) -> None:
    try:
        _AutogradeOne(coursedir=course.directory(unit, student), config=course.config).start()
    except BaseException:
        _leave_to_a_person(course, unit, student)
        raise


def _is_current(course: Course, unit: str, student: str) -> bool:
    """Whether the gradebook holds a grade for just this submission and just this source."""
    wanted = {
        "source": digest(course.folder("source", unit)),
        "submitted": digest(course.folder("submitted", unit, student)),
    }
    for name in course.notebooks(unit):
        path = course.folder("autograded", unit, student) / f"{name}.ipynb"
        try:
            notebook = nbformat.read(path, as_version=4)
        except (OSError, ValueError):  # not there, or its writing was cut short
            return False
        if notebook.metadata.get("autograder", {}).get("graded") != wanted:
            return False
    return _has_grades(course, unit, student)


def _has_grades(course: Course, unit: str, student: str) -> bool:
    with course.gradebook() as gradebook:
        try:
            gradebook.find_submission(unit, student)
        except MissingEntry:
            return False
    return True


def _leave_to_a_person(course: Course, unit: str, student: str) -> None:
    """Mark every grade as waiting for a person: scores may be missing, or of an older hand-in."""
    with course.gradebook() as gradebook:
        try:
            submission = gradebook.find_submission(unit, student)
        except MissingEntry:
            return
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                grade.needs_manual_grade = True
        gradebook.db.commit()
