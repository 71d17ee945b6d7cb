"""The student edition of a unit: its source without solutions and hidden tests."""

from __future__ import annotations

import ast
import math
import shutil
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_solution

from autograder.course import Course, CourseError
from autograder.edition import follow_source
from autograder.graded import is_test
from autograder.inside.cells import plain
from autograder.onebyone import OneByOne
from autograder.rebuild import grade_id
from autograder.results import Standing
from autograder.writer import remove, replace_folder, stage_for

LESSON = "lesson"


def release(course: Course, unit: str) -> Path:
    """Build a unit's student edition in the course's release directory.

    The same source gives the same bytes. The gradebook is not touched, and the present edition
    stays if the new one cannot be built.

    Returns: the folder of the student edition.

    Raises:
        CourseError: the source breaks a rule of nbgrader's or ours, with the cell that does.
    """
    target = course.folder("release", unit)
    with tempfile.TemporaryDirectory() as folder:
        built = _generate(course, unit, Path(folder), database=False)
        new = stage_for(target)
        try:
            remove(new)
            shutil.copytree(built, new)
            replace_folder(new, target)
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)
            raise CourseError(f"{target} cannot be written ({_reason(error)}).") from error
    return target.resolve()


def release_zip(course: Course, unit: str) -> Path:
    """Build a unit's student edition as a zip beside its folder; the same source, the same bytes.

    Returns: the zip's path.
    """
    folder = release(course, unit)
    path = folder.parent / f"{unit}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and ".ipynb_checkpoints" not in file.parts:
                name = file.relative_to(folder.parent).as_posix()
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.external_attr = 0o644 << 16
                info.create_system = 3  # also on Windows
                archive.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def register(course: Course, unit: str) -> dict[str, Standing]:
    """Record a unit's cells and points in the gradebook, as its source now has them.

    Returns: what the gradebook said before, by student, if cells came, went or were renamed.

    Raises:
        CourseError: as in `release`, or notebooks came or went after somebody was graded.
    """
    _check_source(course, unit)
    paths = {n: course.folder("source", unit) / f"{n}.ipynb" for n in course.notebooks(unit)}
    sources = {name: read_source(path, as_version=4) for name, path in paths.items()}
    before = follow_source(course, unit, sources)
    with tempfile.TemporaryDirectory() as folder:
        _generate(course, unit, Path(folder), database=True)
    return before


def _reason(error: OSError) -> str:
    """Why, in short: `shutil` lists every file that it could not copy."""
    return str(error.args[0][0][2]) if isinstance(error, shutil.Error) else str(error)


class _GenerateUnit(OneByOne, GenerateAssignment):
    """nbgrader's generate_assignment, with its errors passed on."""


def _generate(course: Course, unit: str, folder: Path, database: bool) -> Path:
    _check_source(course, unit)
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


def _check_source(course: Course, unit: str) -> None:
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
    if is_grade(cell) and LESSON in cell.metadata.get("tags", []):
        return f"the graded cell {name!r} is tagged {LESSON!r}, so grading would skip it: untag it."
    lost = "BEGIN MARK SCHEME" in cell.source and "BEGIN SOLUTION" not in cell.source
    if is_solution(cell) and lost:
        return (
            f"the answer {name!r} holds a mark scheme, but students get none of its text: put the "
            "question into a text cell above it, or make it a manually graded task."
        )
    return None
