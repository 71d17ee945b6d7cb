"""The graded notebook: a submission rebuilt, with what examining it found."""

from __future__ import annotations

import copy
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade, is_solution

from autograder.files import MAX_FOLDER, read_file
from autograder.rebuild import grade_id
from autograder.record import Record, TestRecord

FOR_A_PERSON = ("tampered", "no_score", "ungradable")  # they come with no points, not even 0
ERRORS = {
    "failed": "AssertionError",
    "timeout": "CellTimeoutError",
    "out_of_memory": "MemoryError",
    "crashed": "DeadKernelError",
    "not_run": "NotRun",
    "tampered": "Tampered",
    "no_score": "NoScore",
    "ungradable": "Ungradable",
}


def fill(notebook: NotebookNode, record: Record) -> None:
    """Put a record into the notebook that was examined, so that nbgrader sees the same points.

    A test that earned nothing ends with an error, one that earned a part with that number, and
    what it wrote to stderr becomes ordinary output: nbgrader gives 0 for stderr.

    Raises:
        ValueError: a test is not in the record, or has points that its cell does not offer.
    """
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = copy.deepcopy(record.outputs.get(cell.id, []))
        if not is_test(cell):
            continue
        name = grade_id(cell) or ""
        if name not in record.tests:
            raise ValueError(f"the test {name!r} was not judged")
        _settle(cell, record.tests[name])
    found = {key: value for key, value in asdict(record).items() if key != "outputs"}
    notebook.metadata["autograder"] = {"record": found}


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is a test that a program judges."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def no_record(source: NotebookNode, problem: str) -> Record:
    """The record of a submission that could not be examined: every test is left to a person."""
    names = [grade_id(cell) or "" for cell in source.cells if is_test(cell)]
    tests = {name: TestRecord("ungradable", 0, problem) for name in names}
    return Record(outputs={}, tests=tests, ended=problem)


def to_bytes(notebook: NotebookNode) -> bytes:
    """A notebook as its file holds it; characters that no file can hold become question marks."""
    return nbformat.writes(notebook).encode(errors="replace") + b"\n"


def read_graded(path: Path) -> NotebookNode:
    """A graded notebook, if a plain file holds one.

    Raises:
        OSError: there is none.
        ValueError: it is damaged.
    """
    return nbformat.reads(read_file(path, MAX_FOLDER).decode(), as_version=4)


def read_remarks(path: Path) -> dict[str, Any]:
    """Our part of a graded notebook's metadata, quickly; empty where there is none."""
    try:
        content = json.loads(read_file(path, MAX_FOLDER))
        found = content["metadata"]["autograder"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _settle(cell: NotebookNode, test: TestRecord) -> None:
    outputs = [output for output in cell.outputs if output.output_type != "execute_result"]
    errors = [output for output in outputs if output.output_type == "error"]
    outputs = [output for output in outputs if output.output_type != "error"]
    for output in outputs:
        if output.output_type == "stream":
            output.name = "stdout"
    if test.score == 0 and test.verdict != "passed":
        outputs += errors or [_error(test)]
    elif test.score < cell.metadata.nbgrader.points:
        data = {"text/plain": repr(test.score)}
        outputs.append(nbformat.v4.new_output("execute_result", data=data, execution_count=None))
    cell.outputs = outputs
    if determine_grade(cell)[0] != test.score:
        raise ValueError(
            f"the test {grade_id(cell)!r} gave {test.score:g} points, but it has "
            f"{cell.metadata.nbgrader.points:g} to give"
        )


def _error(test: TestRecord) -> NotebookNode:
    name = ERRORS.get(test.verdict, "Error")
    return nbformat.v4.new_output(
        "error", ename=name, evalue=test.message, traceback=[f"{name}: {test.message}"]
    )
