"""The judge: runs a unit's tests in a process that no student's code ever enters.

It knows the unit's source, hidden tests included. The unit's set-up runs here once; each
submission is examined in a fork, so that none meets what another has changed. The fork has the
student's process run their cells, and runs the test cells itself, with proxies for what the
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
import traceback
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.judging import fork, models, protocol, runtime
from autograder.judging.channel import Channel, ChannelError, Gone
from autograder.judging.clock import Clock
from autograder.judging.protocol import (
    AskUsed,
    Done,
    Examine,
    Failed,
    ForkLost,
    Interrupt,
    Judged,
    Nonsense,
    Prepare,
    Prepared,
    Used,
)
from autograder.judging.proxies import JudgeSide, Proxy, Stuck, StudentError, TookTooLong
from autograder.judging.shell import cut, silence_descriptors
from autograder.judging.side import given_keys
from autograder.judging.values import CannotSend, Values
from autograder.judging.versions import versions
from autograder.notebooks import cell_names
from autograder.notebooks.cell_names import ANSWER, LESSON, SET_UP, TEST, Part
from autograder.notebooks.endings import NO_SCORE, NOT_RUN, STOPPED, STUCK, TAMPERED, stopped_after
from autograder.notebooks.hidden_tests import without_hidden
from autograder.notebooks.verdict import Verdict
from autograder.sandbox.inside import isolation

SEED_VARIABLE = "TLKIT_CHECKS_SEED"  # read by tlkit.checks.rng; never set in a student's process
_TESTS_NAMES = 1_000_000  # from which on the layers are numbered that tests make


def serve(host: socket.socket) -> None:
    """Do what the host asks until it hangs up: `Prepare` once, then `Examine` a submission.

    To `Prepare` the answer is `Prepared`. Its `error` is what went wrong in set-up; where its
    `single` is not empty, it says why no fork can be made of this process, and one submission is
    all that may be examined here. `Examine` ends with one of three: `Done`, after which
    `is_spent` says whether this judge is good for more; `Failed`, a fault of ours; or `ForkLost`,
    where the fork hung or died, and only a judge that is not forked can tell whose fault it was.
    """
    silence_descriptors()
    channel = Channel(host)
    judge = None
    while True:
        try:
            message, _ = channel.receive(protocol.TO_THE_JUDGE)
            if isinstance(message, Prepare):
                os.chdir(message.folder)
                judge = Judge(channel, json.loads(message.source), message.seconds)
                failure = judge.prepare(forks=message.forks)
                channel.send(Prepared(failure, judge.single, versions()))
            else:
                _, (descriptor, *_rest), _, _ = socket.recv_fds(host, 1, 1)
                with socket.socket(fileno=descriptor) as student:
                    is_spent = judge.examine(student, message)  # type: ignore[union-attr]
                channel.send(Done(is_spent))
        except Gone:
            os._exit(0)
        except fork.Lost as lost:
            channel.send(ForkLost(str(lost)))
        except fork.Failed as failed:
            channel.send(Failed(str(failed)))
        except Exception:
            channel.send(Failed(traceback.format_exc()[-5000:]))


class Judge:
    """One unit's tests, ready to examine submissions."""

    def __init__(self, host: Channel, source: dict[str, Any], seconds: float) -> None:
        self.host = host
        self.parts = cell_names.parts(source)
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
                        exec(compile(cell_names.plain(part.source), part.cell_id, "exec"), names)
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

    def examine(self, student: socket.socket, message: Examine) -> bool:
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

    def _examine(self, student: socket.socket, message: Examine) -> None:
        if keras := models.keras():
            keras.utils.set_random_seed(0)
        with models.names_from(_TESTS_NAMES):
            Examination(self, student, message).run()


def _scratch() -> Path | None:
    """The only folder in which this process can write, if it is shut in."""
    return Path(isolation.HOME) if os.environ.get("HOME") == isolation.HOME else None


class LeftOut(Exception):
    """A name is missing, and an answer was left out, since it had ended the student's process."""


