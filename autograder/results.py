"""What came out of grading, read from the gradebook and the graded notebook."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_task

from autograder.course import Course
from autograder.hidden import title
from autograder.messages import error_of, failure_message

VERDICTS = {
    "CellTimeoutError": "timeout",
    "DeadKernelError": "crashed",
    "NotRun": "not_run",
    "AssertionError": "failed",
    "NotImplementedError": "failed",
}
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


@dataclass(frozen=True)
class TestResult:
    """One graded cell: its points, its verdict, and what it has to say."""

    test: str
    title: str
    exercise: str
    verdict: str  # passed, partial, failed, error, timeout, crashed, not_run; pending: by a person
    score: float | None
    points: float
    message: str
    by_hand: bool  # a person gives the points


@dataclass(frozen=True)
class SubmissionResult:
    """One submission: graded, or ungradable with a message for a person."""

    unit: str
    student: str
    status: str  # graded or ungradable
    message: str = ""
    kept: bool = False  # graded by an earlier run, and unchanged since
    seconds: float = 0.0
    late_penalty: float = 0.0
    remarks: list[str] = field(default_factory=list)
    tests: list[TestResult] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)

    @property
    def score(self) -> float | None:
        """Points earned so far, less the late penalty; None if ungradable."""
        if self.status != "graded":
            return None
        return max(0.0, sum(test.score or 0 for test in self.tests) - self.late_penalty)

    @property
    def points(self) -> float:
        """Points that can be earned."""
        return sum(test.points for test in self.tests)

    @property
    def pending(self) -> float:
        """Points that wait for a person."""
        return sum(test.points for test in self.tests if test.verdict == "pending")

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON knows it."""
        totals = {"score": self.score, "points": self.points, "pending": self.pending}
        return asdict(self) | totals


def read_result(course: Course, unit: str, student: str, **extra: Any) -> SubmissionResult:
    """The result of a submission that has been graded."""
    remarks: list[str] = []
    tests: list[TestResult] = []
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(unit, student)
        penalty = submission.late_submission_penalty or 0.0
        for part in sorted(submission.notebooks, key=lambda part: part.name):
            path = course.folder("autograded", unit, student) / f"{part.name}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            remarks += notebook.metadata.get("autograder", {}).get("remarks", [])
            tests += notebook_tests(notebook, {grade.name: grade for grade in part.grades})
    pages = sorted(course.folder("feedback", unit, student).glob("*.html"))
    return SubmissionResult(
        unit,
        student,
        "graded",
        late_penalty=penalty,
        remarks=remarks,
        tests=tests,
        feedback=[str(page) for page in pages],
        **extra,
    )


def notebook_tests(notebook: NotebookNode, grades: dict[str, Any]) -> list[TestResult]:
    """The result of each graded cell, in the order of the notebook.

    Args:
        notebook: a notebook from `autograded/`.
        grades: rows of the gradebook (`nbgrader.api.Grade`) by grade_id.
    """
    results = []
    for exercise, cell in with_headings(notebook):
        if is_graded(cell):
            results.append(_test(cell, exercise, grades[cell.metadata.nbgrader.grade_id]))
    return results


def with_headings(notebook: NotebookNode) -> list[tuple[str, NotebookNode]]:
    """Each cell with the author's last heading above it."""
    pairs, heading = [], ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not is_students(cell):
            heading = ([heading, *_HEADING.findall(cell.source)])[-1]
        pairs.append((heading, cell))
    return pairs


def first_heading(notebook: NotebookNode) -> str:
    """The notebook's title, or an empty string."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = _HEADING.search(text)
    return found[1] if found else ""


def is_graded(cell: NotebookNode) -> bool:
    """Whether a cell has points: a test, a written answer, or a task that a person reads."""
    return is_grade(cell) or is_task(cell)


def is_students(cell: NotebookNode) -> bool:
    """Whether a student wrote the cell: an answer, or a cell of their own."""
    return cell.metadata.get("nbgrader", {}).get("solution", False) or cell.id.startswith("own-")


def _test(cell: NotebookNode, exercise: str, grade: Any) -> TestResult:
    score = None if grade.auto_score is None and grade.manual_score is None else grade.score
    verdict = "pending" if grade.needs_manual_grade or score is None else _verdict(cell, grade)
    name = cell.metadata.nbgrader.grade_id
    by_hand = cell.metadata.nbgrader.solution or is_task(cell)
    return TestResult(
        test=name,
        title=f"Your answer ({name})" if by_hand else title(cell.source, default=name),
        exercise=exercise,
        verdict=verdict,
        score=score,
        points=grade.max_score,
        message="" if by_hand or verdict == "passed" else failure_message(cell),
        by_hand=by_hand,
    )


def _verdict(cell: NotebookNode, grade: Any) -> str:
    if grade.score >= grade.max_score:
        return "passed"
    if grade.score > 0:
        return "partial"
    error = error_of(cell)
    return VERDICTS.get(error.ename, "error") if error else "failed"
