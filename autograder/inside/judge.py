"""The judge: runs a unit's tests in a process that no student's code ever enters.

It knows the unit's source, hidden tests included. The unit's set-up runs here once; each
submission is examined in a fork, so that none meets what another has changed. The fork has the
student's process run their cells, and runs the test cells itself, with stand-ins for what the
student made. What it finds goes to the host, cell by cell, so that what was earned stays if
something dies later.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import json
import os
import socket
import time
import traceback
from pathlib import Path
from typing import Any

import numpy as np

from autograder.hidden import without_hidden
from autograder.inside import cells, enclose, fork, models, runtime
from autograder.inside.cells import ANSWER, LESSON, SET_UP, TEST, Part
from autograder.inside.remote import JudgeSide, Stuck, StudentError, TookTooLong
from autograder.inside.shell import cut, silence_descriptors
from autograder.inside.values import CannotSend, Values
from autograder.inside.wire import Channel, Gone, Nonsense, WireError
from autograder.inside.words import NOT_RUN, STOPPED, STUCK, TAMPERED, TIMEOUT

GRACE = 5.0  # seconds that code has to end once it was told to stop
SEED_VARIABLE = "TLKIT_CHECKS_SEED"  # read by tlkit.checks.rng; never set in a student's process
_TESTS_NAMES = 1_000_000  # from which on the layers are numbered that tests make


def serve(host: socket.socket) -> None:
    """Do what the host asks until it hangs up: `prepare` once, then `examine` a submission.

    To `prepare` the answer is `prepared`. Its `error` is what went wrong in set-up; where its
    `single` is not empty, it says why no fork can be made of this process, and one submission is
    all that may be examined here. `examine` ends with one of three: `done`, after which
    `is_spent` says whether this judge is good for more; `failed`, a fault of ours; or `fork_lost`,
    where the fork hung or died, and only a judge that is not forked can tell whose fault it was.
    """
    silence_descriptors()
    channel = Channel(host)
    judge = None
    while True:
        try:
            message, _ = channel.receive()
            if message["do"] == "prepare":
                os.chdir(message["folder"])
                judge = Judge(channel, json.loads(message["source"]), message["seconds"])
                failure = judge.prepare(forks=message["forks"])
                channel.send(
                    {
                        "event": "prepared",
                        "error": failure,
                        "single": judge.single,
                        "versions": versions(),
                    }
                )
            else:
                _, (descriptor, *_rest), _, _ = socket.recv_fds(host, 1, 1)
                with socket.socket(fileno=descriptor) as student:
                    is_spent = judge.examine(student, message)  # type: ignore[union-attr]
                channel.send({"event": "done", "is_spent": is_spent})
        except Gone:
            os._exit(0)
        except fork.Lost as lost:
            channel.send({"event": "fork_lost", "why": str(lost)})
        except fork.Failed as failed:
            channel.send({"event": "failed", "why": str(failed)})
        except Exception:
            channel.send({"event": "failed", "why": traceback.format_exc()[-5000:]})


class Judge:
    """One unit's tests, ready to examine submissions."""

    def __init__(self, host: Channel, source: dict[str, Any], seconds: float) -> None:
        self.host = host
        self.parts = cells.parts(source)
        self.names_from = {  # by cell: a student's own layers are numbered from 0, the tests' last
            part.cell_id: 10_000 + 1_000 * number for number, part in enumerate(self.parts)
        }
        self.seconds = seconds  # that one cell may take
        self.made: dict[str, dict[str, Any]] = {}  # by set-up cell: the names that it made
        self.single = ""  # why no fork can be made of this process, or nothing
        self._fork: fork.Fork | None = None

    def prepare(self, forks: bool) -> str:
        """Run the unit's set-up; returns what went wrong, or nothing.

        Args:
            forks: False to examine one submission in this process itself.
        """
        names: dict[str, Any] = {"__name__": "__main__"}
        for part in self.parts:
            if part.kind == SET_UP:
                silent = contextlib.redirect_stdout(io.StringIO())
                try:
                    with silent, models.names_from(self.names_from[part.cell_id]):
                        exec(compile(cells.plain(part.source), part.cell_id, "exec"), names)
                except Exception as error:
                    return f"its set-up cell {part.cell_id!r} fails: {error!r}"
                # In order, as over there: what has two names is known by the first
                made = {name: names[name] for name in sorted(part.makes) if name in names}
                self.made[part.cell_id] = made
                try:
                    if part.is_given:
                        Values().pack(made, [])
                except CannotSend as error:
                    return (
                        f"its cell {part.cell_id!r} is tagged `given`, but {error}: plain values "
                        "alone can be handed over, so take the tag away"
                    )
        runtime.forget_traces()  # or they would go on with what was when set-up called them
        try:
            if forks:
                fork.refuse_what_would_be_shared()
                self._fork = fork.Fork(_scratch())
        except Exception as error:  # such as another version of TensorFlow's inside
            self.single = f"{type(error).__name__}: {error}"
        return ""

    def examine(self, student: socket.socket, message: dict[str, Any]) -> bool:
        """Run one submission's cells and tests; all that is found goes to the host.

        Returns: whether this judge is spent, since the next submission would meet this one's marks.

        Raises:
            fork.Lost: the fork that ran them hung, or died.
            fork.Failed: a fault of ours.
        """
        if self._fork is None:
            self._examine(student, message)
            return True
        self._fork.run(lambda: self._examine(student, message))
        return self._fork.is_spent

    def _examine(self, student: socket.socket, message: dict[str, Any]) -> None:
        if keras := models.keras():
            keras.utils.set_random_seed(0)
        with models.names_from(_TESTS_NAMES):
            Examination(self, student, message).run(message["cells"])


