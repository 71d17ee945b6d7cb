"""What a student's page says of a test that has hidden parts.

What a student's code says while a hidden test calls it could carry the test's inputs. So an error
is told by its class, its line in the student's own cell, and the common message that it has; checks
of the test's own say what they say. An instructor sees everything in `autograder explain`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nbformat import NotebookNode

from autograder.notebooks.common_errors import known_class, known_message
from autograder.notebooks.endings import NOT_SOLVED, STOPPED, TAMPERED, TIMEOUT
from autograder.notebooks.messages import error_of, failure_message, plain
from autograder.notebooks.verdict import Verdict
from autograder.results.results import TestResult

OF_THE_GRADER = {  # by verdict, whatever the outputs claim
    Verdict.TIMEOUT: TIMEOUT,
    Verdict.CRASHED: STOPPED,
    Verdict.OUT_OF_MEMORY: "It needed more memory than there is.",
    Verdict.TAMPERED: TAMPERED,
    Verdict.NO_SCORE: "This test did not end as its author meant it to. A person has to look.",
}
_LINES, _LINE = 2, 300  # of a check's own message
_WHERE = re.compile(r"in [\w<>]{1,100}, line (\d{1,6}): (.*)")
_WORD = re.compile(r"[^\W\d]\w*")


def told_of_hidden(
    test: TestResult, cell: NotebookNode, answers: Sequence[str], *, judged_apart: bool
) -> str:
    """What a student may read of a test with hidden parts that was not passed.

    Args:
        test: its result.
        cell: its cell, with outputs.
        answers: the student's own code, cell by cell, as it was handed in.
        judged_apart: whether the test ran in a process that no student's code enters; where it
            did not, that code can have written any message.
    """
    if words := OF_THE_GRADER.get(test.verdict):
        return words
    error = error_of(cell)
    if error is None:
        return ""
    if error.ename == "NotImplementedError":
        return NOT_SOLVED
    if test.verdict is Verdict.FAILED and error.ename == "AssertionError":
        return _bounded(failure_message(cell)) if judged_apart else ""
    return _of_an_error(error, answers)


def _of_an_error(error: NotebookNode, answers: Sequence[str]) -> str:
    own = {word for answer in answers for word in _WORD.findall(answer)}
    name = known_class(error.ename)
    message = known_message(plain(error.evalue), own) if name == error.ename else ""
    return (f"{name}: {message}" if message else name) + _where(error, answers)


def _where(error: NotebookNode, answers: Sequence[str]) -> str:
    """The last line of the student's own that an error went through, as our copy has it."""
    for line in reversed(error.traceback[-12:]):
        found = _WHERE.fullmatch(plain(line)[:500])
        if found and (own := _own_line(int(found[1]), found[2].strip(), answers)):
            return f" (in line {found[1]} of your cell: {own[:200]})"
    return ""


def _own_line(number: int, text: str, answers: Sequence[str]) -> str:
    """The line of that number and text in one of the answers; empty if there is none."""
    for answer in answers:
        lines = answer.splitlines()
        if 0 < number <= len(lines) and text and lines[number - 1].strip() == text:
            return text
    return ""


def _bounded(message: str) -> str:
    return "\n".join(line[:_LINE] for line in message.splitlines()[:_LINES])
