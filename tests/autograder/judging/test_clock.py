"""The time that a cell has."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

from autograder.judging import clock
from autograder.judging.clock import GRACE, WALL, Clock
from autograder.judging.protocol import Nonsense


class Hands:
    """A clock whose hands a test moves: the wall's time, and the processor's."""

    def __init__(self) -> None:
        self.wall = 100.0
        self.used = 0.0

    def monotonic(self) -> float:
        return self.wall


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = Hands()
    monkeypatch.setattr(clock, "time", hands)
    return hands


def cell(hands: Any, seconds: float) -> Clock:
    return Clock(seconds, lambda: hands.used)


def test_a_cell_may_wait_much_longer_than_it_may_compute(hands: Hands) -> None:
    time = cell(hands, 10)
    hands.wall += 10 * WALL - 1
    hands.used = 9.9
    assert not time.is_over()
    hands.wall += 1
    assert time.is_over() and time.took == "50 s by the clock"


def test_computing_ends_a_cell(hands: Hands) -> None:
    time = cell(hands, 10)
    hands.wall += 12
    hands.used = 10.4
    assert time.is_over() and time.took == "10 s of computing"


def test_what_was_interrupted_has_a_little_while(hands: Hands) -> None:
    time = cell(hands, 10)
    hands.used = 11
    hands.wall += 11
    assert time.is_over()
    time.interrupt()
    assert not time.is_over()
    hands.wall += GRACE
    assert time.is_over() and time.took == "11 s of computing"
    time.start()
    hands.used = 0
    assert not time.is_over() and not time.is_interrupted


def compute() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def recurse() -> None:
    recurse()


def exhaust() -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("work", "says"),
    [(compute, "more than 0.5 s"), (recurse, "RecursionError"), (exhaust, "MemoryError")],
)
def test_what_it_costs_to_read_is_bounded(
    work: Callable[[], None], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "READING", 0.5)
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(Nonsense, match=says), Clock(1, lambda: 0.0).reading():
        work()
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_all_answers_in_a_cell_share_its_time_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "READING", 0.5)
    ours = Clock(1, lambda: 0.0)
    with pytest.raises(Nonsense, match="more than"):
        for _ in range(1000):
            with ours.reading():
                sum(range(1_000_000))
    ours.start()
    with ours.reading():
        sum(range(1000))
