"""A student's page says nothing of what a hidden test gave to the student's code."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.notebooks.common_errors import MESSAGES, known_message
from autograder.notebooks.endings import STOPPED
from autograder.notebooks.verdict import Verdict
from autograder.reports.redaction import Known, told_of_cell, told_of_test
from autograder.results import results

SOURCE = """# Doubles
### BEGIN HIDDEN TESTS
# Any
checks.equal(double(739), 4, "a double")
### END HIDDEN TESTS"""
ANSWER = "def double(x):\n    return codes @ x.T + keras.ops.mean(x)"
WHERE = "in double, line 2: return codes @ x.T + keras.ops.mean(x)"


def said(verdict: str, *errors: Any, judged_apart: bool = True) -> str:
    outputs = [
        nbformat.v4.new_output(
            "error", ename=name, evalue=value, traceback=[*where, f"{name}: {value}"]
        )
        for name, value, where in errors
    ]
    printed = nbformat.v4.new_output("stream", name="stdout", text="739")
    cell = nbformat.v4.new_code_cell(SOURCE, outputs=[printed, *outputs])
    test = results.TestResult(
        "t", "T", "", Verdict(verdict), 0, 2, "739 stood in the record", by_hand=False
    )
    return told_of_test(test, cell, Known([SOURCE], [ANSWER], judged_apart))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ValueError", "739", "ValueError"),
        ("ValueError", "operands could not be broadcast together with shapes (739,) (2,) ",
         "ValueError: operands could not be broadcast together with shapes …"),
        ("IndexError", "list index out of range", "IndexError: list index out of range"),
        ("IndexError", "index 739 is out of bounds for axis 0 with size 10",
         "IndexError: index … is out of bounds for axis … with size …"),
        ("NameError", "name 'codes' is not defined", "NameError: name 'codes' is not defined"),
        ("NameError", "name 'sevenhundred39' is not defined",
         "NameError: name '…' is not defined"),
        ("TypeError", "double() takes 1 positional argument but 2 were given",
         "TypeError: double() takes … positional argument but … were given"),
        ("TypeError", "'NoneType' object is not callable",
         "TypeError: 'NoneType' object is not callable"),
        ("AttributeError", "module 'keras.ops' has no attribute 'mean.T.T.codes.x'",
         "AttributeError: module 'keras.ops' has no attribute '…'"),
        ("Seen739", "739", "An error of your own"),
        ("E0x2e3", "list index out of range", "An error of your own"),
        ("ValueError", "\t \t\t   \n seven three nine 0x2e3", "ValueError"),
        ("Tampered", "739", "An error of your own"),  # a class that a student calls so
        ("DeadKernelError", "739", "An error of your own"),
        ("AssertionError", "739", "AssertionError"),  # raised by the student's code
        ("NotImplementedError", "739", "Not solved yet: the cell still raises"),
    ],
)  # fmt: skip
def test_an_error_is_told_without_what_it_says(name: str, value: str, words: str) -> None:
    told = said("error", (name, value, []))
    assert told.startswith(words) and "739" not in told and "0x2e3" not in told


@pytest.mark.parametrize(
    "where",
    [WHERE, "  Cell In[7], line 2 in double\n    return codes @ x.T + keras.ops.mean(x)\n739"],
)
def test_the_students_own_line_is_told_from_our_copy(where: str) -> None:
    told = said("error", ("ValueError", "739", [where]))
    assert told == "ValueError (in line 2 of your cell: return codes @ x.T + keras.ops.mean(x))"


@pytest.mark.parametrize(
    "where",
    [
        "in double, line 739: return codes @ x.T + keras.ops.mean(x)",
        "in f739, line 2: 739",
        "739",
        "in a, line 2: 739",
    ],
)
def test_a_line_that_the_student_did_not_write_is_not_told(where: str) -> None:
    assert said("error", ("ValueError", "739", [where])) == "ValueError"


def test_a_check_is_told_in_its_authors_words() -> None:
    error = ("AssertionError", "Found 739, expected 4. Hint: a double.", [])
    assert said("failed", error) == "Found …, expected …. Hint: a double."


def test_what_no_author_wrote_is_not_told() -> None:
    assert said("failed", ("AssertionError", "739 is no double", [])) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ValueError", "ValueError"),
        ("Seen739", "An error of your own"),
        ("DeadKernelError", STOPPED),  # of the grader's, or a class that a student calls so
        ("NotRun", ""),
    ],
)
def test_a_cell_that_stopped_is_told_without_what_it_says(name: str, words: str) -> None:
    error = nbformat.v4.new_output("error", ename=name, evalue="739", traceback=["739"])
    cell = nbformat.v4.new_code_cell("f()", outputs=[error])
    assert told_of_cell(cell, Known([SOURCE], [ANSWER])) == words


def test_where_the_students_kernel_ran_the_test_no_message_is_believed() -> None:
    assert said("failed", ("AssertionError", "739", []), judged_apart=False) == ""


@pytest.mark.parametrize("verdict", ["timeout", "crashed", "out_of_memory"])
def test_how_a_cell_ended_is_told_in_the_graders_words(verdict: str) -> None:
    told = said(verdict, ("CellTimeoutError", "739", []))
    assert told and "739" not in told


def test_what_was_printed_is_not_told() -> None:
    assert said("partial") == ""


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(MESSAGES), st.text(alphabet="0123456789abcdefxyz., ()", max_size=40))
def test_no_gap_of_a_common_message_is_told(template: str, secret: str) -> None:
    hole = "{rest}" if "{rest}" in template else "{name}"
    secret = f"q{secret.strip('., ()')}739"
    message = template.replace(hole, secret)
    for other, value in (("{name}", "int"), ("{n}", "739"), ("{shape}", "(739, 2)")):
        message = message.replace(other, value)
    assert "739" not in known_message(message.replace("{rest}", "739"), own={"double"})


def test_no_message_takes_long_to_match() -> None:
    for text in ("'" * 10**6, "(" * 10**6, "name 'a" * 10**5, "1" * 10**6, "x()" * 10**5):
        known_message(text, own=())
