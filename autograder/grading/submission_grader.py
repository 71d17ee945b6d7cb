"""Grade one submission: read it, see what of its earlier grade stands, and run the rest.

What comes of it is a folder beside `autograded/STUDENT/UNIT`, whole and ready to take its place,
and the notebooks in it: work for the writer.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.core.files import NotPlain, read_folder
from autograder.course.courses import Course, CourseError
from autograder.grading.regrade import Plan, make_plan, settle, write_depends
from autograder.grading.writer import Work, make_folder, remove, stage_for
from autograder.notebooks.verdict import Verdict
from autograder.results.graded_notebook import fill, no_record, read_graded, read_remarks
from autograder.results.identity import identities, pairs
from autograder.results.marks import (
    Marks,
    carried_over,
    first_look,
    followed,
    marks_of,
    without_answers,
    write_marks,
)
from autograder.results.provenance import changes, digest
from autograder.results.record import Record
from autograder.submissions.intake import Ungradable, read_submission, read_timestamp
from autograder.submissions.rebuild import rebuild
from autograder.submissions.timestamps import about_the_timestamp, set_aside_bad_timestamp

RUN_BY_BROWSERS = {".htm", ".html", ".js", ".mjs", ".shtml", ".svg", ".xht", ".xhtml", ".xml"}
TIMESTAMP = "timestamp.txt"  # when a submission came; its verdicts do not depend on that


@dataclass(frozen=True)
class Unit:
    """A unit as grading has read it from the course's source."""

    name: str
    sources: dict[str, NotebookNode]  # by notebook
    others: dict[str, bytes]  # its other files
    ignore: list[str]  # patterns of files that nobody reads
    stamp: dict[str, Any]  # what every grade of it is made from


class SubmissionGrader:
    """Grades submissions to one unit; several workers may share one.

    Args:
        course: from `open_course`.
        unit: what it holds.
        examine: runs a notebook: its name, the notebook, and the folder of the student's files.
        only: "failed", "new" or "changed", for those alone; None for all.
        force: let nothing of an earlier grade stand.
    """

    def __init__(
        self,
        course: Course,
        unit: Unit,
        examine: Callable[[str, NotebookNode, Path], Record],
        only: str | None,
        force: bool,
    ) -> None:
        self.course, self.unit, self.examine, self.only = course, unit, examine, only
        self.runs_all = force or only == "failed"
        self.known: set[str] = set()  # who has grades in the gradebook

    def work(self, student: str) -> Work | None:
        """Read a submission and examine what does not stand; None where `only` leaves it out."""
        start = time.monotonic()
        work = Work(student)
        remarks = self._remarks(student)
        is_graded = student in self.known and all(remarks)
        try:
            folder = self.course.folder("submitted", self.unit.name, student)
            set_aside_bad_timestamp(folder)
            files = read_folder(folder, self.unit.ignore)
            stamp = self._stamp(files)
            stamps_equal = all(ours.get("graded") == stamp for ours in remarks)
            work.kept = is_graded and stamps_equal and not self.runs_all
            if not self._is_wanted(remarks, is_graded, work.kept):
                return None
            if not work.kept:
                self._grade(work, files, stamp)
            if work.kept and self.only == "changed":
                return None
        except OSError as error:  # a link, or a folder that may not be read
            if not self._is_wanted(remarks, any(remarks), False):
                return None
            self._read_marks(work)
            self._leave_to_a_person(work, str(error), None)
        work.seconds = time.monotonic() - start
        return work

    def _remarks(self, student: str) -> list[dict[str, Any]]:
        folder = self.course.folder("autograded", self.unit.name, student)
        return [read_remarks(folder / f"{name}.ipynb") for name in self.unit.sources]

    def _stamp(self, files: dict[str, bytes]) -> dict[str, Any]:
        came = files.get(TIMESTAMP, b"").decode(errors="replace")[:100].strip()
        return self.unit.stamp | {"submitted": digest(_handed_in(files)), "timestamp": came}

    def _is_wanted(self, remarks: list[dict[str, Any]], is_graded: bool, kept: bool) -> bool:
        """Whether `--only` names this kind of submission."""
        if self.only == "failed":
            return is_graded and any(map(_has_failed, remarks))
        if self.only == "new":
            return not is_graded
        return self.only is None or (is_graded and not kept)

    def _grade(self, work: Work, files: dict[str, bytes], stamp: dict[str, Any]) -> None:
        try:
            graded = self._read_marks(work)
            submission = read_submission(files, list(self.unit.sources))
            work.timestamp = submission.timestamp
            parts = {
                name: rebuild(source, submission.notebooks[name])
                for name, source in self.unit.sources.items()
            }
            plans = {
                name: make_plan(
                    notebook, self.unit.sources[name], self._standing(graded.get(name), stamp)
                )
                for name, (notebook, _) in parts.items()
            }
            work.kept = not any(plan.changes for plan in plans.values()) and all(
                changes(_stamp_of(notebook), stamp) in ([], ["source"])
                for notebook in graded.values()
            )
            if work.kept and self.only == "changed":
                return
            fitting, in_the_way = _beside(submission.others, self.unit.others)
            stage = self._stage(work.student, fitting | self.unit.others)
            work.stage = stage
            own = _handed_in(submission.others)
            for name, plan in plans.items():
                work.notebooks[name] = self._notebook(work, name, plan, stage, own)
                remarks = [*parts[name][1], *about_the_timestamp(files), *in_the_way]
                work.notebooks[name].metadata.autograder.update(remarks=remarks, graded=stamp)
            _disarm(stage, sorted(fitting.keys() - self.unit.others.keys()))
        except Ungradable as error:
            self._leave_to_a_person(work, str(error), stamp, files)
        except (OSError, CourseError):
            raise
        except Exception as error:  # a fault of the unit, or of ours: the next run tries again
            message = f"Grading stopped with {type(error).__name__}: {error}"
            self._leave_to_a_person(work, message, None, files)

    def _read_marks(self, work: Work) -> dict[str, NotebookNode]:
        """The student's notebooks as they were graded before; the work gets their marks."""
        folder = self.course.folder("autograded", self.unit.name, work.student)
        graded = {}
        for name in self.unit.sources if work.student in self.known else []:
            with contextlib.suppress(OSError, ValueError):
                graded[name] = read_graded(folder / f"{name}.ipynb")
        for name, notebook in graded.items():
            cells = pairs(identities(notebook), identities(self.unit.sources[name]))
            ids = {old.id: new.id for old, new in cells if old.id != new.id}
            work.marks[name] = followed(marks_of(notebook), ids)
        return graded

    def _standing(self, graded: NotebookNode | None, stamp: dict[str, Any]) -> NotebookNode | None:
        """A graded notebook, if verdicts in it may stand."""
        if graded is None or self.runs_all:
            return None
        return graded if set(changes(_stamp_of(graded), stamp)) <= {"source", "timestamp"} else None

    def _notebook(
        self, work: Work, name: str, plan: Plan, stage: Path, own_files: dict[str, bytes]
    ) -> NotebookNode:
        """The graded notebook, with the tests run that have to be."""
        found = None
        if plan.must_examine:
            found = self.examine(name, plan.to_examine(), stage)
        if found and found.ended and plan.standing:  # some that stand might not be reached any more
            plan = plan.in_whole()
            found = self.examine(name, plan.notebook, stage)
        record = settle(plan, found)
        fill(plan.notebook, record)
        write_depends(plan, record)
        ours = first_look(plan.notebook, plan.depends, own_files)
        write_marks(plan.notebook, carried_over(ours, work.marks.get(name)))
        work.ran += plan.ran
        return plan.notebook

    def _leave_to_a_person(
        self,
        work: Work,
        problem: str,
        stamp: dict[str, Any] | None,
        files: dict[str, bytes] | None = None,
    ) -> None:
        """Prepare a notebook without answers, for a person to find in formgrader.

        Without a stamp the fault is not the student's, and the next run tries again; what a person
        has decided stands until then.
        """
        work.problem, work.kept = problem, False
        others = dict(self.unit.others)
        try:
            work.timestamp = read_timestamp(files or {})
            if files and TIMESTAMP in files:
                others[TIMESTAMP] = files[TIMESTAMP]
        except Ungradable:
            work.timestamp = None
        for name, source in self.unit.sources.items():
            notebook, _ = rebuild(source, nbformat.v4.new_notebook())
            fill(notebook, no_record(source, problem))
            notebook.metadata.autograder.update(problem=problem, graded=stamp)
            before = work.marks.get(name)
            ours = before or Marks({}, {})
            if stamp:
                ours = without_answers(notebook, stamp["submitted"])
            write_marks(notebook, carried_over(ours, before))
            work.notebooks[name] = notebook
        try:
            work.stage = self._stage(work.student, others)
        except NotPlain:
            work.stage = None

    def _stage(self, student: str, files: dict[str, bytes]) -> Path:
        """A fresh folder beside `autograded/STUDENT/UNIT`, to take its place when it is whole."""
        stage = stage_for(self.course.folder("autograded", self.unit.name, student))
        remove(stage)
        make_folder(stage)
        for name, content in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(content)
        return stage


