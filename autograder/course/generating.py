"""Run nbgrader's generate_assignment on a unit's source that keeps nbgrader's rules and ours."""

from __future__ import annotations

import ast
import math
from collections import Counter
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_solution

from autograder.course.converter import OneByOne
from autograder.course.courses import Course, CourseError
from autograder.notebooks.cell_names import plain
from autograder.notebooks.cells import LESSON, grade_id, is_lesson, is_test


class _GenerateUnit(OneByOne, GenerateAssignment):
    """nbgrader's generate_assignment, with its errors passed on."""


def generate(course: Course, unit: str, folder: Path, database: bool) -> Path:
    """Build a unit's student edition in a folder; with `database`, tell the gradebook of its cells.

    Raises:
        CourseError: the source breaks a rule of nbgrader's or ours, with the cell that does.
    """
    check_source(course, unit)
    directory = course.directory(unit)
    directory.release_directory = str(folder)
    converter = _GenerateUnit(coursedir=directory, config=course.config)
    if not database:
        converter.no_database = True
        converter.preprocessors = [p for p in converter.preprocessors if p is not SaveCells]
    try:
        converter.start()
    except Exception as error:
        done = "put into the gradebook" if database else "released"
        raise CourseError(f"{unit} cannot be {done}: {error}") from error
    return folder / unit


def check_source(course: Course, unit: str) -> None:
    """Raise a CourseError that names the first cell which breaks a rule, if there is one."""
    for name in course.notebooks(unit):
        path = course.folder("source", unit) / f"{name}.ipynb"
        notebook = read_source(path)
        if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
            raise CourseError(
                f"{path} is in nbformat {notebook.nbformat}.{notebook.nbformat_minor}, but cell "
                "ids need 4.5: open it in JupyterLab and save it."
            )
        names = Counter(grade_id(cell) for cell in notebook.cells)
        for cell in notebook.cells:
            if fault := _fault(cell, names):
                raise CourseError(f"{path}: {fault}")


def read_source(path: Path, as_version: int | object = nbformat.NO_CONVERT) -> NotebookNode:
    """A source notebook, in whichever nbformat it has.

    Raises:
        CourseError: the file holds no notebook.
    """
    try:
        notebook = nbformat.read(path, as_version=as_version)
        if "nbformat" not in notebook:
            raise ValueError("it does not say its format")
        return notebook
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise CourseError(f"{path} holds no notebook: put a copy back.") from error


def _fault(cell: NotebookNode, names: Counter[str | None]) -> str | None:
    """What is wrong with a cell that nbgrader would accept, or would not name; or None."""
    name = grade_id(cell)
    if name and names[name] > 1:
        return f"{names[name]} cells have the grade_id {name!r}: give each one of its own."
    points = cell.metadata.get("nbgrader", {}).get("points", 0)
    if is_grade(cell) and not (isinstance(points, int | float) and 0 <= points < math.inf):
        return f"the graded cell {name!r} has {points!r} points: give a number from 0."
    if is_test(cell):
        try:
            ast.parse(plain(cell.source))
        except SyntaxError as error:
            return f"the test {name!r} is no Python: {error.msg}, in line {error.lineno}."
    if is_grade(cell) and is_lesson(cell):
        return f"the graded cell {name!r} is tagged {LESSON!r}, so grading would skip it: untag it."
    lost = "BEGIN MARK SCHEME" in cell.source and "BEGIN SOLUTION" not in cell.source
    if is_solution(cell) and lost:
        return (
            f"the answer {name!r} holds a mark scheme, but students get none of its text: put the "
            "question into a text cell above it, or make it a manually graded task."
        )
    return None
