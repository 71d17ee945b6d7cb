"""What kind of cell a notebook's cell is, and what nbgrader calls it."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

LESSON = "lesson"  # the tag of a cell that only shows something


def grade_id(cell: NotebookNode) -> str | None:
    """nbgrader's name of a cell, or None."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) and name else None


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is a test that a program judges."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def is_graded(cell: NotebookNode) -> bool:
    """Whether a cell has points: a test, a written answer, or a task that a person reads."""
    return is_grade(cell) or is_task(cell)


def is_students(cell: NotebookNode) -> bool:
    """Whether a student wrote the cell: an answer, or a cell of their own."""
    return cell.metadata.get("nbgrader", {}).get("solution", False) or cell.id.startswith("own-")


def is_authors(cell: NotebookNode) -> bool:
    """Whether a cell's text is the source's, and no student could change it."""
    metadata = cell.metadata.get("nbgrader", {})
    return bool(metadata) and not metadata.get("solution")


def is_lesson(cell: NotebookNode) -> bool:
    """Whether a cell only shows something, so that grading does not run it."""
    return LESSON in cell.metadata.get("tags", [])
