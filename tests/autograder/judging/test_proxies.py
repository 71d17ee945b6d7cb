"""What the judge's side makes of what a student's process sends."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import numpy as np
import pytest

from autograder.judging import protocol
from autograder.judging.channel import Channel
from autograder.judging.clock import Clock
from autograder.judging.protocol import Nonsense
from autograder.judging.proxies import JudgeSide, Proxy, _error
from autograder.judging.values import Parts

NONE = Parts([])


@pytest.fixture
def judge() -> Iterator[JudgeSide]:
    one, other = socket.socketpair()
    with one, other:
        yield JudgeSide(Channel(one), Clock(1, lambda: 0.0), lambda: None)


@pytest.mark.parametrize("value", [np.zeros(100), {"a": [1]}, [1, 2], {1, 2}], ids=str)
def test_a_tests_own_value_is_handed_to_nobody(value: object, judge: JudgeSide) -> None:
    judge.know("given:value", value)
    with pytest.raises(Nonsense, match="own value"):
        judge.unpack(protocol.Reference("given:value"), NONE)


def test_a_handle_is_one_stand_in_however_often_it_comes(judge: JudgeSide) -> None:
    handle = protocol.Handle("s:1", [("builtins", "function")])
    stand_in = judge.unpack(handle, NONE)
    assert isinstance(stand_in, Proxy) and judge.unpack(handle, NONE) is stand_in


@pytest.mark.parametrize("key", ["given:network", "j:1", "s:1"])
def test_no_handle_takes_the_key_of_another_object(key: str, judge: JudgeSide) -> None:
    judge.know(key, object())
    with pytest.raises(Nonsense, match="no key"):
        judge.unpack(protocol.Handle(key, []), NONE)


@pytest.mark.parametrize(
    ("module", "name"),
    [("subprocess", "Popen"), ("tlkit.checks", "Any"), ("tlkit.features.linear", "GridSearchCV")],
)
def test_only_tlkits_own_records_are_made(module: str, name: str, judge: JudgeSide) -> None:
    with pytest.raises(Nonsense, match="is no record"):
        judge.unpack(protocol.Record(module, name, {}), NONE)


def test_a_table_of_tables_is_not_joined(judge: JudgeSide) -> None:
    index = protocol.Sequence("list", [1, 2])
    column = protocol.Table("Series", [None], [index], index, None)
    assert judge.unpack(column, NONE).tolist() == [1, 2]
    with pytest.raises(Nonsense, match="columns that are no lists"):
        judge.unpack(protocol.Table("DataFrame", ["a"], [column], index, None), NONE)


@pytest.mark.parametrize(
    ("classes", "base"),
    [
        (["KeyError", "LookupError", "Exception"], KeyError),
        (["Mine", "ValueError", "Exception"], ValueError),
        (["StopIteration", "Exception"], Exception),
        (["StopAsyncIteration", "Exception"], Exception),
        (["ExceptionGroup", "Exception"], Exception),
        (["KeyboardInterrupt", "BaseException"], Exception),
        (["a\0b", "int"], Exception),
    ],
)
def test_an_error_is_one_that_a_test_can_expect(classes: list[str], base: type) -> None:
    error = _error(protocol.Raised(number=1, classes=classes, message="so"))
    assert isinstance(error, base) and str(error) == "so"
    assert not isinstance(error, StopIteration | StopAsyncIteration)
