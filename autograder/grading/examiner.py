"""Examine submissions to one unit: a student's process, a judge's process, and a record.

The student's code runs in a fork of a warm process, shut in; the tests run in another, which no
student's code enters (`autograder.judging.judge`). This side starts and ends them, and writes down
what the judge says.

A judge forks itself for each submission, since no two may share anything that either can change.
Where it cannot, or where a fork is lost, a submission gets a judge to itself: slower, and with the
same verdict; the record says why.
"""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
from nbformat import NotebookNode

from autograder.course.courses import CourseError
from autograder.judging import protocol
from autograder.judging.channel import Channel, ChannelError
from autograder.notebooks.cells import is_lesson, is_test
from autograder.notebooks.endings import NOT_RUN, TAMPERED
from autograder.notebooks.messages import failure_message
from autograder.notebooks.verdict import Verdict
from autograder.results.record import Record, TestRecord, from_json
from autograder.sandbox import Ending, Limits, Process, Sandbox, Warm

_SETTLE = 30.0  # seconds that the judge has to wind up once the student's process is dead
_MOST_OUTPUTS = 200  # of one cell
_MOST_STARTS = 20  # of a submission's process; then what follows is not run
_MOST = 50  # submissions to one judge's process; then a new one, so that none grows old
_UNIT = "/unit"  # where the judge's process sees the unit's folder
_JUDGES = Limits(memory=8 * 2**30, processes=4096, cpu_seconds=1e6, wall_seconds=1e6)
_EARLY = {
    "out_of_memory": (
        Verdict.OUT_OF_MEMORY,
        "It needed more than the {memory} bytes of memory it has.",
    ),
    "cpu_time": (Verdict.TIMEOUT, "The notebook took more than {cpu_seconds:g} s of computing."),
    "wall_time": (Verdict.TIMEOUT, "The notebook took more than {wall_seconds:g} s."),
    "processes": (Verdict.CRASHED, "It started more than {processes} processes or threads."),
}


