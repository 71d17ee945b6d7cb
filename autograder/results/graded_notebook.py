"""The graded notebook: a submission rebuilt, with what examining it found."""

from __future__ import annotations

import copy
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from autograder.core import budget
from autograder.core.bounded import TooMuch, bounded
from autograder.core.files import MAX_FOLDER, read_file
from autograder.notebooks.cells import grade_id, is_authors, is_test
from autograder.notebooks.sanitize import (
    as_code,
    harmless_attachments,
    harmless_markdown,
    harmless_outputs,
)
from autograder.notebooks.verdict import Verdict
from autograder.results.record import Record, TestRecord

CLEANING_SECONDS = 4.0  # of one submission's graded notebook


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


def no_record(source: NotebookNode, problem: str) -> Record:
    """The record of a submission that could not be examined: every test is left to a person."""
    names = [grade_id(cell) or "" for cell in source.cells if is_test(cell)]
    tests = {name: TestRecord(Verdict.UNGRADABLE, 0, problem) for name in names}
    return Record(outputs={}, tests=tests, ended=problem)


def to_bytes(notebook: NotebookNode) -> bytes:
    """A graded notebook as its file holds it: harmless where it is shown, and of bounded size.

    Characters that no file can hold become question marks. Where cleaning or drawing takes too
    long, what students wrote and displayed is kept as plain text, and a remark says so.
    """
    content = json.dumps(notebook).encode()
    for job in ("clean", "clean_as_plain_markdown"):
        try:
            return bounded(
                f"autograder.results.graded_notebook:{job}", content, seconds=CLEANING_SECONDS
            )
        except TooMuch:
            continue
    return _write(_kept(_read(content), outputs=False, markdown=False))


def clean(content: bytes) -> bytes:
    """A graded notebook's file, cleaned; a job for `autograder.core.bounded`.

    Its Markdown is drawn here as formgrader draws it, so that it is known to be drawn in time.
    """
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    notebook = _kept(_read(content))
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not is_authors(cell):
            cell_pictures = cell.get("attachments", {})
            markdown2html_mistune(_without_pictures(cell.source) if cell_pictures else cell.source)
    return _write(notebook)


def clean_as_plain_markdown(content: bytes) -> bytes:
    """As `clean`, with what students wrote in Markdown as plain text."""
    return _write(_kept(_read(content), markdown=False))


def _without_pictures(source: str) -> str:
    return source.replace("](attachment:", "](")  # which cannot be found without their cell


def _read(content: bytes) -> NotebookNode:
    return nbformat.from_dict(json.loads(content))


def _write(notebook: NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode(errors="replace") + b"\n"


def _kept(notebook: NotebookNode, outputs: bool = True, markdown: bool = True) -> NotebookNode:
    """The notebook with what is too much cut, and what could do harm made harmless."""
    keep_bounded(notebook, outputs, markdown)
    ours = notebook.metadata.get("autograder", {})
    plain = [] if markdown else ["what is written in Markdown"]
    plain += [] if outputs else ["what its cells showed"]
    if plain:
        remark = f"Kept as plain text, since it takes too long to draw: {' and '.join(plain)}."
        ours["remarks"] = [*ours.get("remarks", []), remark]
    if "remarks" in ours:
        ours["remarks"] = _few([str(remark) for remark in ours["remarks"]])
    for test in ours.get("record", {}).get("tests", {}).values():
        test["evidence"] = _few([str(line) for line in test.get("evidence", [])])
    return notebook


def keep_bounded(notebook: NotebookNode, outputs: bool = True, markdown: bool = True) -> None:
    """Cut what is too much in a notebook's cells, and make harmless what students put there.

    Args:
        notebook: it is changed.
        outputs: False keeps no more than text of what cells have shown.
        markdown: False shows as plain text what students wrote in Markdown.
    """
    text_left, bytes_left = budget.SOURCES, budget.NOTEBOOK_BYTES
    for cell in notebook.cells:
        cell.source = budget.cut(cell.source, min(budget.SOURCE, text_left))
        text_left = max(0, text_left - len(cell.source))
        most = min(budget.CELL_BYTES, bytes_left)
        if cell.cell_type == "code":
            _bound_outputs(cell, most, outputs)
            bytes_left -= sum(map(budget.size, cell.outputs))
        elif not is_authors(cell):
            _bound_attachments(cell, most)
            bytes_left -= budget.size(cell.get("attachments", {}))
            attached = cell.get("attachments", {})
            cell.source = (
                harmless_markdown(cell.source, attached) if markdown else as_code(cell.source)
            )
        bytes_left = max(0, bytes_left)


def _bound_outputs(cell: NotebookNode, most_bytes: int, rich: bool) -> None:
    outputs = cell.outputs if rich else list(map(_text_alone, cell.outputs))
    cell.outputs = harmless_outputs(nbformat.from_dict(budget.trim_outputs(outputs, most_bytes)))


def _bound_attachments(cell: NotebookNode, most_bytes: int) -> None:
    if "attachments" not in cell:
        return
    pictures = harmless_attachments(cell.attachments)
    needs = budget.size(pictures)
    if needs > most_bytes:
        cell.source += f"\n\n[left out here: pictures of {needs / budget.MEGABYTE:.1f} MB]"
        pictures = {}
    cell.attachments = nbformat.from_dict(pictures)


def _text_alone(output: NotebookNode) -> NotebookNode:
    if output.output_type not in ("display_data", "execute_result"):
        return output
    text = output.data.get("text/plain", "[left out]")
    return NotebookNode(output, data=NotebookNode({"text/plain": text}))


def _few(lines: list[str]) -> list[str]:
    kept = [budget.cut(line, budget.MESSAGE) for line in lines[: budget.MESSAGES]]
    more = len(lines) - len(kept)
    return [*kept, f"[{more} more left out]"] if more else kept


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
    last = cell.outputs[-1:]  # the judge's own word; errors before it are the student's claims
    errors = [output for output in last if output.output_type == "error"]
    outputs = [output for output in cell.outputs if output.output_type != "execute_result"]
    outputs = [output for output in outputs if output.output_type != "error"]
    for output in outputs:
        if output.output_type == "stream":
            output.name = "stdout"
    if test.score == 0 and test.verdict is not Verdict.PASSED:
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
    name = test.verdict.error
    return nbformat.v4.new_output(
        "error", ename=name, evalue=test.message, traceback=[f"{name}: {test.message}"]
    )
