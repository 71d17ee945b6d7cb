"""Trying a faulty answer out: only what the tests of its own exercise need is run."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from tiny import find, source_notebook

from autograder.authoring.try_mutants import only, with_answer
from autograder.notebooks.cells import grade_id


def names(notebook: NotebookNode) -> list[str | None]:
    return [grade_id(cell) for cell in notebook.cells]


def test_other_tests_and_what_comes_later_are_left_out() -> None:
    source = source_notebook()
    assert names(only(source, ("test_double",))) == ["setup", "double", "test_double"]
    assert names(only(source, ("test_count",))) == ["setup", "double", "count", "test_count"]


def test_a_test_that_makes_a_name_stays() -> None:
    source = source_notebook()
    find(source, "test_double").source = "word = double('an')\nassert word"
    find(source, "test_count").source = "assert count(word, 'a') == 2"
    assert "test_double" in names(only(source, ("test_count",)))


def test_cells_that_students_are_given_stay() -> None:
    source = source_notebook()
    source.cells.insert(7, new_code_cell("twice = double", id="given"))
    cells = only(source, ("test_count",)).cells
    assert [cell.id for cell in cells if not grade_id(cell)] == ["given"]


def test_the_source_keeps_its_answer() -> None:
    source = source_notebook()
    changed = with_answer(source, "double", "double = 2")
    assert find(changed, "double").source == "double = 2"
    assert find(source, "double").source != "double = 2"
