"""Jobs that take too much are stopped, and the next one is done."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from autograder.core.bounded import TooMuch, bounded


def job(source: str, seconds: float = 1.0) -> bytes:
    """Have some Python run as a job: `eval` is a function of bytes."""
    return bounded("builtins:eval", source.encode(), seconds=seconds)


def test_gives_back_what_the_function_makes() -> None:
    assert job("b'a' * 3") == b"aaa"


@pytest.mark.parametrize(
    "source",
    [
        "max(x for x in iter(int, 1))",  # never ends
        "b'a' * (3 << 30)",  # memory
        "b'a' * (200 << 20)",  # output
        "__import__('os')._exit(0)",
        "__import__('os').kill(__import__('os').getpid(), 9)",
        "1 / 0",
        "(lambda f: f(f))(lambda f: f(f))",
    ],
)
def test_too_much_is_told_and_the_next_job_is_done(source: str) -> None:
    start = time.perf_counter()
    with pytest.raises(TooMuch):
        job(source)
    assert job("b'next'") == b"next"
    assert time.perf_counter() - start < 400


def test_a_job_whose_helper_was_killed_by_others_is_done_once_more(tmp_path: Path) -> None:
    marker = str(tmp_path / "was-here")
    kill = "__import__('os').kill(__import__('os').getpid(), 9)"
    seen = f"__import__('os').path.exists({marker!r})"
    assert job(f"b'done' if {seen} else (open({marker!r}, 'w'), {kill})") == b"done"


def test_each_job_has_its_own_time() -> None:
    busy = "[0 for _ in range(10**7)] and str(__import__('os').getpid()).encode()"
    assert len({job(busy, seconds=5) for _ in range(4)}) == 1  # one process, for all of them


def test_a_fork_has_a_helper_of_its_own() -> None:
    who = "str(__import__('os').getpid()).encode()"
    ours = job(who)
    child = os.fork()
    if child == 0:
        os._exit(job(who) == ours)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert job(who) == ours
