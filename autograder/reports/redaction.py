"""What a student's page says from the first test with hidden parts on.

Once a hidden test has called it, whatever a student's code says could carry the test's inputs: it
may keep them, and say them in a later cell or test. So an error is told by its class, its line in
the student's own cell, and the common message that it has; a check by the words of its author; and
nothing is told of what a cell showed. An instructor sees everything in `autograder explain`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.notebooks.common_errors import known_class, known_message
from autograder.notebooks.endings import NOT_SOLVED, STOPPED, TAMPERED, TIMEOUT
from autograder.notebooks.messages import error_of, failure_message, plain
from autograder.notebooks.verdict import Verdict
from autograder.notebooks.wording import in_authors_words
from autograder.results.results import TestResult

OF_THE_GRADER = {  # by verdict, whatever the outputs claim
    Verdict.TIMEOUT: TIMEOUT,
    Verdict.CRASHED: STOPPED,
    Verdict.OUT_OF_MEMORY: "It needed more memory than there is.",
    Verdict.TAMPERED: TAMPERED,
    Verdict.NO_SCORE: "This test did not end as its author meant it to. A person has to look.",
}
ENDED = {  # by the error that the grader gives a cell, whatever that says
    Verdict.TIMEOUT.error: TIMEOUT,
    Verdict.CRASHED.error: STOPPED,
    Verdict.TAMPERED.error: TAMPERED,
    Verdict.NOT_RUN.error: "",
}
_WHERE = re.compile(  # as the student's process tells of a call, and as IPython tells of a cell
    r"(?:in [\w<>]{1,100}, line (?P<call>\d{1,6}): "
    r"|\s*Cell In\[\d{1,6}\], line (?P<cell>\d{1,6})(?: in [\w<>]{1,100})?\n)(?P<text>[^\n]*)"
)
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*){0,4}")  # with dots, as `keras.layers.Dense`


@dataclass
class Known:
    """What a page may repeat: the words of the unit's author, and the student's own.

    Args:
        unit: code of the unit that no student can change.
        own: the student's code, cell by cell, as it was handed in.
        judged_apart: whether tests ran in a process that no student's code enters; where they did
            not, that code can have written any message.
    """

    unit: list[str]
    own: list[str]
    judged_apart: bool = True


def told_of_test(test: TestResult, cell: NotebookNode, known: Known) -> str:
    """What a student may read of a test that was not passed."""
    if words := OF_THE_GRADER.get(test.verdict):
        return words
    error = error_of(cell)
    if error is None:
        return ""
    if test.verdict is Verdict.FAILED and error.ename == "AssertionError":
        return _of_a_check(error, cell, known) if known.judged_apart else ""
    return _of_an_error(error, known.own)


def told_of_cell(cell: NotebookNode, known: Known) -> str:
    """What a student may read of a cell that stopped; nothing of one that did not."""
    error = error_of(cell)
    if error is None:
        return ""
    return ENDED[error.ename] if error.ename in ENDED else _of_an_error(error, known.own)


def _of_a_check(error: NotebookNode, cell: NotebookNode, known: Known) -> str:
    if message := plain(error.evalue).strip():
        return in_authors_words(message, known.unit)
    return failure_message(cell)  # the line of a bare assert, or the idea of a hidden one


def _of_an_error(error: NotebookNode, answers: Sequence[str]) -> str:
    if error.ename == "NotImplementedError":  # nbgrader's stub in place of an answer
        return NOT_SOLVED
    own = {name for answer in answers for name in _names(answer)}
    name = known_class(error.ename)
    message = known_message(plain(error.evalue), own) if name == error.ename else ""
    return (f"{name}: {message}" if message else name) + _where(error, answers)


def _names(answer: str) -> Iterator[str]:
    """The names in some code, and with dots what they begin with.

    No others, put together of these: so a message tells no more than which of them it has.
    """
    for found in _NAME.findall(answer):
        parts = found.split(".")
        yield from parts
        yield from itertools.accumulate(parts, lambda before, part: f"{before}.{part}")


def _where(error: NotebookNode, answers: Sequence[str]) -> str:
    """The last line of the student's own that an error went through, as our copy has it."""
    for line in reversed(error.traceback[-12:]):
        if not (found := _WHERE.match(plain(line)[:500])):
            continue
        number = int(found["call"] or found["cell"])
        if own := _own_line(number, found["text"].strip(), answers):
            return f" (in line {number} of your cell: {own[:200]})"
    return ""


def _own_line(number: int, text: str, answers: Sequence[str]) -> str:
    """The line of that number and text in one of the answers; empty if there is none."""
    for answer in answers:
        lines = answer.splitlines()
        if 0 < number <= len(lines) and text and lines[number - 1].strip() == text:
            return text
    return ""
