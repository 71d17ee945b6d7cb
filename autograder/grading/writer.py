"""Write grades: the gradebook in one transaction, the graded notebook, the feedback page.

The order is what lets grading be killed at any moment. The graded notebook carries the stamp that
lets a later run keep the grade, and it takes its place, by one rename, only when the gradebook has
its points; feedback is written last, and renewed by every run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import (
    AssignLatePenalties,
    IgnorePattern,
    LimitOutput,
    NbGraderPreprocessor,
    SaveAutoGrades,
)
from nbgrader.utils import is_grade

from autograder.core.files import NotPlain
from autograder.course.courses import Course
from autograder.notebooks.cells import grade_id
from autograder.reports.feedback import render
from autograder.results.graded_notebook import read_graded, to_bytes
from autograder.results.marks import Marks, give_back, marks_of, review, write_marks
from autograder.results.results import Standing, SubmissionResult, moves, submission_result


@dataclass
class Work:
    """One submission on its way from a worker to the gradebook."""

    student: str
    stage: Path | None = None  # the graded notebook's folder to be; None: nothing can be written
    kept: bool = False  # the same grade; without notebooks, nothing of it is written again
    problem: str = ""
    timestamp: datetime | None = None
    notebooks: dict[str, NotebookNode] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)  # of the notebooks graded before
    ran: list[str] = field(default_factory=list)  # the tests that were run
    seconds: float = 0.0
    is_again: bool = False  # examined once more, alone


class Writer:
    """Writes the grades of one unit. There is one writer, in the thread that made it."""

    def __init__(
        self,
        course: Course,
        unit: str,
        gradebook: Gradebook,
        before: Mapping[str, Standing] | None = None,
    ) -> None:
        """Prepare to write.

        Args:
            course: from `open_course`.
            unit: a unit of the course.
            gradebook: the course's, open.
            before: what it said of students before the unit's cells became others.
        """
        self.course, self.unit, self.gradebook = course, unit, gradebook
        self.before = dict(before or {})
        directory = course.directory(unit)
        self.settings = Autograde(coursedir=directory, config=course.config)
        self.page_mode = GenerateFeedback(coursedir=directory, config=course.config).permissions
        self.group_shared = directory.groupshared
        self.db_url = directory.db_url
        # Not CheckCellMetadata: all of nbgrader's metadata is the source's, checked at release.
        self.penalties = LatePenalties(config=course.config)
        first = (IgnorePattern, LimitOutput, SaveGrades)
        self.steps = [*(step(config=course.config) for step in first), self.penalties]
        self._mode = self.settings.permissions

    def write(self, work: Work) -> SubmissionResult:
        """Write a submission's grade, and its feedback."""
        before = self._standing(work.student)
        with one_transaction(self.gradebook):
            self._submission(work)
            for name, notebook in work.notebooks.items():
                for step in self.steps:  # unless its configuration switches it off
                    step(notebook, self._resources(work, name))
            if work.stage:
                self._finish(work.stage, work.notebooks)
        if work.stage:
            replace_folder(work.stage, self.course.folder("autograded", self.unit, work.student))
        return self._report(work, before)

    def keep(self, work: Work) -> SubmissionResult:
        """Renew the penalty and the feedback of a grade that stays.

        The due date or the rule for late ones may be another, and a person may have added points
        or comments.
        """
        folder = self.course.folder("autograded", self.unit, work.student)
        for leftover in (stage_for(folder), _replaced(folder)):  # of a run that was killed
            remove(leftover)
        before = self._standing(work.student)
        with one_transaction(self.gradebook):
            for name in self.course.notebooks(self.unit):
                work.notebooks[name] = notebook = read_graded(folder / f"{name}.ipynb")
                self.penalties(notebook, self._resources(work, name))
        return self._report(work, before)

    def give_up(self, work: Work, problem: str) -> SubmissionResult:
        """Leave a submission whose grade cannot be written to a person, and to the next run.

        A grade that stays, stays. Of another, the notebook graded before stays for what it says of
        a person's marks, but nothing will take it for the grade.
        """
        result = SubmissionResult(self.unit, work.student, "ungradable", message=problem)
        if work.kept and not work.stage:
            return result
        folder = self.course.folder("autograded", self.unit, work.student)
        if not folder.parent.is_symlink():
            remove(stage_for(folder))
            self._disown(folder)
        with one_transaction(self.gradebook):
            for part in self._submission(work).notebooks:
                for grade in part.grades:
                    grade.auto_score = None
                    if grade.manual_score is None:
                        grade.needs_manual_grade = True
            self.gradebook.db.commit()
        return result

    def _disown(self, folder: Path) -> None:
        """Let nothing in a folder pass for a grade any more; what cannot be read is removed."""
        if folder.is_symlink():
            remove(folder)
        for name in self.course.notebooks(self.unit):
            path = folder / f"{name}.ipynb"
            try:
                notebook = read_graded(path)
            except (OSError, ValueError):
                remove(path)
                continue
            if "autograder" in notebook.metadata:  # else nbgrader graded it
                notebook.metadata.autograder["graded"] = None
                write_if_new(path, to_bytes(notebook).decode(), self._mode)

    def _submission(self, work: Work) -> Any:
        if self.settings.create_student:
            self.gradebook.update_or_create_student(work.student)
        return self.gradebook.update_or_create_submission(
            self.unit, work.student, timestamp=work.timestamp
        )

    def _finish(self, stage: Path, notebooks: dict[str, NotebookNode]) -> None:
        for name, notebook in notebooks.items():
            content = to_bytes(notebook)
            (stage / f"{name}.ipynb").write_bytes(content)
            notebooks[name] = nbformat.reads(content.decode(), as_version=4)  # as it is kept
        mode = int(str(self._mode), 8)
        for path in [stage, *stage.rglob("*")]:
            if path.is_file():
                path.chmod(mode)
            elif self.group_shared:
                path.chmod(path.stat().st_mode & 0o777 | 0o2770)

    def _report(self, work: Work, before: Standing) -> SubmissionResult:
        submission = self.gradebook.find_submission(self.unit, work.student)
        parts = {part.name: part for part in submission.notebooks}
        pages = []
        for name, notebook in work.notebooks.items():
            page = self.course.folder("feedback", self.unit, work.student) / f"{name}.html"
            names = self._names(work.student, name)
            write_if_new(page, render(notebook, names, parts[name]), self.page_mode)
            pages.append(str(page))
        return submission_result(
            self.unit, submission, work.notebooks,
            before=before.score, moved_by=moves(before, Standing.of(submission)),
            kept=work.kept, ran=work.ran, seconds=work.seconds, feedback=pages,
        )  # fmt: skip

    def _standing(self, student: str) -> Standing:
        """What the gradebook has so far."""
        if student in self.before:
            return self.before.pop(student)
        try:
            return Standing.of(self.gradebook.find_submission(self.unit, student))
        except MissingEntry:
            return Standing()

    def _resources(self, work: Work, notebook: str) -> dict[str, Any]:
        """What the steps of nbgrader are told of a notebook."""
        names = self._names(work.student, notebook)
        marks = work.marks.get(notebook)
        return {"nbgrader": names, "gradebook": self.gradebook, "marks": marks}

    def _names(self, student: str, notebook: str) -> dict[str, Any]:
        return {
            "student": student, "assignment": self.unit, "notebook": notebook,
            "db_url": self.db_url,
        }  # fmt: skip


