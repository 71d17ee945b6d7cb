"""Whose names are whose."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.notebooks.cell_names import (
    ANSWER,
    LESSON,
    SET_UP,
    makes,
    needs,
    parts,
    used_of_lessons,
)


def cell(number: int, source: str, **marks: Any) -> dict[str, Any]:
    tags = marks.pop("tags", [])
    metadata = {"nbgrader": marks, "tags": tags}
    return {"cell_type": "code", "id": f"c{number}", "source": source, "metadata": metadata}


@pytest.mark.parametrize(
    ("source", "made", "needed"),
    [
        ("x = y", {"x"}, {"y"}),
        ("x = 1\nz = x", {"x", "z"}, set()),
        ("x = x", {"x"}, {"x"}),
        ("def f(a):\n    b = a\n    return b + c", {"f"}, {"c"}),
        ("class A:\n    x = y", {"A"}, {"y"}),
        ("import a.b as c, d.e\nfrom f import g", {"c", "d", "g"}, set()),
        ("[i for i in xs]", set(), {"xs"}),
        ("for i in xs:\n    print(i)", {"i"}, {"xs", "print"}),
        ("%matplotlib inline\nx = 1", {"x"}, {"get_ipython"}),
        ("with a as b:\n    pass", {"b"}, {"a"}),
        ("lambda x: x + y", set(), {"y"}),
        ("x = (", set(), set()),
        ("a.b" + ".c" * 10_000, set(), set()),
        ("%time x\n" * 600, set(), set()),
    ],
)
def test_names_of_a_cell(source: str, made: set[str], needed: set[str]) -> None:
    assert makes(source) == made
    assert needs(source) == needed


def test_what_is_made_with_an_answer_is_the_students() -> None:
    found = parts({"cells": [
        cell(0, "import numpy as np\ndata = np.ones(3)"),
        cell(1, "def double(x):\n    return 2 * x", solution=True),
        cell(2, "doubled = double(data)"),
        cell(3, "own = doubled + 1", tags=["lesson"]),
        cell(4, "checked = double(data)\nassert doubled", grade=True),
        cell(5, "more = checked"),
        cell(6, "double = sum"),
        cell(7, "double(more)", grade=True),
    ]})  # fmt: skip
    assert [(part.cell_id, part.kind) for part in found] == [
        ("c0", "set-up"), ("c1", "answer"), ("c2", "theirs"), ("c4", "test"), ("c5", "theirs"),
        ("c6", "set-up"), ("c7", "test"),
    ]  # fmt: skip
    assert [part.asks_for for part in found if part.kind == "test"] == [
        {"double", "doubled"},
        {"more"},
    ]


def test_a_lesson_runs_where_an_answer_reads_what_comes_of_it() -> None:
    lessons = [("a", LESSON, "data = long_work()"), ("b", LESSON, "size = len(data)\nmodel = 1")]
    set_up = ("c", SET_UP, "def train():\n    return data, other")
    for answer, runs in [
        ("model = 2\nmodel", ""),  # their own
        ("'data'", ""),
        ("data[0]", "a"),
        ("def f():\n    return size", "ab"),
        ("train()", "a"),
        ("data = 1\ntrain()", "a"),
        ("half = (", ""),
    ]:
        used = used_of_lessons([*lessons, set_up, ("d", ANSWER, answer)])
        assert {cell_id for cell_id, source in used.items() if source} == set(runs), answer
    assert used_of_lessons([("d", ANSWER, "data = 1"), lessons[1]]) == {}