def _scratch() -> Path | None:
    """The only folder in which this process can write, if it is shut in."""
    return Path(enclose.HOME) if os.environ.get("HOME") == enclose.HOME else None


class Examination:
    """One submission's cells and tests, from the first to the last."""

    def __init__(self, judge: Judge, student: socket.socket, message: dict[str, Any]) -> None:
        self.judge = judge
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self._began = 0.0  # CPU time of the student's process, when the present cell began
        self._until = 0.0  # the clock, when the present cell must be done
        self.peer = JudgeSide(Channel(student), self._left, self._interrupt)
        self.seed = str(message["seed"])
        self.dead = ""
        self.is_tampered = False

    def run(self, handed_in: list[dict[str, Any]]) -> None:
        """Run all cells in order.

        Args:
            handed_in: the rebuilt notebook's code cells: `id`, `source`, and of those that only
                show something `shows`. Of the latter only what answers use is run.
        """
        by_id = {part.cell_id: part for part in self.judge.parts}
        pairs = [
            (by_id.get(cell["id"]) or _not_in_source(cell), cell["source"]) for cell in handed_in
        ]
        run = [(part.cell_id, part.kind, source) for part, source in pairs if part.kind != TEST]
        words = cells.words(source for _, kind, source in run if kind != LESSON)
        used = cells.used_of_lessons(run)
        for part, source in pairs:
            if part.kind == LESSON:
                source = used.get(part.cell_id, "")
                if not source:
                    continue
            self._until = time.monotonic() + self.judge.seconds
            self._began = self.peer.cpu
            if self.is_tampered:  # and so no test from here on is for a program to judge
                self._tell(part, "tampered", [error("Tampered", TAMPERED)])
            elif self.dead:
                self._tell(part, "not_run", [error("NotRun", NOT_RUN)])
            elif part.kind == TEST:
                self._test(part)
                self._hand_over(part, words)
            else:
                self._run(part, source)

    def _run(self, part: Part, source: str) -> None:
        outputs = []
        try:
            if part.kind == SET_UP:
                self._set_up(part, source)
            else:
                self.peer.ask("run", sync=True, source=source, given=[])
        except TookTooLong as late:
            outputs = [self._late(late)]
        except WireError as lost:
            outputs = [self._lost(lost)]
        except (StudentError, ValueError) as failure:
            outputs = [error(type(failure).__name__, str(failure))]
        self._tell(part, "", outputs)

    def _set_up(self, part: Part, source: str) -> None:
        made = self.judge.made[part.cell_id]
        self.names.update(made)
        if part.is_given:
            self.peer.ask("bind", values=made, given=sorted(made))
            self.peer.know_given(made)  # after they were sent, or their keys alone would go
        else:
            self.peer.know_given(made)
            start = self.judge.names_from[part.cell_id]
            self.peer.ask("run", source=source, given=sorted(part.makes), names_from=start)

    def _test(self, part: Part) -> None:
        self.peer.evidence.clear()
        outputs: list[dict[str, Any]] = []
        verdict, score = "passed", None
        printed = io.StringIO()
        try:
            self._seed(part)
            self._fetch(part)
            with contextlib.redirect_stdout(printed):
                value = _execute(part.source, self.names)
            if isinstance(value, int | float | np.number) and not isinstance(value, bool):
                score = float(value)
                outputs = [result(value)]
        except TookTooLong as late:
            verdict, outputs = "timeout", [self._late(late)]
        except WireError as lost:
            outputs = [self._lost(lost)]
            verdict = "tampered" if self.is_tampered else "crashed"
        except StudentError as failure:
            # what an answer that was never written raises, since nbgrader left that in its place
            verdict = "failed" if isinstance(failure, NotImplementedError) else "error"
            outputs = [described(failure)]
        except AssertionError as failure:
            verdict, outputs = "failed", [described(failure)]
        except BaseException as failure:
            verdict, outputs = "error", [described(failure)]
        said = printed.getvalue()
        if said:
            outputs = [stream(said), *outputs]
        self._tell(part, verdict, outputs, score)

    def _seed(self, part: Part) -> None:
        """Seeds of this test: the student's process gets one that tells nothing of ours."""
        ours, theirs = (_number(f"{self.seed}/{part.cell_id}/{who}") for who in ("ours", "theirs"))
        os.environ[SEED_VARIABLE] = str(ours)
        models.set_seeds(ours)
        self.peer.ask("seed", seed=theirs)

    def _fetch(self, part: Part) -> None:
        """Take in what the student has made of the names that a test asks for."""
        wanted = sorted(part.asks_for)
        found = self.peer.ask("get", names=wanted) if wanted else {}
        for name in wanted:
            self.names.pop(name, None)
        self.names.update(found)
        self.peer.call_by(found)

    def _hand_over(self, part: Part, words: set[str]) -> None:
        """Give the student's process what a test made, hidden parts aside, and their cells name."""
        for name in cells.makes(without_hidden(part.source)) & words & self.names.keys():
            with contextlib.suppress(CannotSend, StudentError, WireError, TookTooLong, ValueError):
                self.peer.ask("bind", sync=True, values={name: self.names[name]}, given=[])

    def _left(self) -> float:
        return max(0.01, self._until - time.monotonic())

    def _interrupt(self) -> float:
        self.judge.host.send({"event": "interrupt"})
        return GRACE

    def _late(self, late: TookTooLong) -> dict[str, Any]:
        if isinstance(late, Stuck):
            self._lost(late)
        return error("CellTimeoutError", STUCK if isinstance(late, Stuck) else TIMEOUT)

    def _lost(self, lost: Exception) -> dict[str, Any]:
        """The student's process is gone, does not stop, or talks nonsense: the end of it."""
        self.dead = str(lost)
        self.judge.host.send({"event": "lost", "why": self.dead})
        if isinstance(lost, Nonsense):
            self.is_tampered = True
            return error("Tampered", TAMPERED)
        return error("DeadKernelError", STOPPED)

    def _tell(
        self, part: Part, verdict: str, outputs: list[dict[str, Any]], score: float | None = None
    ) -> None:
        printed, self.peer.outputs = self.peer.outputs, []
        self.judge.host.send({
            "event": "cell", "id": part.cell_id, "outputs": [*printed, *outputs],
            "verdict": verdict if part.kind == TEST else "", "score": score,
            "evidence": list(self.peer.evidence) if part.kind == TEST else [],
            "seconds": self.peer.cpu - self._began,
        })  # fmt: skip


