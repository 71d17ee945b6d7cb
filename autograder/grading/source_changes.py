"""A graded unit's gradebook follows its source: cells that come, go, or get another name.

nbgrader refuses all three once somebody was graded. Here a new cell gets rows of its own, for a
program or a person to fill; a cell that goes, or becomes one of another kind, leaves what a person
gave for it in the graded notebooks; and a cell with another name keeps its rows, also where two
cells swap names.

nbgrader knows cells by name alone. So its gradebook gets a table of ours, which says what each name
stood for when the unit was last registered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat
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
from sqlalchemy import Column, MetaData, String, Table, select

from autograder.course.courses import Course
from autograder.grading.writer import one_transaction, write_if_new
from autograder.notebooks.cells import grade_id
from autograder.results.graded_notebook import read_graded, to_bytes
from autograder.results.identity import Identity, identities, pairs
from autograder.results.marks import NO_LONGER, marks_of, removed, write_marks
from autograder.results.results import Standing

Kind = type[BaseCell] | type[SourceCell]
Row = tuple[Kind, str]  # of a cell in the gradebook, by its name
CELLS = Table(
    "autograder_cell",
    MetaData(),
    Column("unit", String(128), primary_key=True),
    Column("notebook", String(128), primary_key=True),
    Column("name", String(128), primary_key=True),
    Column("id", String(64), nullable=False),
    Column("text", String(64), nullable=False),
)


def follow_source(
    course: Course, unit: str, sources: dict[str, NotebookNode], check: Callable[[], None]
) -> dict[str, Standing]:
    """Let the gradebook have the cells that a unit's source has, where somebody was graded.

    Args:
        course: from `open_course`.
        unit: a unit of the course.
        sources: its notebooks.
        check: called before anything is changed; it raises if nbgrader would refuse the source.

    Returns: what the gradebook said before, by student; empty where nothing was to do.
    """
    before: dict[str, Standing] = {}
    with course.gradebook() as gradebook:
        for name, source in sources.items():
            try:
                notebook = gradebook.find_notebook(name, unit)
            except MissingEntry:
                continue
            if not notebook.submissions:
                continue
            names = _new_names(course, gradebook, notebook, source)
            gone = {row for row in _known(notebook) if not _stays(row, names, source)}
            is_as_before = all(old == new for old, new in names.items())
            if is_as_before and not gone and _known(notebook) == _wanted(source):
                continue
            gradebook.db.remove()
            check()
            notebook = gradebook.find_notebook(name, unit)
            before = before or {
                row.student_id: Standing.of(row) for row in gradebook.assignment_submissions(unit)
            }
            if gone:
                graded = _graded_notebooks(course, unit, notebook)
                _note_removed(notebook, graded, gone, names, source)
            with one_transaction(gradebook):
                _follow(gradebook, gradebook.find_notebook(name, unit), source, names, gone)
                _remember(gradebook, unit, name, source)
                gradebook.db.commit()
    return before


def remember_cells(course: Course, unit: str, sources: dict[str, NotebookNode]) -> None:
    """Write down what the names of cells stand for, now that the gradebook has them."""
    with course.gradebook() as gradebook:
        for name, source in sources.items():
            if set(_remembered(gradebook, unit, name)) != set(identities(source)):
                with one_transaction(gradebook):
                    _remember(gradebook, unit, name, source)
                    gradebook.db.commit()


def _remember(gradebook: Gradebook, unit: str, name: str, source: NotebookNode) -> None:
    here = (CELLS.c.unit == unit) & (CELLS.c.notebook == name)
    gradebook.db.execute(CELLS.delete().where(here))
    for cell in identities(source):
        row = {"unit": unit, "notebook": name, **cell._asdict()}
        gradebook.db.execute(CELLS.insert().values(row))


def _remembered(gradebook: Gradebook, unit: str, name: str) -> list[Identity]:
    """What names stood for; empty where the unit was never registered here."""
    CELLS.create(gradebook.engine, checkfirst=True)
    here = (CELLS.c.unit == unit) & (CELLS.c.notebook == name)
    rows = gradebook.db.execute(select(CELLS.c.id, CELLS.c.name, CELLS.c.text).where(here))
    return [Identity(*row) for row in rows]


def _new_names(
    course: Course, gradebook: Gradebook, notebook: Any, source: NotebookNode
) -> dict[str, str]:
    """The names of cells in the gradebook, and those that they have now, where they are there."""
    unit = notebook.assignment.name
    found = _remembered(gradebook, unit, notebook.name) or _agreed(
        graded for _, graded in _graded_notebooks(course, unit, notebook).values() if graded
    )
    known = {name: Identity("", name, "") for _, name in _known(notebook)}
    known |= {cell.name: cell for cell in found if cell.name in known}
    return {old.name: new.name for old, new in pairs(known.values(), identities(source))}


def _agreed(notebooks: Iterable[NotebookNode]) -> list[Identity]:
    """What names stand for in graded notebooks, as far as these agree."""
    found: dict[str, list[Identity]] = defaultdict(list)
    for notebook in notebooks:
        for cell in identities(notebook):
            found[cell.name].append(cell)
    agreed = []
    for name, cells in found.items():
        ids, texts = {cell.id for cell in cells}, {cell.text for cell in cells}
        agreed.append(
            Identity(
                ids.pop() if len(ids) == 1 else "", name, texts.pop() if len(texts) == 1 else ""
            )
        )
    return agreed


def _known(notebook: Any) -> set[Row]:
    """The cells of a notebook in the gradebook."""
    return {(type(row), row.name) for row in _rows(notebook)}


def _rows(notebook: Any) -> list[Any]:
    return [
        *notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells,
        *notebook.source_cells,
    ]  # fmt: skip


def _stays(row: Row, names: Mapping[str, str], source: NotebookNode) -> bool:
    kind, name = row
    return (kind, names.get(name)) in _wanted(source)


def _wanted(source: NotebookNode) -> set[Row]:
    """The cells that nbgrader keeps of a source notebook."""
    return {(kind, grade_id(cell) or "") for cell in source.cells for kind in _kinds(cell)}


def _kinds(cell: NotebookNode) -> list[Kind]:
    kinds: list[Kind] = [GradeCell] if is_grade(cell) else []
    kinds += [SolutionCell] if is_solution(cell) else []
    kinds += [TaskCell] if is_task(cell) else []
    return [*kinds, SourceCell] if kinds or is_locked(cell) else []


def _graded_notebooks(
    course: Course, unit: str, notebook: Any
) -> dict[Path, tuple[Any, NotebookNode | None]]:
    """The row of each graded notebook in the gradebook, and what its file holds, by path."""
    found: dict[Path, tuple[Any, NotebookNode | None]] = {}
    for part in notebook.submissions:
        path = course.folder("autograded", unit, part.student.id) / f"{notebook.name}.ipynb"
        try:
            found[path] = part, read_graded(path)
        except (OSError, ValueError):
            found[path] = part, None  # nobody can tell what marks there were given for
    return found


def _note_removed(
    notebook: Any,
    graded: Mapping[Path, tuple[Any, NotebookNode | None]],
    gone: set[Row],
    names: Mapping[str, str],
    source: NotebookNode,
) -> None:
    """Write into the graded notebooks what a person gave for cells that go, before it goes."""
    now = {grade_id(cell): _description(cell) for cell in source.cells}
    for path, (part, found) in graded.items():
        before = found or nbformat.v4.new_notebook(metadata={"autograder": {}})
        cells = {grade_id(cell): cell for cell in before.cells}
        grades, comments = (
            {given.name: given for given in rows if (type(given.cell), given.name) in gone}
            for rows in (part.grades, part.comments)
        )
        marks = marks_of(before)
        for name in sorted({name for _, name in gone}):
            changed = NO_LONGER
            if name in names:
                changed = f"its author made it {now[names[name]]}"
            removed(name, cells.get(name), grades.get(name), comments.get(name), marks, changed)
        if marks.earlier and "autograder" in before.metadata:
            write_marks(before, marks)
            mode = path.stat().st_mode & 0o777 if found else 0o644
            write_if_new(path, to_bytes(before).decode(), int(f"{mode:o}"))


def _description(cell: NotebookNode) -> str:
    """What kind of cell it is, in words.

    >>> _description(nbformat.v4.new_code_cell())
    'a cell without points'
    """
    if is_task(cell):
        return "a task"
    if is_grade(cell):
        return "an answer that a person grades" if is_solution(cell) else "a test"
    return "an answer without points" if is_solution(cell) else "a cell without points"


def _follow(
    gradebook: Gradebook,
    notebook: Any,
    source: NotebookNode,
    names: Mapping[str, str],
    gone: set[Row],
) -> None:
    stay = {row: names[row.name] for row in _rows(notebook) if (type(row), row.name) not in gone}
    for row in _rows(notebook):
        if row not in stay:
            for part in [] if isinstance(row, SourceCell) else [*row.grades, *row.comments]:
                gradebook.db.delete(part)
            gradebook.db.delete(row)
    for row in stay:
        row.name = row.id  # for a moment: two may swap their names
    gradebook.db.flush()
    for row, name in stay.items():
        row.name = name
    gradebook.db.flush()
    have = {(type(row), row.name) for row in stay}
    for cell in source.cells:
        for kind in _kinds(cell):
            if (kind, grade_id(cell)) not in have:
                _add(gradebook, notebook, cell, kind)


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
