"""Examine submissions to one unit: a student's process, a judge's process, and a record.

The student's code runs in a fork of a warm process, shut in; the tests run in another, which no
student's code enters (`autograder.inside.judge`). This side starts and ends them, and writes down
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
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.course import CourseError
from autograder.graded import is_test
from autograder.inside.judge import error
from autograder.inside.wire import Channel, Gone, Silent
from autograder.inside.words import NOT_RUN
from autograder.messages import failure_message
from autograder.record import Record, TestRecord, from_json
from autograder.sandbox import Limits, Sandbox, Warm
from autograder.stamp import is_lesson

_SETTLE = 30.0  # seconds that the judge has to wind up once the student's process is dead
_MOST = 50  # submissions to one judge's process; then a new one, so that none grows old
_UNIT = "/unit"  # where the judge's process sees the unit's folder
_JUDGES = Limits(memory=8 * 2**30, processes=4096, cpu_seconds=1e6, wall_seconds=1e6)
_EARLY = {
    "out_of_memory": ("out_of_memory", "It needed more than the {memory} bytes of memory it has."),
    "cpu_time": ("timeout", "The notebook took more than {cpu_seconds:g} s of computing."),
    "wall_time": ("timeout", "The notebook took more than {wall_seconds:g} s."),
    "processes": ("crashed", "It started more than {processes} processes or threads."),
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
        self._has_failed = False  # whether the judge did, on the last submission
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

        Args:
            notebook: from `autograder.rebuild.rebuild`.
            files: a folder whose files are the student's to read.

        Raises:
            CourseError: the unit's set-up fails in the judge's process.
            ValueError: a test gave more points than it has, or fewer than none.
        """
        try:
            return self._examine(notebook, files)
        except _ForkLost as lost:
            if self.interrupted:
                raise
            self._single = str(lost)
            record = self._examine(notebook, files)
            if self._has_failed:  # so it is the submission that ends the judge, not the fork
                self._single = ""
            return record

    def _examine(self, notebook: NotebookNode, files: Path | None) -> Record:
        self._ready()
        ours, theirs = socket.socketpair()
        box = self._box(self.limits, files=files)
        student = self.warm.start("autograder.inside.student:serve", sockets=[ours], sandbox=box)
        ours.close()
        self._student = student
        if self.interrupted:  # while all this was started
            self.interrupt()
        try:
            with theirs:
                events, why = self._listen(student, theirs, notebook)
        finally:
            student.kill()
            ending = student.wait()
            self._student = None
        self._has_failed = bool(why)
        return _record(notebook, events, why, ending, self.limits, self._graded_by)

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
        self._judge = self.warm.start("autograder.inside.judge:serve", sockets=[ours], sandbox=box)
        ours.close()
        self._channel, self._examined = Channel(self._socket), 1
        self._channel.send(
            {
                "do": "prepare",
                "source": json.dumps(self.source),
                "seconds": self.seconds,
                "forks": not self._single,
                "folder": _UNIT if self.enclosed else str(self.folder),
            }
        )
        try:
            message, _ = self._channel.receive(600)
        except (Gone, Silent) as failure:
            raise CourseError(f"its set-up ended the judge's process ({failure})") from failure
        if message.get("error") or "versions" not in message:
            self.close()
            raise CourseError(message.get("error") or message.get("why", "its set-up fails"))
        self._single = self._single or message["single"]
        self._graded_by = {
            "versions": message["versions"],
            "limits": vars(self.limits) | {"cell_seconds": self.seconds},
            "sandbox": self.enclosed,
        }
        if self._single:
            self._graded_by["judge"] = f"one for each submission: {self._single}"

    def _listen(
        self, student: Any, connection: socket.socket, notebook: NotebookNode
    ) -> tuple[list[dict[str, Any]], str]:
        """What the judge says of a submission, cell by cell, and why it said no more."""
        cells = [
            {"id": cell.id, "source": cell.source, "shows": is_lesson(cell)}
            for cell in notebook.cells
            if cell.cell_type == "code"
        ]
        self._channel.send({"do": "examine", "seed": str(self.seed), "cells": cells})
        socket.send_fds(self._socket, [b"s"], [connection.fileno()])
        connection.close()
        events: list[dict[str, Any]] = []
        until = time.monotonic() + self.limits.wall_seconds + _SETTLE
        while True:
            try:
                message, _ = self._channel.receive(max(0.1, until - time.monotonic()))
            except (Gone, Silent) as failure:
                self.close()
                return events, f"The judge's process stopped: {failure}"
            event = message["event"]
            if event == "cell":
                events.append(message)
            elif event == "interrupt":
                student.interrupt()
            elif event == "lost":
                with contextlib.suppress(TimeoutError):  # let it tell why it ended, if it has
                    student.wait(2)
                student.kill()
            elif event == "failed":
                self.close()
                return events, f"The judge's process failed: {message['why']}"
            elif event == "fork_lost":
                self.close()
                raise _ForkLost(f"a fork of it was lost, for {message['why']}")
            else:
                if message["is_spent"]:
                    self.close()
                return events, ""