class Examination:
    """One submission's cells and tests, from the first to the last."""

    def __init__(self, judge: Judge, student: socket.socket, message: Examine) -> None:
        self.judge, self.message = judge, message
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.clock = Clock(judge.seconds, self._used)
        self.peer = JudgeSide(Channel(student), self.clock, self._interrupt)
        self.ended = ""  # why the student's process is not there any more
        self.is_tampered = False

    def run(self) -> None:
        """Run all cells in order, until the student's process ends.

        Of cells that only show something only what answers use is run.
        """
        by_id = {part.cell_id: part for part in self.judge.parts}
        pairs = [(by_id.get(c.id) or _not_in_source(c), c.source) for c in self.message.cells]
        run = [(part.cell_id, part.kind, source) for part, source in pairs if part.kind != TEST]
        words = cell_names.words(source for _, kind, source in run if kind != LESSON)
        used = cell_names.used_of_lessons(run)
        again = self._needed_again([part for part, _ in pairs], words)
        for number, (part, source) in enumerate(pairs):
            if part.kind == LESSON:
                source = used.get(part.cell_id, "")
                if not source:
                    continue
            is_done = number < self.message.done
            if (
                is_done
                and (part.cell_id in self.message.without or part.kind == TEST)
                and (part.cell_id not in again)
            ):
                continue
            self.clock.start()
            if self.is_tampered:  # and so no test from here on is for a program to judge
                judged = self._judged(
                    part, Verdict.TAMPERED, [error(Verdict.TAMPERED.error, self.ended)]
                )
            elif part.kind == TEST:
                judged = self._test(part)
                self._hand_over(part, words)
            else:
                judged = self._run(part, source)
            if not is_done or self.ended:
                self.judge.host.send(judged)
            if self.ended and not self.is_tampered:
                return

    def _needed_again(self, parts: list[Part], words: set[str]) -> set[str]:
        """Tests that are through, of which those that follow, or answers, use what they made."""
        wanted = set(words)
        again: set[str] = set()
        for number, part in reversed(list(enumerate(parts))):
            if part.kind != TEST:
                continue
            is_needed = bool(part.makes & wanted) and part.cell_id not in self.message.without
            if number >= self.message.done or is_needed:
                wanted |= part.needs
            if number < self.message.done and is_needed:
                again.add(part.cell_id)
        return again

    def _run(self, part: Part, source: str) -> Judged:
        outputs = []
        try:
            if part.kind == SET_UP:
                self._set_up(part, source)
            else:
                self.peer.ask(protocol.Run, sync=True, source=source, given=[])
        except TookTooLong as late:
            outputs = [self._late(late)]
        except (ChannelError, Nonsense) as lost:
            outputs = [self._lost(lost)]
        except (StudentError, ValueError) as failure:
            outputs = [error(type(failure).__name__, str(failure))]
        return self._judged(part, "", outputs)

    def _set_up(self, part: Part, source: str) -> None:
        made = self.judge.made[part.cell_id]
        self.names.update(made)
        if part.is_given:
            self.peer.ask(protocol.Bind, names=made, given=given_keys(made))
            self.peer.know_given(made)  # after they were sent, or their keys alone would go
        else:
            keys = self.peer.know_given(made)
            start = self.judge.names_from[part.cell_id]
            self.peer.ask(protocol.Run, source=source, given=keys, names_from=start)

    def _test(self, part: Part) -> Judged:
        self.peer.evidence.clear()
        outputs: list[dict[str, Any]] = []
        verdict = Verdict.PASSED
        score = None
        printed = io.StringIO()
        try:
            self._seed(part)
            self._fetch(part)
            with contextlib.redirect_stdout(printed):
                value = _execute(part.source, self.names)
            verdict, score, outputs = _scored(value, part.points)
        except TookTooLong as late:
            verdict, outputs = Verdict.TIMEOUT, [self._late(late)]
        except (ChannelError, Nonsense) as lost:
            outputs = [self._lost(lost)]
            verdict = Verdict.TAMPERED if self.is_tampered else Verdict.CRASHED
        except LeftOut:
            verdict, outputs = Verdict.NOT_RUN, [error(Verdict.NOT_RUN.error, NOT_RUN)]
        except StudentError as failure:
            # what an answer that was never written raises, since nbgrader left that in its place
            unsolved = isinstance(failure, NotImplementedError)
            verdict = Verdict.FAILED if unsolved else Verdict.ERROR
            outputs = [described(failure)]
        except AssertionError as failure:
            verdict, outputs = Verdict.FAILED, [described(failure)]
        except BaseException as failure:
            verdict, outputs = Verdict.ERROR, [described(failure)]
        said = printed.getvalue()
        if said:
            outputs = [stream(said), *outputs]
        return self._judged(part, verdict, outputs, score)

    def _seed(self, part: Part) -> None:
        """Seeds of this test: the student's process gets one that tells nothing of ours."""
        ours = _digest(f"{self.message.seed}/{part.cell_id}/ours")
        theirs = _digest(f"{self.message.seed}/{part.cell_id}/theirs")
        os.environ[SEED_VARIABLE] = str(ours)
        models.set_seeds(ours)
        self.peer.ask(protocol.Seed, seed=theirs % 2**32)

    def _fetch(self, part: Part) -> None:
        """Take in what the student has made of the names that a test asks for."""
        wanted = sorted(part.asks_for)
        values = self.peer.ask(protocol.Get, names=wanted) if wanted else {}
        if not values.keys() <= part.asks_for:
            raise Nonsense(f"the values of names that nobody asked for: {sorted(values)}"[:300])
        if self.message.without and values.keys() < part.asks_for:
            raise LeftOut
        for name in wanted:
            self.names.pop(name, None)
        self.names.update(values)
        self.peer.call_by(values)

    def _hand_over(self, part: Part, words: set[str]) -> None:
        """Give the student's process what a test made, hidden parts aside, and their cells name."""
        for name in cell_names.makes(without_hidden(part.source)) & words & self.names.keys():
            try:
                self.peer.ask(protocol.Bind, sync=True, names={name: self.names[name]}, given=[])
            except (ChannelError, Nonsense) as lost:
                self._lost(lost)
                return
            except Stuck as late:
                self._late(late)
                return
            except (CannotSend, StudentError, TookTooLong, ValueError):
                continue

    def _used(self) -> float:
        self.judge.host.send(AskUsed())
        answer, _ = self.judge.host.receive(Used)
        return answer.seconds

    def _interrupt(self) -> None:
        self.judge.host.send(Interrupt())

    def _late(self, late: TookTooLong) -> dict[str, Any]:
        if isinstance(late, Stuck):
            self.ended = f"{STUCK} It had {self.clock.took}."
            return error(Verdict.TIMEOUT.error, self.ended)
        return error(Verdict.TIMEOUT.error, stopped_after(self.clock.took))

    def _lost(self, lost: ChannelError | Nonsense) -> dict[str, Any]:
        """The student's process is gone, or talks nonsense: the end of it."""
        if isinstance(lost, Nonsense):
            self.is_tampered = True
            self.ended = f"{TAMPERED} What was wrong: {lost}."
            return error(Verdict.TAMPERED.error, self.ended)
        self.ended = STOPPED
        return error(Verdict.CRASHED.error, STOPPED)

    def _judged(
        self, part: Part, verdict: str, outputs: list[dict[str, Any]], score: float | None = None
    ) -> Judged:
        is_test = part.kind == TEST
        return Judged(
            id=part.cell_id,
            outputs=msgspec.convert([*self.peer.take_outputs(), *outputs], protocol.Outputs),
            verdict=verdict if is_test else "",
            score=score,
            evidence=list(self.peer.evidence) if is_test else [],
            ended=self.ended,
        )


