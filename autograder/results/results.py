"""What came out of grading, read from the gradebook and the graded notebook."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.utils import is_task

from autograder.course.courses import Course, CourseError
from autograder.notebooks.cells import is_graded, is_students
from autograder.notebooks.hidden_tests import title
from autograder.notebooks.messages import error_of, failure_message, shorten
from autograder.notebooks.verdict import Verdict
from autograder.results.graded_notebook import read_graded
from autograder.results.marks import earlier_marks, is_same, mark_of


@dataclass(frozen=True)
class TestResult:
    """One graded cell: its points, its verdict, and what it has to say."""

    test: str
    title: str
    exercise: str
    verdict: Verdict
    score: float | None
    points: float
    message: str
    by_hand: bool  # a person gives the points
    evidence: list[str] = field(default_factory=list)  # what was asked of the student's code

    @property
    def waits(self) -> bool:
        """Whether a person has to give the points, and has not yet."""
        return self.verdict.waits


@dataclass(frozen=True)
class MarkResult:
    """Points or a comment that a person gave for something that has changed since."""

    test: str  # the cell, by grade_id
    title: str
    manual_score: float | None
    extra_credit: float | None
    comment: str | None
    points: float | None  # that the cell had then; None where that is not known
    auto_score: float | None  # that a program gave then
    changed: list[str]  # in words
    to_confirm: bool  # whether it still counts, and a person has to look at it again

    @property
    def sentence(self) -> str:
        """All of it, in words."""
        given = [f"{self.extra_credit:g} of extra credit"] if self.extra_credit else []
        if self.manual_score is not None:
            points = "" if self.points is None else f" of {self.points:g}"
            instead = "" if self.auto_score is None else f" (in place of {self.auto_score:g})"
            given.insert(0, f"{self.manual_score:g}{points}{instead}")
        if self.comment:
            given.append("a comment")
        advice = ""
        if self.to_confirm and (self.manual_score is not None or self.extra_credit):
            advice = " Look again, and save the points in formgrader: the same or others."
        changed = " and ".join(self.changed)
        return f"{self.test}: a person gave {' and '.join(given)}; since then {changed}.{advice}"


@dataclass(frozen=True)
class SubmissionResult:
    """One submission: graded, or ungradable with a message for a person."""

    unit: str
    student: str
    status: str  # graded or ungradable
    message: str = ""
    kept: bool = False  # graded by an earlier run, and unchanged since
    before: float | None = None  # the score that this one replaces
    moved_by: list[str] = field(default_factory=list)  # what changed that score, in words
    ran: list[str] = field(default_factory=list)  # the tests that this run has run
    seconds: float = 0.0
    late_penalty: float = 0.0
    remarks: list[str] = field(default_factory=list)
    tests: list[TestResult] = field(default_factory=list)
    earlier_marks: list[MarkResult] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    graded_by: dict[str, Any] = field(default_factory=dict)  # what the grade depends on

    @property
    def score(self) -> float | None:
        """Points in the gradebook so far, less the late penalty; None if ungradable.

        A mark that a person has to confirm counts here until they do, as in formgrader.
        """
        if self.status != "graded":
            return None
        return score_of(self.tests, self.late_penalty)

    @property
    def earned(self) -> float:
        """Points of what is decided, less the late penalty: what a student may be told."""
        return score_of([test for test in self.tests if not test.waits], self.late_penalty)

    @property
    def points(self) -> float:
        """Points that can be earned."""
        return sum(test.points for test in self.tests)

    @property
    def pending(self) -> float:
        """Points that wait for a person."""
        return waiting_points(self.tests)

    @property
    def decided(self) -> float:
        """Points that do not wait for a person, earned or not."""
        return self.points - self.pending

    @property
    def lost(self) -> float:
        """Points that are decided, and were not earned."""
        return max(0.0, self.decided - self.earned)

    @property
    def to_confirm(self) -> list[str]:
        """What a person decided and has to look at again, in words."""
        return [mark.sentence for mark in self.earlier_marks if mark.to_confirm]

    @property
    def moved(self) -> bool:
        """Whether grading again changed the score."""
        return self.before is not None and self.before != self.score

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON knows it."""
        totals = {
            "score": self.score, "earned": self.earned, "lost": self.lost,
            "points": self.points, "pending": self.pending, "to_confirm": self.to_confirm,
        }  # fmt: skip
        return asdict(self) | totals


@dataclass(frozen=True)
class Standing:
    """What the gradebook says of a submission at one moment; without a score, of one not graded."""

    score: float | None = None
    cells: dict[str, float] = field(default_factory=dict)  # points by notebook and cell
    late_penalty: float = 0.0

    @staticmethod
    def of(submission: Any) -> Standing:
        """What it says of a row (`nbgrader.api.SubmittedAssignment`)."""
        grades = {
            grade.name if len(submission.notebooks) == 1 else f"{part.name}/{grade.name}": grade
            for part in submission.notebooks
            for grade in part.grades
        }
        ungraded = all(grade.auto_score is None for grade in grades.values())
        return Standing(
            None if ungraded else gradebook_score(submission),
            {name: grade.score for name, grade in grades.items()},
            submission.late_submission_penalty or 0.0,
        )


