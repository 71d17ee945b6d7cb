"""Marks by a person, as formgrader saves them, and units that change after they were graded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from tiny import UNIT, find

from autograder.course.courses import open_course


def mark(
    root: Path,
    student: str,
    cell: str,
    score: float | None = None,
    extra: float | None = None,
    comment: str | None = None,
    notebook: str = UNIT,
) -> None:
    """Save points, extra credit or a comment, as a person does in formgrader."""
    with open_course(root).gradebook() as gradebook:
        if comment is not None:
            gradebook.find_comment(cell, notebook, UNIT, student).manual_comment = comment
        if score is not None or extra is not None:
            grade = gradebook.find_grade(cell, notebook, UNIT, student)
            grade.manual_score, grade.extra_credit = score, extra
            grade.needs_manual_grade = score is None and grade.auto_score is None
        gradebook.db.commit()


def row(root: Path, student: str, cell: str, notebook: str = UNIT) -> dict[str, Any]:
    """A cell's row in the gradebook, as formgrader reads it."""
    with open_course(root).gradebook() as gradebook:
        return gradebook.find_grade(cell, notebook, UNIT, student).to_dict()


def comment(root: Path, student: str, cell: str) -> str | None:
    """A person's comment in the gradebook."""
    with open_course(root).gradebook() as gradebook:
        found: str | None = gradebook.find_comment(cell, UNIT, UNIT, student).manual_comment
        return found


def change(root: Path, grade_id: str, was: str, becomes: str) -> None:
    """Change the text of a cell in the source."""

    def edit(notebook: nbformat.NotebookNode) -> None:
        cell = find(notebook, grade_id)
        assert was in cell.source
        cell.source = cell.source.replace(was, becomes)

    edit_source(root, edit)


def set_points(root: Path, grade_id: str, points: float) -> None:
    """Change the points of a cell in the source."""

    def edit(notebook: nbformat.NotebookNode) -> None:
        find(notebook, grade_id).metadata.nbgrader.points = points

    edit_source(root, edit)


def edit_source(root: Path, edit: Callable[[nbformat.NotebookNode], None]) -> None:
    """Change the source notebook."""
    path = root / "source" / UNIT / f"{UNIT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edit(notebook)
    nbformat.write(notebook, path)
