"""What came out of grading, read from the gradebook and the graded notebook."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.utils import is_grade, is_task

from autograder.course import Course, CourseError
from autograder.graded import FOR_A_PERSON, read_graded
from autograder.hidden import title
from autograder.messages import error_of, failure_message, shorten

VERDICTS = {
    "CellTimeoutError": "timeout",
    "DeadKernelError": "crashed",
    "NotRun": "not_run",
    "AssertionError": "failed",
    "NotImplementedError": "failed",  # nbgrader's stub in place of an answer
}


@dataclass(frozen=True)
class TestResult:
    """One graded cell: its points, its verdict, and what it has to say."""

    test: str
    title: str
    exercise: str
    verdict: str  # as autograder.record has them, or "pending": a person has to read it
    score: float | None
    points: float
    message: str
    by_hand: bool  # a person gives the points
    evidence: list[str] = field(default_factory=list)  # what was asked of the student's code

    @property
    def waits(self) -> bool:
        """Whether a person has to give the points, and has not yet."""
        return self.verdict in ("pending", *FOR_A_PERSON)


@dataclass(frozen=True)
class SubmissionResult:
    """One submission: graded, or ungradable with a message for a person."""

    unit: str
    student: str
    status: str  # graded or ungradable
    message: str = ""
    kept: bool = False  # graded by an earlier run, and unchanged since
    before: float | None = None  # the score that this one replaces
    seconds: float = 0.0
    late_penalty: float = 0.0
    remarks: list[str] = field(default_factory=list)
    tests: list[TestResult] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    graded_by: dict[str, Any] = field(default_factory=dict)  # what the grade depends on

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
        return sum(test.points for test in self.tests if test.waits)

    @property
    def moved(self) -> bool:
        """Whether grading again changed the score."""
        return self.before is not None and self.before != self.score

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON knows it."""
        totals = {"score": self.score, "points": self.points, "pending": self.pending}
        return asdict(self) | totals


def read_result(course: Course, unit: str, student: str) -> SubmissionResult:
    """The result of a submission that has been graded.

    Raises:
        CourseError: it has not been graded, or its graded notebook is damaged.
    """
    folder = course.folder("autograded", unit, student)
    notebooks = {}
    for name in course.notebooks(unit):
        try:
            notebooks[name] = read_graded(folder / f"{name}.ipynb")
        except (OSError, ValueError) as error:
            raise CourseError(
                f"{student!r} has no grade for {unit} ({error}); run "
                f"`autograder grade {course.root} {unit} --student {student}`."
            ) from error
    with course.gradebook() as gradebook:
        try:
            submission = gradebook.find_submission(unit, student)
        except MissingEntry as error:
            raise CourseError(
                f"The gradebook knows no grade of {student!r} for {unit}; run "
                f"`autograder grade {course.root} {unit} --student {student}`."
            ) from error
        pages = sorted(course.folder("feedback", unit, student).glob("*.html"))
        return submission_result(
            unit, submission, notebooks, feedback=[str(page) for page in pages]
        )


def submission_result(
    unit: str, submission: Any, notebooks: dict[str, NotebookNode], **extra: Any
) -> SubmissionResult:
    """The result of a submission in the gradebook.

    Args:
        unit: its unit.
        submission: its row (`nbgrader.api.SubmittedAssignment`).
        notebooks: its graded notebooks by name.
        extra: more of `SubmissionResult`.
    """
    remarks: list[str] = []
    tests: list[TestResult] = []
    graded_by: dict[str, Any] = {}
    problem = ""
    for part in sorted(submission.notebooks, key=lambda part: part.name):
        ours = notebooks[part.name].metadata.get("autograder", {})
        problem = problem or ours.get("problem", "")
        remarks += ours.get("remarks", [])
        graded_by |= _graded_by(ours)
        tests += notebook_tests(notebooks[part.name], {grade.name: grade for grade in part.grades})
    open_problem = problem and any(test.waits for test in tests)  # no person has settled it yet
    return SubmissionResult(
        unit,
        submission.student.id,
        "ungradable" if open_problem else "graded",
        message=problem,
        late_penalty=submission.late_submission_penalty or 0.0,
        remarks=remarks,
        tests=tests,
        graded_by=graded_by,
        **extra,
    )


