"""Grade a unit's submissions: several workers examine them, one writer writes the grades."""

from __future__ import annotations

import dataclasses
import os
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

from autograder.core.files import NotPlain
from autograder.course.courses import Course, CourseError
from autograder.grading.examiner import Examiner
from autograder.grading.register import register
from autograder.grading.submission_grader import SubmissionGrader, Unit
from autograder.grading.warm_process import warm_process
from autograder.grading.writer import Work, Writer, put_back_graded
from autograder.judging.versions import versions
from autograder.notebooks.verdict import Verdict
from autograder.results.provenance import concerning, digest
from autograder.results.record import Record
from autograder.results.results import SubmissionResult
from autograder.sandbox import Limits, no_sandbox_here

SELECTIONS = ("failed", "new", "changed")
AGAIN = (
    "It ended by time, by a crash or for want of memory while the machine was busy; examined once "
    "more, alone, it did so again."
)
NAMELESS = "The folder's name is no text in UTF-8: give it another name, then grade again."
_STOPPED = (Verdict.TIMEOUT, Verdict.OUT_OF_MEMORY, Verdict.CRASHED)


class Examines(Protocol):
    """What examines one notebook after another, as `autograder.grading.examiner.Examiner`."""

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
        from autograder.grading.cluster import ClusterExaminer, at_a_time, connect

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
        self.seed = course.seed()
        with course.locked():
            course.gradebook().close()  # makes it, where there is none
            put_back_graded(course, unit)
            self.before = register(course, unit)  # where its cells are others now
            self._prepare_source()

    def _prepare_source(self) -> None:
        """Read the source as nbgrader has registered it, with the checksums of empty answers."""
        directory = self.course.directory(self.unit)
        settings = Autograde(coursedir=directory, config=self.course.config)
        self.folder = self.course.folder("source", self.unit)
        left = {str(self.folder / n) for n in settings.exclude_overwriting.get(self.unit, [])}
        paths = set(find_all_files(str(self.folder), [*directory.ignore, "*.ipynb"])) - left
        others = {str(Path(p).relative_to(self.folder)): Path(p).read_bytes() for p in paths}
        self.sources: dict[str, NotebookNode] = {}
        for name in self.course.notebooks(self.unit):
            source = nbformat.read(self.folder / f"{name}.ipynb", as_version=4)
            names = {"notebook": name, "assignment": self.unit, "db_url": directory.db_url}
            for step in (ClearOutput(), OverwriteCells()):
                source, _ = step.preprocess(source, {"nbgrader": names})
            self.sources[name] = source
        stamp = {
            "source": digest({name: concerning(source) for name, source in self.sources.items()}),
            "files": digest(others),
            "versions": versions(),
            "limits": self.options.limits | {"cell_seconds": self.course.cell_seconds()},
            "sandbox": self.options.sandbox,
            "seed": digest({"": str(self.seed).encode()}),
        }
        unit = Unit(self.unit, self.sources, others, directory.ignore, stamp)
        self.grader = SubmissionGrader(
            self.course, unit, self._examine, self.options.only, self.options.force
        )

    def run(self, students: Iterable[str]) -> Iterator[SubmissionResult]:
        """Grade submissions; each result comes when it is in the gradebook.

        A grade is kept if it was made from the same submission, source, grader and limits. What
        ended by time or by a crash while the machine was busy is examined once more, alone, at
        the end: the machine's load costs nobody points.
        Nothing that a student handed in raises: what cannot be graded comes back as "ungradable".

        Raises:
            CourseError: somebody else grades, or a grade cannot be written.
        """
        named, unnamed = _by_name(students)
        yield from (SubmissionResult(self.unit, s, "ungradable", message=NAMELESS) for s in unnamed)
        waiting = iter(named)
        running: set[Future[Work | None]] = set()
        alone: list[str] = []  # whose submission is to be examined once more
        pool = ThreadPoolExecutor(self.options.workers)
        try:
            with self.course.locked(), self.course.gradebook() as gradebook:
                self.grader.known = _students_in(gradebook, self.unit)
                writer = Writer(self.course, self.unit, gradebook, self.before)
                while True:
                    while len(running) < 2 * self.options.workers and not self.stopping.is_set():
                        if (student := next(waiting, None)) is None:
                            break
                        running.add(pool.submit(self._work, student))
                    if not running and alone and not self.stopping.is_set():
                        running.add(pool.submit(self._work_again, alone.pop(0)))
                    if not running:
                        break
                    done, running = wait(running, timeout=1, return_when=FIRST_COMPLETED)
                    if self.interrupted.is_set():
                        break
                    for work in filter(None, map(_finished, done)):
                        if not work.is_again and _was_stopped(work) and _is_busy():
                            alone.append(work.student)
                        else:
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
        return None if self.stopping.is_set() else self.grader.work(student)

    def _work_again(self, student: str) -> Work | None:
        """The same once more, with nothing else running; a person is told if it ends as before."""
        work = self._work(student)
        if work is None:
            return None
        work.is_again = True
        for notebook in work.notebooks.values() if _was_stopped(work) else []:
            notebook.metadata.autograder.setdefault("remarks", []).append(AGAIN)
        return work

    def _examine(self, name: str, notebook: NotebookNode, files: Path) -> Record:
        return self.own_examiner(name).examine(notebook, files)

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
                return writer.write(work) if work.notebooks else writer.keep(work)
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
                f"({getattr(error, 'orig', error)}): fix that, then run "
                "the same command again. What is graded is kept."
            ) from error


def _finished(future: Future[Work | None]) -> Work | None:
    try:
        return future.result()
    except OSError as error:
        raise CourseError(
            f"{error}: fix that, then run the same command again. What is graded is kept."
        ) from error


def _by_name(students: Iterable[str]) -> tuple[list[str], list[str]]:
    """Those whose folder's name a gradebook can hold, and the others."""
    all_of_them = list(students)
    unnamed = [name for name in all_of_them if not _is_text(name)]
    return [name for name in all_of_them if name not in unnamed], unnamed


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes of another encoding, as old zips have them
        return False
    return True


def _was_stopped(work: Work) -> bool:
    """Whether a test, or the whole submission, ended by time, by a crash or for want of memory."""
    records = [ours.metadata.autograder.get("record", {}) for ours in work.notebooks.values()]
    verdicts = {test["verdict"] for record in records for test in record.get("tests", {}).values()}
    if not verdicts.isdisjoint((Verdict.TAMPERED, Verdict.UNGRADABLE)):
        return False
    return not verdicts.isdisjoint(_STOPPED) or any(record.get("ended") for record in records)


def _is_busy() -> bool:
    """Whether more is running on this machine than it has cores for."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > joblib.cpu_count()


def _students_in(gradebook: Gradebook, unit: str) -> set[str]:
    return {row.student_id for row in gradebook.assignment_submissions(unit)}