class Examiner:
    """Examines one submission after another; use it in a `with` statement.

    Args:
        source: the unit's source notebook.
        seed: private to the instructor; hidden inputs come from it.
        folder: the unit's own folder, where its set-up runs.
        warm: where processes are started from; several examiners may share one.
        environment: variables of the student's process and of the judge's.
        limits: of a student's process.
        enclosed: False runs it without walls, which the record says.
        seconds: how long one cell may take.
    """

    def __init__(
        self,
        source: NotebookNode,
        *,
        seed: int,
        folder: Path,
        warm: Warm,
        limits: Limits,
        enclosed: bool,
        seconds: float,
        environment: Mapping[str, str],
    ) -> None:
        self.source, self.warm, self.limits = source, warm, limits
        self.environment = environment
        self.enclosed, self.seed, self.seconds, self.folder = enclosed, seed, seconds, folder
        self._student: Any = None
        self.interrupted = False
        self._judge: Any = None
        self._channel: Channel
        self._examined = 0
        self._single = ""  # why each submission gets a judge to itself, or nothing
        self._graded_by: dict[str, Any] = {}

    def __enter__(self) -> Examiner:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def interrupt(self) -> None:
        """End the submission that is being examined, from another thread."""
        self.interrupted = True
        if self._student:
            self._student.kill()
        if self._judge:  # it is not asked any more, and `examine` waits for its answer
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the judge's process."""
        if self._judge:
            self._channel.close()
            self._judge.kill()
            self._judge.wait()
            self._judge = None

    def examine(self, notebook: NotebookNode, files: Path | None = None) -> Record:
        """Run a rebuilt notebook, and say what its tests said.

        Where the student's process ends in a cell, what follows is examined in a fresh one, with
        the cells before it, the fatal one left out.

        Args:
            notebook: from `autograder.submissions.rebuild.rebuild`.
            files: a folder whose files are the student's to read.

        Raises:
            CourseError: the unit's set-up fails in the judge's process.
        """
        try:
            return self._examine(notebook, files)
        except _ForkLost as lost:
            if self.interrupted:
                raise
            self._single = str(lost)
            try:
                return self._examine(notebook, files)
            finally:  # it may be this submission that ends forks: the next one gets one again
                self._single = ""
                self.close()

    def _examine(self, notebook: NotebookNode, files: Path | None) -> Record:
        told: dict[str, Told] = {}
        use = Use()
        why = ""
        cells = [
            protocol.Cell(cell.id, cell.source, is_lesson(cell))
            for cell in notebook.cells
            if cell.cell_type == "code"
        ]
        without: list[str] = []
        for _ in range(_MOST_STARTS):
            done = max(
                (number for number, cell in enumerate(cells, 1) if cell.id in told), default=0
            )
            examine = protocol.Examine(str(self.seed), cells, done, without)
            last, why, ending = self._run(examine, files, told, use)
            use.add(ending)
            if why or last is None or not last.judged.ended:
                break
            _explain(last, ending, self.limits)
            if last.is_final or self.interrupted:
                break
            without.append(last.judged.id)
        return _record(notebook, told, why, use, self._graded_by)

    def _run(
        self, examine: protocol.Examine, files: Path | None, told: dict[str, Told], use: Use
    ) -> tuple[Told | None, str, Ending]:
        """Examine in a fresh process of the student's; the last cell told of, and why no more."""
        self._ready()
        ours, theirs = socket.socketpair()
        limits = replace(
            self.limits,
            cpu_seconds=max(1.0, self.limits.cpu_seconds - use.cpu_seconds),
            wall_seconds=max(1.0, self.limits.wall_seconds - use.wall_seconds),
        )
        began = time.monotonic()
        box = self._box(limits, files=files)
        student = self.warm.start("autograder.judging.student:serve", sockets=[ours], sandbox=box)
        ours.close()
        self._student = student
        if self.interrupted:  # while all this was started
            self.interrupt()
        try:
            with theirs:
                last, why = self._listen(student, theirs, examine, told)
        finally:
            student.kill()
            ending = student.wait()
            self._student = None
            use.wall_seconds += time.monotonic() - began
        return last, why, ending

    def _box(self, limits: Limits, **sees: Any) -> Sandbox:
        return Sandbox(limits, enclosed=self.enclosed, environment=self.environment, **sees)

    def _ready(self) -> None:
        """A judge's process that has run the unit's set-up, and nothing else."""
        if self._judge and self._examined < _MOST and not self._single:
            self._examined += 1
            return
        self.close()
        ours, self._socket = socket.socketpair()
        # No student's code runs there, but what students sent is read there: walls cost nothing
        box = self._box(_JUDGES, data=[(self.folder, _UNIT)])
        self._judge = self.warm.start("autograder.judging.judge:serve", sockets=[ours], sandbox=box)
        ours.close()
        self._channel, self._examined = Channel(self._socket), 1
        folder = _UNIT if self.enclosed else str(self.folder)
        source = json.dumps(self.source)
        prepare = protocol.Prepare(source, folder, self.seconds, forks=not self._single)
        self._channel.send(prepare)
        try:
            message, _ = self._channel.receive(protocol.TO_THE_HOST, 600)
        except (ChannelError, protocol.Nonsense) as failure:
            raise CourseError(f"its set-up ended the judge's process ({failure})") from failure
        if not isinstance(message, protocol.Prepared):
            self.close()
            raise CourseError(getattr(message, "why", "its set-up fails"))
        if message.error:
            self.close()
            raise CourseError(message.error)
        self._single = self._single or message.single
        self._graded_by = {
            "versions": message.versions,
            "limits": vars(self.limits) | {"cell_seconds": self.seconds},
            "sandbox": self.enclosed,
        }
        if self._single:
            self._graded_by["judge"] = f"one for each submission: {self._single}"

    def _listen(
        self,
        student: Process,
        connection: socket.socket,
        examine: protocol.Examine,
        told: dict[str, Told],
    ) -> tuple[Told | None, str]:
        """Take in what the judge says of a submission, cell by cell."""
        self._channel.send(examine)
        socket.send_fds(self._socket, [b"s"], [connection.fileno()])
        connection.close()
        last: Told | None = None
        used = 0.0  # when the present cell began
        until = time.monotonic() + self.limits.wall_seconds + _SETTLE
        while True:
            try:
                seconds = max(0.1, until - time.monotonic())
                message, _ = self._channel.receive(protocol.TO_THE_HOST, seconds)
            except (ChannelError, protocol.Nonsense) as failure:
                self.close()
                return last, f"The judge's process stopped: {failure}"
            if isinstance(message, protocol.Judged):
                if message.ended:
                    with contextlib.suppress(TimeoutError):  # let it tell why it ended, if it has
                        student.wait(2)
                    student.kill()
                now = student.used()
                last = Told(message, now - used)
                told.setdefault(message.id, last)  # what is run again has been told already
                used = now
            elif isinstance(message, protocol.AskUsed):
                self._channel.send(protocol.Used(student.used() - used))
            elif isinstance(message, protocol.Interrupt):
                student.interrupt()
            elif isinstance(message, protocol.Failed):
                self.close()
                return last, f"The judge's process failed: {message.why}"
            elif isinstance(message, protocol.ForkLost):
                self.close()
                raise _ForkLost(f"a fork of it was lost, for {message.why}")
            elif isinstance(message, protocol.Done):
                if message.is_spent:
                    self.close()
                return last, ""


