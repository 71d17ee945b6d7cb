"""On which cells a test depends."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from tiny import _meta

from autograder.results.dependencies import Dependencies

SET_UP: dict[str, Any] = {"nbgrader": {"grade": False, "solution": False, "locked": True}}


def notebook(*cells: tuple[str, str, str]) -> nbformat.NotebookNode:
    """A notebook of (id, kind, text)."""
    found = []
    for name, kind, text in cells:
        metadata = {
            "set-up": {"nbgrader": {**SET_UP["nbgrader"], "grade_id": name}},
            "answer": _meta(name, solution=True),
            "test": _meta(name, points=1),
            "lesson": {"tags": ["lesson"]},
            "own": {},
        }[kind]
        cell = nbformat.v4.new_code_cell(text, metadata=metadata)
        cell.id = f"own-{name}" if kind == "own" else name
        found.append(cell)
    return nbformat.v4.new_notebook(cells=found)


def used(test: str, *cells: tuple[str, str, str]) -> list[str]:
    """The ids of the cells that a test depends on, in order."""
    depends = Dependencies(notebook(*cells))
    return [depends.cells[index].cell.id for index in sorted(depends.used[test])]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"s": "x = 1", "a": "f = abs", "t": "f(1)"}, ["a", "t"]),
        ({"s": "x = 1", "a": "def f(y):\n    return x", "t": "f(1)"}, ["s", "a", "t"]),
        ({"s": "x = 1", "a": "f = abs", "t": "f(x)"}, ["s", "a", "t"]),
        ({"s": "x = 1", "a": "f = abs", "t": "x = 2\nf(x)"}, ["a", "t"]),
        ({"s": "x = 1", "a": "f = abs", "t": "for x in [1]:\n    f(x)"}, ["a", "t"]),
        ({"s": "x = 1", "a": "f = abs", "t": "x += 1\nf(x)"}, ["s", "a", "t"]),
        ({"s": "x = 1", "a": "f = abs", "t": "[f(x) for x in [1]]"}, ["a", "t"]),
        ({"s": "x = [1]", "a": "x.append(2)", "t": "x"}, ["s", "a", "t"]),
        ({"s": "import sys", "a": "sys.x = 1", "t": "sys"}, ["s", "t"]),
        ({"s": "import sys\nsys.setrecursionlimit(9)", "a": "f = abs", "t": "f(1)"},
         ["s", "a", "t"]),
        ({"s": "import sys\nprint(sys.path)", "a": "f = abs", "t": "f(1)"}, ["s", "a", "t"]),
        ({"s": "class T: pass\nT.scale = 2", "a": "f = abs", "t": "f(1)"}, ["s", "a", "t"]),
        ({"s": "def add(f): pass\n@add\ndef g(): pass", "a": "f = abs", "t": "f(1)"},
         ["s", "a", "t"]),
        ({"s": "def g(): pass\nx = g()", "a": "f = abs", "t": "f(1)"}, ["s", "a", "t"]),
        ({"s": "%matplotlib inline", "a": "f = abs", "t": "f(1)"}, ["s", "a", "t"]),
        ({"s": "x = 1", "a": "def f(", "t": "f(x)"}, ["s", "t"]),
    ],
)  # fmt: skip
def test_goes_by_names(texts: dict[str, str], expected: list[str]) -> None:
    kinds = {"s": "set-up", "a": "answer", "t": "test"}
    assert used("t", *((name, kinds[name], text) for name, text in texts.items())) == expected


def test_a_function_may_use_what_is_made_after_it() -> None:
    cells = [
        ("f", "answer", "def f():\n    return g()"),
        ("g", "answer", "def g():\n    return limit"),
        ("s", "set-up", "limit = 3"),
        ("t", "test", "f()"),
        ("late", "answer", "def g():\n    return 0"),
    ]
    assert used("t", *cells) == ["f", "g", "s", "t"]


def test_tests_depend_on_tests_for_names_alone() -> None:
    cells = [
        ("s", "set-up", "x = [1]"),
        ("t1", "test", "y = x\nx.append(1)"),
        ("t2", "test", "x"),
        ("t3", "test", "y"),
    ]
    assert used("t2", *cells) == ["s", "t2"]
    assert used("t3", *cells) == ["s", "t1", "t3"]


def test_a_lesson_counts_where_an_answer_uses_it() -> None:
    lesson = ("l", "lesson", "limit = 3")
    assert used("t", lesson, ("a", "answer", "f = abs"), ("t", "test", "f(1)")) == ["a", "t"]
    reads = ("a", "answer", "def f(x):\n    return limit")
    assert used("t", lesson, reads, ("t", "test", "f(1)")) == ["l", "a", "t"]


def test_set_up_counts_as_the_author_has_it_and_as_the_student_does() -> None:
    cells = [("s", "own", "x = 1"), ("a", "answer", "f = abs"), ("t", "test", "f(x)")]
    source = notebook(*cells)
    source.cells[0].id = "s"
    prints = set()
    for text in ("x = 1", "x = 2"):
        for author in ("x = 1", "x = 3"):
            handed_in, source.cells[0].source = notebook(*cells), author
            handed_in.cells[0].id, handed_in.cells[0].source = "s", text
            prints.add(Dependencies(handed_in, source).fingerprints()["t"])
    assert len(prints) == 4


def test_what_a_student_reads_of_a_test_is_run_with_it() -> None:
    cells = [
        ("t1", "test", "limit = 3"),
        ("a", "answer", "x = limit"),
        ("t2", "test", "1"),
        ("t3", "test", "2"),
    ]
    assert Dependencies(notebook(*cells)).tests_for({"t3"}) == {"t1", "t3"}


def test_a_chain_is_followed_to_its_end() -> None:
    chain = [(f"c{n}", "set-up", f"x{n} = x{n + 1}") for n in reversed(range(50))]
    assert len(used("t", *chain, ("t", "test", "x0"))) == 51


def test_the_answers_of_a_test_are_those_it_uses_and_those_above_it() -> None:
    cells = [
        ("a", "answer", "def f(): pass"),
        ("t1", "test", "f()"),
        ("b", "answer", "def broken("),
        ("c", "own", "def g(): pass"),
        ("t2", "test", "f()"),
        ("t3", "test", "0"),
    ]
    depends = Dependencies(notebook(*cells))
    assert [cell.id for cell in depends.answers("t1")] == ["a"]
    assert sorted(cell.id for cell in depends.answers("t2")) == ["a", "b", "own-c"]
    assert sorted(cell.id for cell in depends.answers("t3")) == ["b", "own-c"]