@contextmanager
def one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Let what nbgrader commits piece by piece take effect at once, at the end, or not at all."""
    gradebook.db.remove()
    try:
        with gradebook.engine.begin() as connection:
            gradebook.db(bind=connection, join_transaction_mode="rollback_only")
            yield
    finally:
        gradebook.db.remove()


class _InOurGradebook(NbGraderPreprocessor):
    """Put before a step of nbgrader: it works in the open gradebook instead of its own."""

    def preprocess(self: Any, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        names = resources["nbgrader"]
        self.notebook_id, self.assignment_id = names["notebook"], names["assignment"]
        self.student_id, self.gradebook = names["student"], resources["gradebook"]
        self.record = nb.metadata.autograder.record
        return NbGraderPreprocessor.preprocess(self, nb, resources)


class SaveGrades(_InOurGradebook, SaveAutoGrades):
    """nbgrader's step, but what a person decided stands while it is given for the same.

    nbgrader asks for a second look at each mark whenever it grades; and what only a person can
    decide it gives points for.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        names = resources["nbgrader"]
        part = resources["gradebook"].find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        self.grades = {grade.name: grade for grade in part.grades}
        self.comments = {comment.name: comment for comment in part.comments}
        self.marks_before, self.marks = resources["marks"], marks_of(nb)
        super().preprocess(nb, resources)
        write_marks(nb, self.marks)
        return nb, resources

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> Any:
        name = grade_id(cell) or ""
        grade, comment = self.grades.get(name), self.comments.get(name)
        if name:
            give_back(cell, grade, comment, self.marks_before, self.marks)
        look_again = bool(name) and review(cell, grade, comment, self.marks_before, self.marks)
        super().preprocess_cell(cell, resources, index)
        if grade:
            self._settle(cell, grade, look_again)
            self.gradebook.db.commit()
        return cell, resources

    def _settle(self, cell: NotebookNode, grade: Any, look_again: bool) -> None:
        """Say whether a person has something to do here."""
        test = self.record.tests.get(grade.name)
        if test and test.verdict.for_a_person:
            grade.auto_score = None
        is_marked = grade.manual_score is not None or bool(grade.extra_credit)
        has_score = grade.manual_score is not None or grade.auto_score is not None
        if is_marked or is_grade(cell):  # nbgrader leaves a task's row as it is
            grade.needs_manual_grade = look_again or not has_score


