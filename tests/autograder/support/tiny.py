"""A course of one tiny unit, without TensorFlow, and students who hand it in."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import nbformat

from autograder.__main__ import main

UNIT = "01_tiny"
CONFIG = """
import autograder
c = get_config()
c.CourseDirectory.course_id = "tiny"
c.CourseDirectory.release_directory = "../notebooks"
c.ExecutePreprocessor.timeout = 3
autograder.configure(c)
"""
DOUBLE = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
COUNT = """def count(text, letter):
    ### BEGIN SOLUTION
    return text.count(letter)
    ### END SOLUTION"""
TEST_DOUBLE = """# Doubles a number
assert double(2) == 4, f"double(2) is 4, but yours is {double(2)}"
### BEGIN HIDDEN TESTS
# Negative numbers too
assert double(-3) == -6
### END HIDDEN TESTS"""
TEST_COUNT = """# Counts letters
right = [count("banana", "a") == 3, count("", "a") == 0, count("aa", "b") == 0]
if not all(right):
    print(f"{sum(right)} of 3 examples are right")
sum(right)"""


def _meta(grade_id: str, points: float | None = None, solution: bool = False, **more: Any) -> dict:
    nbgrader = {
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        nbgrader["points"] = points
    return {"nbgrader": nbgrader, **more}


def source_notebook() -> nbformat.NotebookNode:
    """The tiny unit as its author wrote it."""
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("# A tiny unit"),
        v4.new_code_cell("import sys, warnings", metadata=_meta("setup")),
        v4.new_markdown_cell("## Doubling\n\nReturn *twice* the number."),
        v4.new_code_cell(DOUBLE, metadata=_meta("double", solution=True)),
        v4.new_code_cell(TEST_DOUBLE, metadata=_meta("test_double", points=2)),
        v4.new_code_cell("shown, double = True, None  # only shows", metadata={"tags": ["lesson"]}),
        v4.new_markdown_cell("## Counting"),
        v4.new_code_cell(COUNT, metadata=_meta("count", solution=True)),
        v4.new_code_cell(TEST_COUNT, metadata=_meta("test_count", points=3)),
        v4.new_markdown_cell("It loops.", metadata=_meta("explain", points=1, solution=True)),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def find(notebook: nbformat.NotebookNode, grade_id: str) -> nbformat.NotebookNode:
    """The cell of that name."""
    cells = notebook.cells
    return next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def answered(**answers: str) -> nbformat.NotebookNode:
    """The tiny unit with a student's answers; where none is given, the author's."""
    notebook = source_notebook()
    for grade_id, source in answers.items():
        find(notebook, grade_id).source = source
    for cell in notebook.cells:
        cell.source = cell.source.partition("### BEGIN HIDDEN TESTS")[0].rstrip()
    return notebook


def write_course(folder: Path) -> Path:
    """A course root in `folder` that holds the tiny unit."""
    root = folder / "course"
    unit = root / "source" / UNIT
    unit.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    nbformat.write(source_notebook(), unit / f"{UNIT}.ipynb")
    return root


def hand_in(root: Path, student: str, content: Any, name: str = f"{UNIT}.ipynb") -> Path:
    """Put a notebook, text or bytes into `submitted/`."""
    folder = root / "submitted" / student / UNIT
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        content = nbformat.writes(copy.deepcopy(nbformat.from_dict(content)))
    if isinstance(content, str):
        content = content.encode()
    (folder / name).write_bytes(content)
    return folder / name


def autograder(*arguments: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))


def grade_json(root: Path, *options: str) -> dict[str, dict[str, Any]]:
    """Grade the tiny unit in this process; the results by student, their tests by name."""
    printed = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed):
        warnings.simplefilter("ignore")  # of nbgrader and nbclient
        main(["grade", str(root), UNIT, "--json", *options])
    results = {}
    for submission in json.loads(printed.getvalue())["submissions"]:
        submission["tests"] = {test["test"]: test for test in submission["tests"]}
        results[submission["student"]] = submission
    return results
