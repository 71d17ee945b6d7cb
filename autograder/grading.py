"""Grade a unit's submissions: several workers examine them, one writer writes the grades."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from threading import Event, local
from typing import Any, Protocol

import joblib
import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import ClearOutput, OverwriteCells
from nbgrader.utils import find_all_files
from sqlalchemy.exc import OperationalError

from autograder.course import Course, CourseError
from autograder.examine import Examiner
from autograder.files import NotPlain, read_folder
from autograder.graded import fill, no_record, read_remarks
from autograder.intake import Ungradable, read_submission, read_timestamp
from autograder.rebuild import rebuild
from autograder.record import Record
from autograder.release import register
from autograder.results import SubmissionResult
from autograder.sandbox import Limits, no_sandbox_here
from autograder.stamp import concerning, digest, versions
from autograder.timestamps import about_the_timestamp, set_aside_bad_timestamp
from autograder.warm import warm_process
from autograder.writer import Work, Writer, make_folder, remove, stage_for

SELECTIONS = ("failed", "new", "changed")


class Examines(Protocol):
    """What examines one notebook after another, as `autograder.examine.Examiner`."""

    def examine(self, notebook: NotebookNode, files: Path) -> Record: ...
    def interrupt(self) -> None: ...
    def close(self) -> None: ...


@dataclasses.dataclass(frozen=True)
class Options:
    """How to grade; `limits` and `sandbox` become part of what a grade was made from."""

    workers: int = 1
    force: bool = False
    only: str | None = None  # one of SELECTIONS
    sandbox: bool = True
    limits: dict[str, Any] = dataclasses.field(default_factory=dict)
    scheduler: str | None = None  # the address of a Dask cluster's; None examines here


def open_batch(course: Course, unit: str, options: Options) -> Batch:
    """The grading of one unit.

    Raises:
        CourseError: the unit's source or its limits are at fault, there is no sandbox here, or no
            cluster at `options.scheduler`.
    """
    if options.sandbox and not options.scheduler and (reason := no_sandbox_here()):
        raise CourseError(
            f"there is no sandbox on this machine: {reason} Student code could read and change "
            "what you can. If that is what you want, say --no-sandbox."
        )
    try:
        limits = Limits(**options.limits)
    except (TypeError, ValueError) as error:
        raise CourseError(f"c.Autograder.limits of {unit}: {error}") from error
    how: dict[str, Any] = {
        "limits": limits,
        "enclosed": options.sandbox,
        "seconds": course.cell_seconds(),
        "environment": course.environment(),
    }
    examiner: Callable[..., Examines]
    if options.scheduler:
        from autograder.cluster import ClusterExaminer, at_a_time, connect

        client = connect(options.scheduler)
        examiner = partial(ClusterExaminer, client=client, **how)
        options = dataclasses.replace(options, workers=at_a_time(client))
    else:
        examiner = partial(Examiner, warm=warm_process(), **how)
    return Batch(course, unit, examiner, options)


def grade_unit(
    course: Course, unit: str, students: Iterable[str], options: Options | None = None
) -> Iterator[SubmissionResult]:
    """Grade submissions to a unit; see `Batch.run`."""
    return open_batch(course, unit, options or Options(workers=workers_here())).run(students)


def workers_here() -> int:
    """How many submissions to examine at a time: one more than cores, since each waits at times."""
    return joblib.cpu_count() + 1  # the cores of this container, where it has fewer


class Batch:
    """The grading of one unit; iterate over `run()`."""

    def __init__(
        self, course: Course, unit: str, examiner: Callable[..., Examines], options: Options
    ) -> None:
        """Prepare a batch.

        Args:
            course: from `open_course`.
            unit: a unit of the course.
            examiner: called in each worker, for each of the unit's notebooks, as
                `examiner(source, seed=…, folder=…)`.
            options: how to grade.

        Raises:
            CourseError: the unit's source is at fault.
        """
        self.course, self.unit, self.examiner, self.options = course, unit, examiner, options
        self.stopping, self.interrupted = Event(), Event()
        self._own = local()  # a worker's examiners
        self._all: list[Examines] = []
        self.known: set[str] = set()  # who has grades in the gradebook
        self.seed = course.seed()
        with course.locked():
            course.gradebook().close()  # makes it, where there is none
            register(course, unit)
            self._prepare_source()

    def _prepare_source(self) -> None:
        """Read the source as nbgrader has registered it, with the checksums of empty answers."""
        directory = self.course.directory(self.unit)
        settings = Autograde(coursedir=directory, config=self.course.config)
        self.ignore = directory.ignore
        self.folder = self.course.folder("source", self.unit)
        left = {str(self.folder / n) for n in settings.exclude_overwriting.get(self.unit, [])}
        paths = set(find_all_files(str(self.folder), [*self.ignore, "*.ipynb"])) - left
        self.others = {str(Path(p).relative_to(self.folder)): Path(p).read_bytes() for p in paths}
        self.sources: dict[str, NotebookNode] = {}
        for name in self.course.notebooks(self.unit):
            source = nbformat.read(self.folder / f"{name}.ipynb", as_version=4)
            names = {"notebook": name, "assignment": self.unit, "db_url": directory.db_url}
            for step in (ClearOutput(), OverwriteCells()):
                source, _ = step.preprocess(source, {"nbgrader": names})
            self.sources[name] = source
        concerns = {name: concerning(source) for name, source in self.sources.items()}
        self.stamp = {
            "source": digest(self.others | concerns),
            "versions": versions(),
            "limits": self.options.limits | {"cell_seconds": self.course.cell_seconds()},
            "sandbox": self.options.sandbox,
            "seed": digest({"": str(self.seed).encode()}),
        }

    def run(self, students: Iterable[str]) -> Iterator[SubmissionResult]:
        """Grade submissions; each result comes when it is in the gradebook.

        A grade is kept if it was made from the same submission, source, grader and limits.
        Nothing that a student handed in raises: what cannot be graded comes back as "ungradable".

        Raises:
            CourseError: somebody else grades, or a grade cannot be written.
        """
        waiting = iter(list(students))
        running: set[Future[Work | None]] = set()
        pool = ThreadPoolExecutor(self.options.workers)
        try:
            with self.course.locked(), self.course.gradebook() as gradebook:
                self.known = _students_in(gradebook, self.unit)
                writer = Writer(self.course, self.unit, gradebook)
                while True:
                    while len(running) < 2 * self.options.workers and not self.stopping.is_set():
                        if (student := next(waiting, None)) is None:
                            break
                        running.add(pool.submit(self._work, student))
                    if not running:
                        break
                    done, running = wait(running, timeout=1, return_when=FIRST_COMPLETED)
                    if self.interrupted.is_set():
                        break
                    for work in filter(None, map(_finished, done)):
                        yield self._write(writer, work)
        finally:
            self.stopping.set()
            pool.shutdown()
            self.close()

    def close(self) -> None:
        """End the workers' examiners."""
        for examiner in self._all:
            examiner.close()

    def stop(self) -> None:
        """Begin no further submission; those that run are finished and written."""
        self.stopping.set()

    def interrupt(self) -> None:
        """End those that run, too, without a grade."""
        self.stopping.set()
        self.interrupted.set()
        for examiner in list(self._all):
            examiner.interrupt()

    def _work(self, student: str) -> Work | None:
        """In a worker: read a submission and examine it, unless its grade stays."""
        if self.stopping.is_set():
            return None
        start = time.monotonic()
        work = Work(student)
        try:
            folder = self.course.folder("submitted", self.unit, student)
            set_aside_bad_timestamp(folder)
            files = read_folder(folder, self.ignore)
            stamp = self.stamp | {"submitted": digest(files)}
            graded, work.kept = self._is_kept(student, stamp)
            if not self._is_wanted(student, graded, work.kept):
                return None
            if not work.kept:
                self._examine(work, files, stamp)
        except OSError as error:  # a link, or a folder that may not be read
            if not self._is_wanted(student, any(self._remarks(student)), False):
                return None
            self._leave_to_a_person(work, str(error), None)
        work.seconds = time.monotonic() - start
        return work

    def _is_kept(self, student: str, stamp: dict[str, Any]) -> tuple[bool, bool]:
        """Whether a submission has a grade, and whether that one stays."""
        found = self._remarks(student) if student in self.known else []
        graded = bool(found) and all(found)
        same = graded and all(ours.get("graded") == stamp for ours in found)
        force = self.options.force or self.options.only == "failed"
        return graded, same and not force

    def _remarks(self, student: str) -> list[dict[str, Any]]:
        folder = self.course.folder("autograded", self.unit, student)
        return [read_remarks(folder / f"{name}.ipynb") for name in self.sources]

    def _is_wanted(self, student: str, graded: bool, kept: bool) -> bool:
        """Whether `--only` names this kind of submission."""
        only = self.options.only
        if only == "failed":
            return graded and any(_has_failed(ours) for ours in self._remarks(student))
        return only is None or (only == "new" and not graded) or (
            only == "changed" and graded and not kept
        )  # fmt: skip

    def _examine(self, work: Work, files: dict[str, bytes], stamp: dict[str, Any]) -> None:
        try:
            submission = read_submission(files, list(self.sources))
            work.timestamp = submission.timestamp
            work.stage = self._stage(work.student, submission.others | self.others)
            for name, source in self.sources.items():
                notebook, remarks = rebuild(source, submission.notebooks[name])
                record = self.own_examiner(name).examine(notebook, work.stage)
                fill(notebook, record)
                remarks += about_the_timestamp(files)
                notebook.metadata.autograder.update(remarks=remarks, graded=stamp)
                work.notebooks[name] = notebook
        except Ungradable as error:
            self._leave_to_a_person(work, str(error), stamp, files)
        except (OSError, CourseError):
            raise
        except Exception as error:  # a fault of the unit, or of ours: the next run tries again
            message = f"Grading stopped with {type(error).__name__}: {error}"
            self._leave_to_a_person(work, message, None, files)

    def _leave_to_a_person(
        self,
        work: Work,
        problem: str,
        stamp: dict[str, Any] | None,
        files: dict[str, bytes] | None = None,
    ) -> None:
        """Prepare a notebook without answers, for a person to find in formgrader."""
        work.problem = problem
        others = dict(self.others)
        try:
            work.timestamp = read_timestamp(files or {})
            if files and "timestamp.txt" in files:
                others["timestamp.txt"] = files["timestamp.txt"]
        except Ungradable:
            work.timestamp = None
        for name, source in self.sources.items():
            notebook, _ = rebuild(source, nbformat.v4.new_notebook())
            fill(notebook, no_record(source, problem))
            notebook.metadata.autograder.update(problem=problem, graded=stamp)
            work.notebooks[name] = notebook
        try:
            work.stage = self._stage(work.student, others)
        except NotPlain:
            work.stage = None

    def _stage(self, student: str, files: dict[str, bytes]) -> Path:
        """A fresh folder beside `autograded/STUDENT/UNIT`, to take its place when it is whole."""
        stage = stage_for(self.course.folder("autograded", self.unit, student))
        remove(stage)
        make_folder(stage)
        for name, content in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(content)
        return stage

    def own_examiner(self, name: str) -> Examines:
        """The examiner of one of the unit's notebooks that this worker, a thread, has to itself."""
        own: dict[str, Examines] = self._own.__dict__.setdefault("examiners", {})
        if name not in own:
            own[name] = self.examiner(self.sources[name], seed=self.seed, folder=self.folder)
            self._all.append(own[name])
        return own[name]

    def _write(self, writer: Writer, work: Work) -> SubmissionResult:
        try:
            try:
                return writer.keep(work) if work.kept else writer.write(work)
            except NotPlain as error:
                return writer.give_up(work, str(error))
            except (OperationalError, OSError):
                raise
            except Exception as error:  # such as the course's own late penalty
                message = f"Grading stopped with {type(error).__name__}: {error}"
                return writer.give_up(work, message)
        except (OperationalError, OSError) as error:
            raise CourseError(
                f"the grade of {work.student!r} cannot be written "
                f"({getattr(error, 'orig', error)}): see to it, then run "
                "the same command again. What is graded is kept."
            ) from error


def _finished(future: Future[Work | None]) -> Work | None:
    try:
        return future.result()
    except OSError as error:
        raise CourseError(
            f"{error}: see to it, then run the same command again. What is graded is kept."
        ) from error


def _students_in(gradebook: Gradebook, unit: str) -> set[str]:
    return {row.student_id for row in gradebook.assignment_submissions(unit)}


def _has_failed(ours: dict[str, Any]) -> bool:
    """Whether a graded notebook's record has a test that was not passed."""
    tests = ours.get("record", {}).get("tests", {})
    return bool(ours.get("problem")) or any(t["verdict"] != "passed" for t in tests.values())
