"""What grading prints, and how Ctrl-C stops it."""

from __future__ import annotations

import io
import signal
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from autograder.cli.terminal import Interrupts, one_line, results_table
from autograder.notebooks.verdict import Verdict
from autograder.results import results
from autograder.results.results import SubmissionResult

TEST = results.TestResult("test_a", "A", "", Verdict.PASSED, 2, 2, "", by_hand=False)
FULL = SubmissionResult("unit", "ada", "graded", tests=[TEST], seconds=1)
FAILED = replace(FULL, tests=[replace(TEST, verdict=Verdict.FAILED, score=0)])
TAMPERED = replace(FULL, tests=[replace(TEST, verdict=Verdict.TAMPERED, score=None)])


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (FULL, None),
        (replace(FAILED, kept=True), None),
        (FAILED, "✗ ada: 0 of 2 test_a (failed)"),
        (TAMPERED, "✗ ada: 0 of 2 test_a (tampered)"),
        (replace(FULL, before=1), "✓ ada: 2 of 2 (1 before)"),
        (SubmissionResult("unit", "[b]", "ungradable", message="[x]"), "? [b]: [x]"),
    ],
)
def test_only_what_wants_attention_gets_a_line(result: SubmissionResult, line: str | None) -> None:
    found = one_line(result)
    assert (found.plain if found else None) == line


def test_the_table_says_once_why_a_person_is_needed() -> None:
    tests = [replace(TAMPERED.tests[0], test=name, message="Look here.") for name in ("a", "b")]
    printed = io.StringIO()
    console = Console(file=printed, width=120)
    console.print(results_table("unit", [replace(TAMPERED, tests=tests)]))
    (row,) = [line for line in printed.getvalue().splitlines() if "ada" in line]
    assert "a (tampered), b (tampered)" in row and "Look here.; 4 to grade by hand" in row


def test_the_first_ctrl_c_stops_and_the_second_ends(capsys: Any) -> None:
    called: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with Interrupts() as interrupts:
        interrupts.call(lambda: called.append("stop"), lambda: called.append("end"))
        signal.raise_signal(signal.SIGINT)
        assert called == ["stop"]
        assert "Ctrl-C again ends that, too." in capsys.readouterr().err
        signal.raise_signal(signal.SIGINT)
    assert called == ["stop", "end"]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_ctrl_c_before_there_is_something_to_stop_counts() -> None:
    called: list[str] = []
    with Interrupts() as interrupts:
        signal.raise_signal(signal.SIGINT)
        interrupts.call(lambda: called.append("stop"), lambda: called.append("end"))
    assert called == ["stop"]