def _graded_by(ours: dict[str, Any]) -> dict[str, Any]:
    """All that a graded notebook says about how it came to its points, in one dictionary."""
    record = ours.get("record", {})
    used = {key: record[key] for key in ("ended", "cpu_seconds", "peak_memory") if record.get(key)}
    told = (ours.get("graded") or {}) | used | record.get("graded_by", ours.get("graded_by", {}))
    return json.loads(json.dumps(told))


def notebook_tests(notebook: NotebookNode, grades: dict[str, Any]) -> list[TestResult]:
    """The result of each graded cell, in the order of the notebook.

    Args:
        notebook: a notebook from `autograded/`.
        grades: rows of the gradebook (`nbgrader.api.Grade`) by grade_id.
    """
    results = []
    judged = notebook.metadata.get("autograder", {}).get("record", {}).get("tests", {})
    for exercise, cell in with_headings(notebook):
        if is_graded(cell):
            name = cell.metadata.nbgrader.grade_id
            results.append(_test(cell, exercise, grades[name], judged.get(name)))
    return results


def with_headings(notebook: NotebookNode) -> list[tuple[str, NotebookNode]]:
    """Each cell with the author's last heading above it."""
    pairs, heading = [], ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not is_students(cell):
            heading = ([heading, *headings(cell.source)])[-1]
        pairs.append((heading, cell))
    return pairs


def first_heading(notebook: NotebookNode) -> str:
    """The notebook's title, or an empty string."""
    markdown = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return next((heading for text in markdown for heading in headings(text)), "")


def headings(text: str) -> list[str]:
    """The words of each heading in Markdown; the time is linear in the text.

    >>> headings("# A unit #\\n\\nText\\n### Its *part*")
    ['A unit', 'Its *part*']
    """
    found = []
    for line in text.split("\n"):
        words = line.lstrip("#")
        level = len(line) - len(words)
        if 1 <= level <= 6 and words[:1].isspace() and words.strip():
            found.append(words.strip().rstrip("#").rstrip() or words.strip())
    return found


def is_graded(cell: NotebookNode) -> bool:
    """Whether a cell has points: a test, a written answer, or a task that a person reads."""
    return is_grade(cell) or is_task(cell)


def is_students(cell: NotebookNode) -> bool:
    """Whether a student wrote the cell: an answer, or a cell of their own."""
    return cell.metadata.get("nbgrader", {}).get("solution", False) or cell.id.startswith("own-")


def _test(cell: NotebookNode, exercise: str, grade: Any, judged: Any) -> TestResult:
    """A cell's result; `judged` is its record, None where nbgrader itself ran the notebook."""
    score = None if grade.auto_score is None and grade.manual_score is None else grade.score
    name = cell.metadata.nbgrader.grade_id
    by_hand = cell.metadata.nbgrader.solution or is_task(cell)
    verdict = _verdict(cell, grade, score, judged)
    message = judged.message if judged else failure_message(cell)
    return TestResult(
        test=name,
        title="Your answer" if by_hand else title(cell.source, default=name),
        exercise=exercise,
        verdict=verdict,
        score=score,
        points=grade.max_score,
        message="" if by_hand or verdict == "passed" else shorten(message),
        by_hand=by_hand,
        evidence=list(judged.evidence) if judged else [],
    )


def _verdict(cell: NotebookNode, grade: Any, score: float | None, judged: Any) -> str:
    if grade.needs_manual_grade or score is None:
        return judged.verdict if judged and judged.verdict in FOR_A_PERSON else "pending"
    if judged and grade.manual_score is None:
        return str(judged.verdict)
    return verdict_of(cell, score, grade.max_score)


def verdict_of(cell: NotebookNode, score: float, points: float) -> str:
    """The verdict that a test's points and its error come to."""
    if score >= points:
        return "passed"
    if score > 0:
        return "partial"
    error = error_of(cell)
    return VERDICTS.get(error.ename, "error") if error else "failed"