def _beside(own: dict[str, bytes], units: dict[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """A student's files that can stand beside the unit's, and a remark on each that cannot.

    >>> _beside({"data": b"", "a.csv": b""}, {"data/b.csv": b""})[0]
    {'a.csv': b''}
    """
    folders = {str(folder) for name in units for folder in Path(name).parents}
    fitting, remarks = {}, []
    for name, content in own.items():
        file = next((str(folder) for folder in Path(name).parents if str(folder) in units), None)
        if file is not None:
            remarks.append(f"{name!r} was left out: {file!r} is a file of the unit, not a folder.")
        elif name in folders:
            remarks.append(f"{name!r} was left out: it is a folder of the unit, not a file.")
        else:
            fitting[name] = content
    return fitting, remarks


def _disarm(folder: Path, names: Iterable[str]) -> None:
    """Store a student's files that a browser would run as text: formgrader serves all of them."""
    for name in names:
        path = folder / name
        if path.suffix.lower() in RUN_BY_BROWSERS and path.is_file():
            harmless = path.with_name(f"{path.name}.txt")
            while harmless.exists():
                harmless = harmless.with_name(f"{harmless.name}.txt")
            path.rename(harmless)


def _stamp_of(graded: NotebookNode) -> dict[str, Any]:
    """What a graded notebook was made from; empty where nobody knows, so that all is run."""
    return graded.metadata.get("autograder", {}).get("graded") or {}


def _handed_in(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name != TIMESTAMP}


def _has_failed(ours: dict[str, Any]) -> bool:
    """Whether a graded notebook's record has a test that was not passed."""
    tests = ours.get("record", {}).get("tests", {})
    return bool(ours.get("problem")) or any(t["verdict"] != Verdict.PASSED for t in tests.values())
