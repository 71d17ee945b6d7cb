"""One place says how a verdict is told, and which error stands for which."""

from __future__ import annotations

import pytest

from autograder.notebooks.verdict import Verdict


def test_what_a_program_cannot_judge_waits_for_a_person() -> None:
    waiting = {verdict.value for verdict in Verdict if verdict.waits}
    assert waiting == {"tampered", "no_score", "ungradable", "pending"}
    assert {verdict.label for verdict in Verdict if verdict.waits} == {"Waiting"}


@pytest.mark.parametrize("verdict", Verdict)
def test_each_is_told_everywhere(verdict: Verdict) -> None:
    assert verdict.label and verdict.error
    assert verdict.colour in ("good", "part", "bad", "broken", "open")
    assert verdict.terminal in ("green", "yellow", "red")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("AssertionError", "failed"),
        ("NotImplementedError", "failed"),
        ("CellTimeoutError", "timeout"),
        ("DeadKernelError", "crashed"),
        ("NotRun", "not_run"),
        ("ValueError", "error"),
        ("MemoryError", "error"),
        ("Error", "error"),
        ("", "error"),
        ("Tampered", "error"),
        ("NoScore", "error"),
        ("Ungradable", "error"),
    ],
)
def test_an_error_stands_for_a_verdict_that_is_decided(name: str, verdict: str) -> None:
    assert Verdict.of_error(name) == verdict
    assert not Verdict.of_error(name).waits
