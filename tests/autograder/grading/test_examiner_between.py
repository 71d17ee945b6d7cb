"""What passes between answers and tests, which run in two processes: as in a notebook."""

from __future__ import annotations

from typing import Any

import pytest
from examining import DOUBLE, answer, cell, examine, notebook, verdict, warm

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["examine", "warm"]  # fixtures


CHANGE = """
def change(array, words, table):
    array *= 2
    words.sort()
    table["n"] += 1
    numbers[:] = 0
"""


def test_what_an_answer_does_to_an_argument_is_not_done_to_the_tests_own(examine: Any) -> None:
    test = """
array, words, table = np.ones(3), ["b", "a"], {"n": 0}
assert change(array, words, table=table) is None
assert array.tolist() == [1, 1, 1] and words == ["b", "a"] and table == {"n": 0}
assert numbers[5] == 5 and total(numbers) == 4950, "given arrays are handed over as they were made"
"""
    total = "def total(x):\n    before = x.sum()\n    x[:] = 0\n    return before"
    source = notebook(answer(CHANGE + total), cell("test", test * 2, 1.0))
    record = examine(source, source)
    assert verdict(record) == ("passed", 1)
    told = record.tests["test"].evidence
    assert [line for line in told if "its argument 'table' in place" in line]
    assert [line for line in told if "its argument 0 in place" in line]


def test_a_test_can_ask_what_becomes_of_arguments(examine: Any) -> None:
    test = """
from tlkit import checks
array, words = np.ones(3), ["b", "a"]
result, (array_after, words_after) = checks.after(change, array, words, table={"n": 0})
assert result is None
assert array_after.tolist() == [2, 2, 2] and words_after == ["a", "b"]
assert array.tolist() == [1, 1, 1] and words == ["b", "a"]
"""
    source = notebook(answer(CHANGE), cell("test", test, 1.0))
    assert verdict(examine(source, source)) == ("passed", 1)
    wrong = notebook(answer("def change(array, words, table): pass"), source.cells[-1])
    assert verdict(examine(source, wrong)) == ("failed", 0)


ODD = """
import dataclasses
@dataclasses.dataclass
class Doubling:
    by: int = 2
    def __call__(self, x): return self.by * x
double = Doubling()
def many(): return 16**4990
def group(): raise ExceptionGroup("two", [ValueError("a"), TypeError("b")])
"""


def test_records_and_errors_of_ones_own_are_no_tampering(examine: Any) -> None:
    test = """
assert double(2) == 4 and double.by == 2
assert many() % 7 == 16**4990 % 7
try:
    group()
    raise AssertionError("no error")
except Exception as error:
    assert "two" in str(error), error
"""
    source = notebook(answer(ODD), cell("test", test, 1.0))
    assert verdict(examine(source, source)) == ("passed", 1)


KIN = """
import collections, enum
import tensorflow as tf
Pair = collections.namedtuple("Pair", "x y")
class Row(list): pass
class Colour(enum.IntEnum): RED = 1
def kin():
    counts = collections.Counter("aab")
    ordered = collections.OrderedDict(a=1)
    groups = collections.defaultdict(list, b=[2])
    return counts, ordered, groups, Pair(1, 2), Row([3]), Colour.RED
def shape(): return tf.ones((2, 3)).shape
def third():
    import decimal, fractions
    return fractions.Fraction(1, 3), decimal.Decimal("0.5")
def picture():
    from PIL import Image
    return Image.fromarray(np.full((4, 5, 3), 7, "uint8"))
def kind(): return tf.ones(2).dtype, np.ones(2).dtype
def arrays():
    return np.array([1.5, 2], object), np.array(["a"], object), tf.ones(2, tf.bfloat16)
def columns():
    import pandas as pd
    return pd.Index([1, 2]), pd.Categorical(["b", "a"])
"""


