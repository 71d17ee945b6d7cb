"""What a test cell that failed has to say, in plain words and without hidden sources."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from autograder.core.printable import printable
from autograder.notebooks.endings import NOT_SOLVED, TIMEOUT
from autograder.notebooks.hidden_tests import hidden_idea
from autograder.notebooks.verdict import Verdict

LONGEST = 1500
OURS = {  # errors that the grader gives a cell
    verdict.error
    for verdict in (Verdict.TIMEOUT, Verdict.CRASHED, Verdict.NOT_RUN, Verdict.TAMPERED)
}
_CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


def error_of(cell: NotebookNode) -> NotebookNode | None:
    """The error that a cell stopped with, or None; a timeout before the interrupt that it sent."""
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    errors.sort(key=lambda error: error.ename not in OURS)
    return errors[0] if errors else None


def failure_message(cell: NotebookNode) -> str:
    """Why a test cell earned less than its points: its error, or else what it printed."""
    error = error_of(cell)
    return shorten(_explain(error, cell.source) if error else _printed(cell))


def traceback_text(error: NotebookNode) -> str:
    """An error's traceback as plain text."""
    return shorten(plain("\n".join(error.traceback)) or f"{error.ename}: {error.evalue}")


def plain(text: str) -> str:
    """Text without the codes that colour a terminal, and without other control characters."""
    return printable(text)


def without_folders(traceback: str) -> str:
    """A traceback that names files of libraries from the library on.

    >>> without_folders("File /opt/lib/site-packages/keras/src/ops.py:7, in add")
    'File keras/src/ops.py:7, in add'
    """
    return "\n".join(map(_without_folder, traceback.split("\n")))


def _without_folder(line: str) -> str:
    before, found, after = line.rpartition("-packages/")
    if not found:
        return line
    start = max(before.rfind(" "), before.rfind('"'), before.rfind("(")) + 1
    return before[:start] + after


def shorten(text: str, longest: int = LONGEST) -> str:
    """The text, with its middle cut out if it is long.

    >>> shorten("abcdefghij", longest=4)
    'ab\\n[6 characters left out]\\nij'
    """
    left_out = len(text) - longest
    if left_out <= 0:
        return text
    half = longest // 2
    return f"{text[:half]}\n[{left_out} characters left out]\n{text[-half:]}"


def _explain(error: NotebookNode, source: str) -> str:
    name, value = error.ename, plain(error.evalue).strip()
    if name == Verdict.TIMEOUT.error:
        return value or TIMEOUT
    if name in OURS:
        return value
    if name == "AssertionError":
        return value or _bare_assert(error, source)
    if name == "NotImplementedError":  # nbgrader's stub in place of an answer
        return value or NOT_SOLVED
    if name == "NameError":
        return (
            f"{name}: {value}. The cell that makes it is missing, stopped with an error, or "
            "comes later."
        )
    return f"{name}: {value}" if value else name


def _bare_assert(error: NotebookNode, source: str) -> str:
    """Words for an assert without a message, from the line where it stands."""
    found = _CELL_LINE.search(plain("\n".join(error.traceback)))
    number = int(found[1]) if found else 0
    if idea := hidden_idea(source, number):
        return f"A hidden test failed: {idea}"
    lines = source.splitlines()
    line = lines[number - 1].strip() if 0 < number <= len(lines) else "an assert"
    return f"This does not hold: {line}"


def _printed(cell: NotebookNode) -> str:
    streams = [output.text for output in cell.get("outputs", []) if output.output_type == "stream"]
    return plain("".join(streams)).strip()