@dataclass
class Told:
    """What the judge said of a cell, and the processor time that it took."""

    judged: protocol.Judged
    seconds: float
    reason: str = ""  # the verdict of the ending, where the student's process ended in the cell

    @property
    def is_final(self) -> bool:
        """Whether the submission has had all the time that it may have."""
        return self.reason in ("cpu_time", "wall_time") or self.judged.ended.startswith(TAMPERED)


@dataclass
class Use:
    """What all processes of one submission have used."""

    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_memory: int = 0

    def add(self, ending: Ending) -> None:
        """Add what one of them has used."""
        self.cpu_seconds += ending.cpu_seconds
        self.peak_memory = max(self.peak_memory, ending.peak_memory)


def _explain(last: Told, ending: Ending, limits: Limits) -> None:
    """Say of the cell in which the student's process ended why it did, where that is known."""
    if ending.reason not in _EARLY:
        return
    verdict, text = _EARLY[ending.reason]
    last.reason = ending.reason
    last.judged.ended = text.format(**vars(limits))
    last.judged.outputs[-1] = protocol.Error(Verdict.CRASHED.error, last.judged.ended, [])
    if last.judged.verdict == Verdict.CRASHED:
        last.judged.verdict = verdict


class _ForkLost(Exception):
    """A judge's fork hung or died; whether for being one, a judge that is not forked can tell."""


def _counts(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not is_lesson(cell)


def _record(
    notebook: NotebookNode, told: dict[str, Told], why: str, use: Use, graded_by: dict[str, Any]
) -> Record:
    outputs: dict[str, Any] = {}
    tests: dict[str, Any] = {}
    seconds: dict[str, float] = {}
    ended = why
    for cell in filter(_counts, notebook.cells):
        judged = told[cell.id].judged if cell.id in told else _not_run(cell)
        shown = msgspec.to_builtins(judged.outputs)
        outputs[cell.id] = [*shown[: _MOST_OUTPUTS - 1], *shown[_MOST_OUTPUTS - 1 :][-1:]]
        seconds[cell.id] = told[cell.id].seconds if cell.id in told else 0.0
        ended = ended or judged.ended
        if is_test(cell):
            tests[cell.metadata.nbgrader.grade_id] = _test(cell, judged, outputs[cell.id])
    return from_json(
        {
            "outputs": outputs,
            "tests": tests,
            "ended": ended,
            "seconds": seconds,
            "cpu_seconds": use.cpu_seconds,
            "peak_memory": use.peak_memory,
            "graded_by": graded_by,
        }
    )


def _not_run(cell: NotebookNode) -> protocol.Judged:
    name = Verdict.NOT_RUN.error
    message = protocol.Error(name, NOT_RUN, [f"{name}: {NOT_RUN}"])
    return protocol.Judged(cell.id, [message], Verdict.NOT_RUN)


def _test(cell: NotebookNode, judged: protocol.Judged, outputs: list[Any]) -> dict[str, Any]:
    points = float(cell.metadata.nbgrader.points)
    verdict = Verdict(judged.verdict)
    earned = points if verdict is Verdict.PASSED else 0.0
    if verdict is Verdict.PASSED and judged.score is not None:
        earned = judged.score
        if earned < points:
            verdict = Verdict.PARTIAL if earned > 0 else Verdict.FAILED
    says = outputs[-1:]  # the judge's error; those before it are the student's
    if not says or says[0]["output_type"] != "error":
        says = [output for output in outputs if output["output_type"] != "error"]
    shown = NotebookNode(source=cell.source, outputs=[NotebookNode(output) for output in says])
    message = ""
    if verdict is not Verdict.PASSED:
        with contextlib.suppress(Exception):  # outputs that no notebook may have are refused below
            message = failure_message(shown)
    return vars(TestRecord(verdict, earned, message, judged.evidence))