def moves(before: Standing, after: Standing) -> list[str]:
    """What made the difference between two scores of a submission, in words.

    >>> moves(Standing(1, {"test_a": 1}), Standing(2.5, {"test_a": 3}, 0.5))
    ['test_a 1 → 3', 'late penalty 0 → 0.5']
    """
    if before.score is None:
        return []
    names = [*after.cells, *(before.cells.keys() - after.cells.keys())]
    pairs = {name: (before.cells.get(name, 0), after.cells.get(name, 0)) for name in names}
    pairs["late penalty"] = (before.late_penalty, after.late_penalty)
    return [f"{name} {old:g} → {new:g}" for name, (old, new) in pairs.items() if old != new]


def gradebook_score(submission: Any) -> float:
    """A submission's points in the gradebook, less what is taken off for being late."""
    return max(0.0, submission.score - (submission.late_submission_penalty or 0.0))


def waits_for_a_person(submission: Any) -> bool:
    """Whether a row of the gradebook has something that a person has to grade or to confirm."""
    return bool(submission.needs_manual_grade)


def score_of(tests: list[TestResult], late_penalty: float) -> float:
    """The points of some tests, less a late penalty, and at least 0."""
    return max(0.0, sum(test.score or 0 for test in tests) - late_penalty)


def waiting_points(tests: list[TestResult]) -> float:
    """The points that wait for a person."""
    return sum(test.points for test in tests if test.waits)


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
        try:
            return submission_result(
                unit, submission, notebooks, feedback=[str(page) for page in pages]
            )
        except KeyError as error:
            raise CourseError(
                f"{student!r} was graded when {unit} had the cell {error}, which it has no longer; "
                f"run `autograder grade {course.root} {unit} --student {student}`."
            ) from error


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
    marks: list[MarkResult] = []
    graded_by: dict[str, Any] = {}
    problem = ""
    for part in sorted(submission.notebooks, key=lambda part: part.name):
        ours = notebooks[part.name].metadata.get("autograder", {})
        problem = problem or ours.get("problem", "")
        remarks += ours.get("remarks", [])
        graded_by |= _graded_by(ours)
        grades = {grade.name: grade for grade in part.grades}
        comments = {comment.name: comment for comment in part.comments}
        tests += notebook_tests(notebooks[part.name], grades)
        marks += _marks(notebooks[part.name], grades, comments)
    open_problem = problem and any(test.waits for test in tests)  # no person has settled it yet
    return SubmissionResult(
        unit,
        submission.student.id,
        "ungradable" if open_problem else "graded",
        message=problem,
        late_penalty=submission.late_submission_penalty or 0.0,
        remarks=remarks,
        tests=tests,
        earlier_marks=marks,
        graded_by=graded_by,
        **extra,
    )


def _marks(
    notebook: NotebookNode, grades: dict[str, Any], comments: dict[str, Any]
) -> list[MarkResult]:
    """What a person gave in a notebook for something that has changed since."""
    cells = {cell.id: cell for cell in notebook.cells}
    found = []
    for cell_id, earlier in earlier_marks(notebook).items():
        cell = cells.get(cell_id)
        name = cell.metadata.nbgrader.grade_id if cell else ""
        grade = grades.get(name)
        now = mark_of(cell, grade, comments.get(name)) if cell else None
        stands = now is not None and is_same(earlier[-1], now)
        has_points = now is not None and (now.manual_score, now.extra_credit) != (None, None)
        for mark in earlier:
            to_confirm = mark is earlier[-1] and stands
            found.append(
                MarkResult(
                    test=mark.cell,
                    title=title(cell.source, default=mark.cell) if cell else mark.cell,
                    manual_score=mark.manual_score,
                    extra_credit=mark.extra_credit,
                    comment=mark.comment,
                    points=mark.given_for.points if mark.given_for else None,
                    auto_score=mark.given_for.auto_score if mark.given_for else None,
                    changed=mark.changed,
                    to_confirm=to_confirm
                    and (not has_points or bool(grade and grade.needs_manual_grade)),
                )
            )
    return found


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
        message="" if by_hand or verdict is Verdict.PASSED else shorten(message),
        by_hand=by_hand,
        evidence=list(judged.evidence) if judged else [],
    )


def _verdict(cell: NotebookNode, grade: Any, score: float | None, judged: Any) -> Verdict:
    verdict = Verdict(judged.verdict) if judged else None
    if grade.needs_manual_grade or score is None:
        return verdict if verdict and verdict.for_a_person else Verdict.PENDING
    if verdict and grade.manual_score is None:
        return verdict
    return verdict_of(cell, score, grade.max_score)


def verdict_of(cell: NotebookNode, score: float, points: float) -> Verdict:
    """The verdict that a test's points and its error come to."""
    if score >= points:
        return Verdict.PASSED
    if score > 0:
        return Verdict.PARTIAL
    error = error_of(cell)
    return Verdict.of_error(error.ename) if error else Verdict.FAILED