def _not_in_source(cell: dict[str, Any]) -> Part:
    """A cell that `cells.parts` leaves out, or that the student has put in."""
    return Part(cell["id"], LESSON if cell["shows"] else ANSWER, "", set(), set())


def error(name: str, message: str, where: list[str] | None = None) -> dict[str, Any]:
    """An error output, in nbformat."""
    message = cut(message)
    return {
        "output_type": "error", "ename": name, "evalue": message,
        "traceback": [*(where or []), f"{name}: {message}"],
    }  # fmt: skip


def described(failure: BaseException) -> dict[str, Any]:
    """An error that ended a test, with its line of the test and those of the student's code."""
    lines = [f.lineno for f in traceback.extract_tb(failure.__traceback__) if f.filename == _FILE]
    where = [f"Cell In[1], line {line}" for line in lines[-1:]]
    where += getattr(failure, "where", [])
    return error(type(failure).__name__, str(failure), where)


def stream(text: str) -> dict[str, Any]:
    """A stream output, in nbformat."""
    return {"output_type": "stream", "name": "stdout", "text": cut(text)}


def result(value: Any) -> dict[str, Any]:
    """The value of a cell's last expression, in nbformat."""
    data = {"text/plain": repr(float(value))}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}


_FILE = "<test>"


def _execute(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; returns the value of its last line if that is an expression."""
    tree = ast.parse(cells.plain(source))
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, _FILE, "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), _FILE, "exec"), names)
    return eval(compile(ast.Expression(last.value), _FILE, "eval"), names)


def versions() -> dict[str, str]:
    """Versions of what a grade depends on."""
    import importlib.metadata
    import platform

    names = ("tlkit", "keras", "tensorflow", "numpy", "scikit-learn")
    found = {"python": platform.python_version()}
    for name in names:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