def test_kin_of_plain_values_equal_them(examine: Any) -> None:
    test = """
assert kin() == ({"a": 2, "b": 1}, {"a": 1}, {"b": [2]}, (1, 2), [3], 1)
assert all(isinstance(x, dict) for x in kin()[:3]) and isinstance(kin()[3], tuple)
assert third() == (1 / 3, 0.5) and np.asarray(picture()).sum() == 4 * 5 * 3 * 7
assert shape() == (2, 3) and kind() == ("float32", "float64") and kind()[1] == np.dtype("float64")
numbers, names, halves = arrays()
assert numbers.sum() == 3.5 and names[0] == "a" and halves.sum() == 2
numbers, names = columns()
assert np.asarray(numbers).sum() == 3 and list(names) == ["b", "a"]
"""
    source = notebook(answer(KIN), cell("test", test, 1))
    assert verdict(examine(source, source)) == ("passed", 1)


def test_functions_of_the_test_can_be_called_by_the_student(examine: Any) -> None:
    test = """
calls = []
assert twice(lambda x: calls.append(x) or x + 1, 5) == 7
assert calls == [5, 6], calls
"""
    source = notebook(answer("def twice(f, x):\n    return f(f(x))"), cell("test", test, 1.0))
    assert verdict(examine(source, source)) == ("passed", 1)


LESSON = """
import math
from statistics import mean as average
def half(x):
    return x / math.sqrt(4)
while math:
    pass
"""
COMPUTES = """
import statistics
computed = numbers.mean() + statistics.mean([1, 1]) - 45.5
"""


@pytest.mark.parametrize(
    "body",
    ["math.floor(2 * x)", "average([x, 3 * x])", "half(4 * x)", "x * computed / 2.5", "x * again"],
)
def test_what_a_lesson_makes_may_be_used_in_an_answer(body: str, examine: Any) -> None:
    shows = [
        cell("endless", LESSON),
        cell("computes", COMPUTES),
        cell("more", "again = computed - 3"),
    ]
    for lesson in shows:
        lesson.metadata = {"tags": ["lesson"]}
    text = f"def double(x):\n    return {body}"
    source = notebook(*shows, answer(text), cell("test", "assert double(3) == 6", 2.0))
    record = examine(source, source)
    assert verdict(record) == ("passed", 2)
    assert record.outputs.keys() == {"set-up", "answer", "test"}


def test_what_a_test_makes_is_there_in_later_cells(examine: Any) -> None:
    cells = [
        answer(DOUBLE), cell("test_1", "doubled = double(numbers)", 1.0),
        answer("total = doubled.sum()", "later"), cell("test_2", "assert total == 9900", 1.0),
    ]  # fmt: skip
    source = notebook(*cells)
    assert verdict(examine(source, source), "test_2") == ("passed", 1)


def test_what_a_test_makes_is_there_in_functions_written_before(examine: Any) -> None:
    cells = [
        answer("def scaled(x):\n    return x * factor"), cell("test_1", "factor = 3", 1.0),
        cell("test_2", "assert scaled(2) == 6", 1.0),
    ]  # fmt: skip
    source = notebook(*cells)
    assert verdict(examine(source, source), "test_2") == ("passed", 1)


def test_what_a_hidden_test_makes_stays_with_the_judge(examine: Any) -> None:
    hidden = "seen = 1\n### BEGIN HIDDEN TESTS\nexpected = 6\n### END HIDDEN TESTS"
    cells = [
        answer("def scaled(x):\n    return expected"), cell("test_1", hidden, 1.0),
        cell("test_2", "assert scaled(2) == expected", 1.0),
    ]  # fmt: skip
    source = notebook(*cells)
    assert verdict(examine(source, source), "test_2") == ("error", 0)


def test_objects_are_reached_where_they_are(examine: Any) -> None:
    code = """
class Counter:
    def __init__(self): self.values = {"a": [1, 2]}
    def add(self, key): self.values.setdefault(key, []).append(0); return self
    def __len__(self): return len(self.values)
    def __getitem__(self, key): return self.values[key]
"""
    test = """
counter = Counter()
assert counter.add("b") is counter and len(counter) == 2 and counter["a"] == [1, 2]
assert counter.values == {"a": [1, 2], "b": [0]}
assert isinstance(make(), type(None)) is False
try:
    counter["c"]
except KeyError:
    pass
else:
    raise AssertionError("no KeyError")
"""
    source = notebook(answer(code + "make = Counter"), cell("test", test, 1.0))
    assert verdict(examine(source, source)) == ("passed", 1)