class LatePenalties(_InOurGradebook, AssignLatePenalties):
    """nbgrader's step, with the course's own plugin."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        super().preprocess(nb, resources)
        self.init_plugin()
        submission = self.gradebook.find_submission(self.assignment_id, self.student_id)
        part = self.gradebook.find_submission_notebook(
            self.notebook_id, self.assignment_id, self.student_id
        )
        part.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            penalty = self.plugin_inst.late_submission_penalty(
                self.student_id, part.score, submission.total_seconds_late
            )
            if penalty is not None:
                part.late_submission_penalty = self._check_late_penalty(part, penalty)
        self.gradebook.db.commit()
        return nb, resources


def stage_for(target: Path) -> Path:
    """Where a folder is made ready before it takes its place."""
    return target.with_name(f".{target.name}.unfinished")


def replace_folder(new: Path, target: Path) -> None:
    """Move a folder to where another may be.

    Killed at any moment, this leaves either of them in its place, or `put_back` puts it there.
    """
    put_back(target)
    old = _replaced(target)
    remove(old)
    if os.path.lexists(target):
        target.rename(old)
    new.rename(target)
    remove(old)


def put_back(target: Path) -> None:
    """Put a folder back that `replace_folder` had moved away when it was killed."""
    old = _replaced(target)
    if os.path.lexists(old) and not os.path.lexists(target):
        old.rename(target)


def put_back_graded(course: Course, unit: str) -> None:
    """Put back whatever of a unit's graded notebooks a run that was killed had moved away."""
    target = course.folder("autograded", unit, "_")
    for student in target.parent.parent.glob("*"):
        if not student.is_symlink():
            put_back(student / target.name)


def _replaced(target: Path) -> Path:
    return target.with_name(f".{target.name}.replaced")


def remove(path: Path) -> None:
    """Remove a folder, or a link in its place, if there is one."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def make_folder(folder: Path) -> Path:
    """Make a student's folder for a unit, where no link leads elsewhere.

    Raises:
        NotPlain: it, or the student's folder above it, is a link.
    """
    for level in (folder.parent, folder):
        if level.is_symlink():
            raise NotPlain(f"{level} is a link: remove it, then grade again.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def write_if_new(path: Path, text: str, mode: int) -> None:
    """Write a text file in one step, unless it is there and says the same."""
    content = text.encode(errors="replace")
    make_folder(path.parent)
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    remove(unfinished)
    with unfinished.open("xb") as file:
        file.write(content)
    unfinished.chmod(int(str(mode), 8))
    unfinished.replace(path)
