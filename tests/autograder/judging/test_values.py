"""Plain values on a journey."""

from __future__ import annotations

import json
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judging import protocol
from autograder.judging.protocol import Nonsense, Returned
from autograder.judging.values import CannotSend, Parts, Values

TEXT = st.text() | st.text(st.characters(categories=["Cs"]))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
NESTED = st.recursive(
    PLAIN | st.binary() | st.complex_numbers(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(PLAIN, inner),
    max_leaves=20,
)


def there_and_back(value: Any) -> Any:
    data: list[bytes] = []
    answer = Returned(number=1, value=Values().pack(value, data))
    packed = protocol.decode(protocol.encode(answer), protocol.answers_to(protocol.Item))
    parts = Parts(data)
    back = Values().unpack(packed.value, parts)
    parts.refuse_rest()
    return back


@given(NESTED)
def test_values_come_back_as_they_were(value: Any) -> None:
    back = there_and_back(value)
    assert back == value and type(back) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype="int8").reshape(2, 3).T,
        np.zeros((0, 3), "float32"),
        np.array(["a", "ß"]),
        np.array([True, False]),
        np.array(3 + 4j),
        np.float64(0.5),
        np.int32(7),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_arrays_keep_type_and_shape(array: Any) -> None:
    back = there_and_back(array)
    assert type(back) is type(array) and back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


def test_what_comes_back_may_be_written_to() -> None:
    back = there_and_back(np.zeros(3))
    back[0] = 1
    assert back.sum() == 1


def test_other_values() -> None:
    assert there_and_back(slice(1, None)) == slice(1, None)
    for numbers in (range(3), range(9, -4, -4), range(3, 3), range(3, 0), range(10**7)):
        assert there_and_back(numbers) == numbers
    assert there_and_back({1, 2}) == {1, 2}
    assert np.isnan(there_and_back(float("nan")))


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        object(), len, np.array([object()]), endless(), 2**30_000, -(2**30_000),
        np.array(["x" * 2_000_000]), range(10**7 + 1), range(2**70, 0, -1),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_has_no_form_is_refused(value: Any) -> None:
    with pytest.raises(CannotSend):
        Values().pack(value, [])


@pytest.mark.parametrize(
    "value",
    [
        [1],
        {},
        {"t": "sequence"},
        {"t": "sequence", "kind": "list", "parts": 3},
        {"t": "sequence", "kind": "deque", "parts": []},
        {"t": "sequence", "kind": "list", "parts": [], "more": 1},
        {"t": "sequence", "kind": "set", "parts": [{"t": "mapping", "items": []}]},
        {"t": "mapping", "items": [[1]]},
        {"t": "mapping", "items": [[{"t": "sequence", "kind": "list", "parts": []}, 1]]},
        {"t": "integer", "hex": 3},
        {"t": "integer", "hex": "0x"},
        {"t": "special", "name": "infinity"},
        {"t": "bytes", "at": 9},
        {"t": "bytes", "at": -1},
        {"t": "bytes", "at": 1, "text": True},
        {"t": "sequence", "kind": "list", "parts": [{"t": "bytes", "at": 0}] * 2},
        {"t": "array", "dtype": "O", "shape": [1], "at": 0},
        {"t": "array", "dtype": "<f4", "shape": [2, 2], "at": 0},
        {"t": "array", "dtype": "<f4", "shape": [-1], "at": 0},
        {"t": "array", "dtype": "<f3", "shape": [1], "at": 0},
        {"t": "array", "dtype": "<U9999999", "shape": [9223372036854775807], "at": 0},
        {"t": "array", "dtype": "nonsense", "shape": [1], "at": 0},
        {"t": "slice", "kind": "range", "ends": [1, 2, 0]},
        {"t": "slice", "kind": "range", "ends": [0, 10**9, 1]},
        {"t": "array", "dtype": "<U0", "shape": [10**12], "at": 3},
        {"t": "reference", "key": "given:network"},
        {"t": "exec", "v": "1"},
    ],
    ids=str,
)
def test_what_was_never_packed_is_refused(value: Any) -> None:
    text = json.dumps({"is": "returned", "number": 1, "value": value}).encode()
    with pytest.raises(Nonsense):
        packed = protocol.decode(text, protocol.answers_to(protocol.Item))
        Values().unpack(packed.value, Parts([b"abcd", b"\xff\xff\xff", b"", b""]))


def test_bytes_that_belong_to_nothing_are_refused() -> None:
    with pytest.raises(Nonsense, match="belong to nothing"):
        Parts([b"abcd"]).refuse_rest()


P = 2**61 - 1  # what Python's hashes of numbers are the rest of
ONE_HASH: list[list[Any]] = [
    [P * number for number in range(20_000)],
    [complex(-1_000_003 * number, number) for number in range(1, 20_000)],
    [np.complex128(complex(-1_000_003 * number, number)) for number in range(1, 20_000)],
    [(complex(-1_000_003 * number, number),) for number in range(1, 20_000)],
]


@pytest.mark.parametrize("values", ONE_HASH, ids=lambda values: type(values[0]).__name__)
@pytest.mark.parametrize("kind", [list, set, dict.fromkeys])
def test_values_that_no_set_tells_apart_quickly_are_refused(kind: Any, values: list[Any]) -> None:
    few = kind(values[:90])
    assert there_and_back(few) == few
    packed = Values().pack(list(values), data := [])
    if kind is set:
        packed = protocol.Sequence("set", packed.parts)
    elif kind is dict.fromkeys:
        packed = protocol.Mapping([(part, None) for part in packed.parts])
    began = time.process_time()
    with pytest.raises(Nonsense, match="with the same hash"):
        Values().unpack(packed, Parts(data))
    assert time.process_time() - began < 5


def test_one_value_may_come_many_times() -> None:
    for value in (P, 0j, (1, 2), frozenset([1])):
        assert there_and_back([value] * 5000) == [value] * 5000