def _scored(value: Any, points: float) -> tuple[Verdict, float | None, list[dict[str, Any]]]:
    """The verdict, score and output of a test, by the value of its last line.

    A number is its points, and what is no number at all says nothing, as in nbgrader. What could
    pass for a number, such as an array, is neither.
    """
    is_number = isinstance(value, int | float | np.integer | np.floating)
    if isinstance(value, bool) or not (is_number or _is_like_numbers(value)):
        return Verdict.PASSED, None, []
    if is_number and 0 <= value <= points:
        return Verdict.PASSED, float(value), [result(value)]
    text = NO_SCORE.format(value=_brief(value), points=points)
    return Verdict.NO_SCORE, None, [error(Verdict.NO_SCORE.error, text)]


def _is_like_numbers(value: Any) -> bool:
    """Whether a value is one, or holds some, that an author may have meant for a score."""
    kinds = (complex, list, tuple, set, frozenset, dict, Proxy)
    return isinstance(value, kinds) or hasattr(value, "__array__") or hasattr(value, "__float__")


def _brief(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, bool | int | float | np.number):
        return str(value)
    return f"a value of type {type(value).__name__}"


def _not_in_source(cell: protocol.Cell) -> Part:
    """A cell that `cells.parts` leaves out, or that the student has put in."""
    return Part(cell.id, LESSON if cell.shows else ANSWER, "", set(), set())


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
    where += getattr(failure, "where", []) or getattr(failure.__cause__, "where", [])
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
    tree = ast.parse(cell_names.plain(source))
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, _FILE, "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), _FILE, "exec"), names)
    return eval(compile(ast.Expression(last.value), _FILE, "eval"), names)


def _digest(text: str) -> int:
    """A number of 192 bits."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:24])
