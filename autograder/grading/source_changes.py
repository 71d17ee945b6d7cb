"""A graded unit's gradebook follows its source: cells that come, go, or get another name.

nbgrader refuses all three once somebody was graded. Here a new cell gets rows of its own, for a
program or a person to fill; a cell that goes leaves what a person gave for it in the graded
notebooks; and a cell with another name keeps its rows, since it keeps its cell id.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SolutionCell,
    SourceCell,
    TaskCell,
)
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from autograder.course.courses import Course
from autograder.grading.writer import one_transaction, write_if_new
from autograder.notebooks.cells import grade_id
from autograder.results.graded_notebook import read_graded, to_bytes
from autograder.results.marks import marks_of, removed, write_marks
from autograder.results.results import Standing

Kind = type[BaseCell] | type[SourceCell]


def follow_source(
    course: Course, unit: str, sources: dict[str, NotebookNode]
) -> dict[str, Standing]:
    """Let the gradebook have the cells that a unit's source has, where somebody was graded.

    Args:
        course: from `open_course`.
        unit: a unit of the course.
        sources: its notebooks.

    Returns: what the gradebook said before, by student; empty where nothing was to do.
    """
    before: dict[str, Standing] = {}
    with course.gradebook() as gradebook:
        for name, source in sources.items():
            try:
                notebook = gradebook.find_notebook(name, unit)
            except MissingEntry:
                continue
            if notebook.submissions and _known(notebook) != _wanted(source):
                before = before or {
                    row.student_id: Standing.of(row)
                    for row in gradebook.assignment_submissions(unit)
                }
                graded = _graded_notebooks(course, unit, name, notebook)
                names = _other_names(graded, source, notebook)
                _note_removed(notebook, graded, _wanted(source), names)
                with one_transaction(gradebook):
                    _follow(gradebook, gradebook.find_notebook(name, unit), source, names)
    return before


def _known(notebook: Any) -> set[tuple[Kind, str]]:
    """The cells of a notebook in the gradebook, as kind and name."""
    rows = [
        *notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells,
        *notebook.source_cells,
    ]  # fmt: skip
    return {(type(row), row.name) for row in rows}


def _wanted(source: NotebookNode) -> set[tuple[Kind, str]]:
    """The cells that nbgrader keeps of a source notebook, as kind and name."""
    return {(kind, grade_id(cell) or "") for cell in source.cells for kind in _kinds(cell)}


def _kinds(cell: NotebookNode) -> list[Kind]:
    kinds: list[Kind] = [GradeCell] if is_grade(cell) else []
    kinds += [SolutionCell] if is_solution(cell) else []
    kinds += [TaskCell] if is_task(cell) else []
    return [*kinds, SourceCell] if kinds or is_locked(cell) else []


def _graded_notebooks(
    course: Course, unit: str, name: str, notebook: Any
) -> dict[Path, tuple[Any, NotebookNode]]:
    """The graded notebooks by path, each with its row in the gradebook."""
    found = {}
    for part in notebook.submissions:
        path = course.folder("autograded", unit, part.student.id) / f"{name}.ipynb"
        try:
            found[path] = part, read_graded(path)
        except (OSError, ValueError):
            continue  # nobody can tell what marks there were given for
    return found


def _other_names(
    graded: dict[Path, tuple[Any, NotebookNode]], source: NotebookNode, notebook: Any
) -> dict[str, str]:
    """Old names of cells and their new ones: a cell keeps its id."""
    ids = {cell.id: name for cell in source.cells if (name := grade_id(cell))}
    had = {name for _, name in _known(notebook)}
    names = {}
    for _, before in graded.values():
        for cell in before.cells:
            old, new = grade_id(cell), ids.get(cell.id)
            if old in had and old not in ids.values() and new and new not in had:
                names[old] = new
    return names


def _note_removed(
    notebook: Any,
    graded: dict[Path, tuple[Any, NotebookNode]],
    wanted: set[tuple[Kind, str]],
    names: dict[str, str],
) -> None:
    """Write into the graded notebooks what a person gave for cells that go, before it goes."""
    stay = {name for _, name in wanted} | names.keys()
    gone = {name for _, name in _known(notebook)} - stay
    for path, (part, before) in graded.items():
        grades = {grade.name: grade for grade in part.grades}
        comments = {comment.name: comment for comment in part.comments}
        marks = marks_of(before)
        for cell in before.cells:
            name = grade_id(cell)
            if name in gone:
                removed(cell, grades.get(name), comments.get(name), marks)
        if marks.earlier and "autograder" in before.metadata:
            write_marks(before, marks)
            text = to_bytes(before).decode()
            write_if_new(path, text, int(f"{path.stat().st_mode & 0o777:o}"))


def _follow(
    gradebook: Gradebook, notebook: Any, source: NotebookNode, names: dict[str, str]
) -> None:
    rows = [
        *notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells,
        *notebook.source_cells,
    ]  # fmt: skip
    wanted = _wanted(source)
    for row in rows:
        row.name = names.get(row.name, row.name)
        if (type(row), row.name) not in wanted:
            for part in [] if isinstance(row, SourceCell) else [*row.grades, *row.comments]:
                gradebook.db.delete(part)
            gradebook.db.delete(row)
    gradebook.db.flush()
    have = {(type(row), row.name) for row in rows}
    for cell in source.cells:
        for kind in _kinds(cell):
            if (kind, grade_id(cell)) not in have:
                _add(gradebook, notebook, cell, kind)
    gradebook.db.commit()


def _add(gradebook: Gradebook, notebook: Any, cell: NotebookNode, kind: Kind) -> None:
    """A new cell, and its rows for each submission, empty; its text and points come later."""
    more: dict[str, Any] = {}
    if kind is not SolutionCell:
        more["cell_type"] = cell.cell_type
    if kind in (GradeCell, TaskCell):
        more["max_score"] = float(cell.metadata.nbgrader.points)
    row = kind(name=grade_id(cell), notebook=notebook, **more)
    gradebook.db.add(row)
    gradebook.db.flush()
    for part in notebook.submissions:
        if kind in (GradeCell, TaskCell):
            gradebook.db.add(Grade(cell_id=row.id, notebook=part))
        if kind in (SolutionCell, TaskCell):
            gradebook.db.add(Comment(cell_id=row.id, notebook=part))