class _ForkLost(Exception):
    """A judge's fork hung or died; whether for being one, a judge that is not forked can tell."""


def _counts(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not is_lesson(cell)


def _record(
    notebook: NotebookNode,
    events: list[dict[str, Any]],
    why: str,
    ending: Any,
    limits: Limits,
    graded_by: dict[str, Any],
) -> Record:
    said = {event["id"]: event for event in events}
    early = next((e for e in events if _stopped(e)), None)
    reason, text = _EARLY.get(ending.reason, ("crashed", "")) if early else ("", "")
    text = text.format(**vars(limits))
    outputs: dict[str, Any] = {}
    tests: dict[str, Any] = {}
    seconds: dict[str, float] = {}
    for cell in filter(_counts, notebook.cells):
        event = said.get(cell.id) or {"outputs": [error("NotRun", NOT_RUN)], "verdict": "not_run"}
        if event is early and text:
            event["outputs"][-1] = error("DeadKernelError", text)
        outputs[cell.id] = event["outputs"][:200]
        seconds[cell.id] = float(event.get("seconds", 0))
        if is_test(cell):
            verdict = reason if event["verdict"] == "crashed" else event["verdict"]
            tests[cell.metadata.nbgrader.grade_id] = _test(cell, event, verdict)
    ended = why or text or (early["outputs"][-1]["evalue"] if early else "")
    value = {
        "outputs": outputs, "tests": tests, "ended": ended, "seconds": seconds,
        "cpu_seconds": ending.cpu_seconds,
        "peak_memory": ending.peak_memory, "graded_by": graded_by,
    }  # fmt: skip
    return from_json(value)


def _stopped(event: dict[str, Any]) -> bool:
    """Whether the student's process ended in a cell."""
    ends = ("DeadKernelError", "Tampered")
    return any(output.get("ename") in ends for output in event["outputs"][-1:])


def _test(cell: NotebookNode, event: dict[str, Any], verdict: str) -> dict[str, Any]:
    points, score = float(cell.metadata.nbgrader.points), event.get("score")
    earned = points if verdict == "passed" else 0.0
    if verdict == "passed" and score is not None:
        earned = float(score)
        if not 0 <= earned <= points:
            name = cell.metadata.nbgrader.grade_id
            raise ValueError(f"the test {name!r} gave {earned:g} points of {points:g}")
        verdict = "passed" if earned >= points else "partial" if earned > 0 else "failed"
    shown = NotebookNode(source=cell.source, outputs=[NotebookNode(o) for o in event["outputs"]])
    message = ""
    if verdict != "passed":
        with contextlib.suppress(Exception):  # outputs that no notebook may have are refused below
            message = failure_message(shown)
    return vars(TestRecord(verdict, earned, message, event.get("evidence", [])))
