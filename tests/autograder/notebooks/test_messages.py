"""Errors of test cells in plain words."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from autograder.notebooks.messages import error_of, failure_message, shorten, traceback_text

SOURCE = "assert a == 1\n### BEGIN HIDDEN TESTS\n# Any a\nassert a\n### END HIDDEN TESTS"


def cell(*outputs: Any) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(SOURCE, outputs=list(outputs))


def error(name: str, value: str = "", line: int = 1) -> nbformat.NotebookNode:
    frame = f"\x1b[0;36mCell In[7], line {line}\x1b[0m\n---> assert"
    return nbformat.v4.new_output("error", ename=name, evalue=value, traceback=["---", frame])


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (error("AssertionError", "a is 1"), "a is 1"),
        (error("AssertionError", line=1), "This does not hold: assert a == 1"),
        (error("AssertionError", line=4), "A hidden test failed: Any a"),
        (error("AssertionError", line=99), "This does not hold: an assert"),
        (error("ValueError", "\x1b[31mbad\x1b[0m"), "ValueError: bad"),
        (error("KeyError"), "KeyError"),
        (
            error("NameError", "name 'a' is not defined"),
            "NameError: name 'a' is not defined. The cell that makes it is missing, stopped "
            "with an error, or comes later.",
        ),
        (
            error("NotImplementedError"),
            "Not solved yet: the cell still raises NotImplementedError.",
        ),
        (
            error("CellTimeoutError"),
            "This cell took too long and was stopped. Is there a loop that never ends?",
        ),
        (error("NotRun", "Not run."), "Not run."),
    ],
)
def test_message_of_an_error(output: Any, message: str) -> None:
    assert failure_message(cell(output)) == message


def test_without_an_error_the_message_is_what_was_printed() -> None:
    printed = nbformat.v4.new_output("stream", name="stdout", text="1 of 3 is right\n")
    assert failure_message(cell(printed)) == "1 of 3 is right"


def test_a_timeout_counts_before_the_interrupt_that_it_sent() -> None:
    found = error_of(cell(error("KeyboardInterrupt"), error("CellTimeoutError")))
    assert found.ename == "CellTimeoutError"


def test_no_error() -> None:
    assert error_of(cell()) is None


def test_a_long_message_is_cut_in_its_middle() -> None:
    text = shorten("a" * 1_000_000 + "z")
    assert text.endswith("z") and "[998501 characters left out]" in text


def test_traceback_has_no_terminal_colours() -> None:
    assert traceback_text(error("ValueError", "bad")) == "---\nCell In[7], line 1\n---> assert"
