"""Plain values on a journey."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.inside.values import CannotSend, Values

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
NESTED = st.recursive(
    PLAIN | st.binary() | st.complex_numbers(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(PLAIN, inner),
    max_leaves=20,
)


def there_and_back(value: Any) -> Any:
    data: list[bytes] = []
    packed = json.loads(json.dumps(Values().pack(value, data)))
    return Values().unpack(packed, data)


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
    assert there_and_back(range(3)) == range(3)
    assert there_and_back({1, 2}) == {1, 2}
    assert np.isnan(there_and_back(float("nan")))


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize("value", [object(), len, np.array([object()]), endless()], ids=str)
def test_what_has_no_form_is_refused(value: Any) -> None:
    with pytest.raises(CannotSend):
        Values().pack(value, [])


@pytest.mark.parametrize(
    "packed",
    [
        [1],
        {},
        {"t": "list"},
        {"t": "list", "v": 3},
        {"t": "dict", "v": [[1]]},
        {"t": "dict", "v": [[{"t": "list", "v": []}, 1]]},
        {"t": "int", "v": 3},
        {"t": "bytes", "at": 9},
        {"t": "array", "dtype": "O", "shape": [1], "at": 0},
        {"t": "array", "dtype": "<f4", "shape": [2, 2], "at": 0},
        {"t": "array", "dtype": "<f4", "shape": [-1], "at": 5},
        {"t": "array", "dtype": "nonsense", "shape": [1], "at": 0},
        {"t": "range", "v": [1, 2, 0]},
        {"t": "exec", "v": "1"},
    ],
    ids=str,
)
def test_what_was_never_packed_is_refused(packed: Any) -> None:
    with pytest.raises(ValueError):
        Values().unpack(packed, [b"abcd"])
