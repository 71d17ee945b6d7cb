"""Read what was handed in, or say in plain words why it cannot be graded."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.core.bounded import TooMuch, bounded
from autograder.core.budget import MESSAGE, cut
from autograder.core.files import MAX_FOLDER, MEGABYTE, NotPlain, read_file

MAX_BYTES = 100 * MEGABYTE
MOST_CELLS = 20_000
MOST_TEXT = 32 * MEGABYTE  # characters of all cells
READING_SECONDS = 8.0  # of one notebook, of CPU time
AGAIN = "Open it in JupyterLab, save it, and hand it in again."


class Ungradable(Exception):
    """A submission for a person to look at: no grade is given. The message says why."""


@dataclass(frozen=True)
class Submission:
    """What was handed in, read: the unit's notebooks, all other files, and when it came."""

    notebooks: dict[str, NotebookNode]
    others: dict[str, bytes]
    timestamp: datetime | None


def read_submission(files: dict[str, bytes], notebooks: list[str]) -> Submission:
    """The submission in a folder's files, as `autograder.core.files.read_folder` gives them.

    Args:
        files: contents by name.
        notebooks: the unit's notebooks, without `.ipynb`.

    Raises:
        Ungradable: a notebook is missing or damaged, or the timestamp is no date.
    """
    timestamp = read_timestamp(files)
    read = {name: _parse(f"{name}.ipynb", _find(files, name)) for name in notebooks}
    others = {name: content for name, content in files.items() if not name.endswith(".ipynb")}
    return Submission(read, others, timestamp)


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in a file.

    Raises:
        Ungradable: as in `parse_notebook`, or the file is a link, a device, or far too large.
    """
    try:
        return _parse(path.name, read_file(path, MAX_FOLDER))
    except NotPlain as error:
        raise Ungradable(str(error)) from error


def _parse(name: str, content: bytes) -> NotebookNode:
    if len(content) > MAX_BYTES:
        raise Ungradable(
            f"{name} has {len(content) / MEGABYTE:.0f} MB, at most {MAX_BYTES // MEGABYTE} are "
            "read: clear its outputs (Edit, Clear Outputs of All Cells) and hand it in again."
        )
    try:
        answer = json.loads(
            bounded("autograder.submissions.intake:read", content, seconds=READING_SECONDS)
        )
    except TooMuch as error:
        raise Ungradable(f"{name} is too much to read ({error}). {AGAIN}") from error
    if "problem" in answer:
        raise Ungradable(f"{name} {answer['problem']}")
    return nbformat.from_dict(answer["notebook"])


def read(content: bytes) -> bytes:
    """What of a notebook's file is graded, as JSON, or why not; a job for `bounded`."""
    try:
        notebook = parse_notebook(content)
        cells = [_graded_part(cell) for cell in notebook.cells]
        _check_size(cells)
    except Ungradable as error:
        return json.dumps({"problem": cut(str(error), MESSAGE)}).encode()
    read = nbformat.v4.new_notebook(metadata={})
    read.cells = cells
    return json.dumps({"notebook": read}).encode()


def _graded_part(cell: NotebookNode) -> dict[str, Any]:
    """A cell without what it showed, and without metadata that are not nbgrader's."""
    kept = {key: cell[key] for key in ("cell_type", "id", "source", "attachments") if key in cell}
    nbgrader = cell.metadata.get("nbgrader")
    return {**kept, "metadata": {} if nbgrader is None else {"nbgrader": nbgrader}}


def _check_size(cells: list[dict[str, Any]]) -> None:
    if len(cells) > MOST_CELLS:
        raise Ungradable(f"has {len(cells)} cells, at most {MOST_CELLS} are read: leave some out.")
    text = sum(len(cell["source"]) for cell in cells)
    if text > MOST_TEXT:
        raise Ungradable(
            f"holds {text / MEGABYTE:.0f} million characters in its cells, at most "
            f"{MOST_TEXT // MEGABYTE} are read: leave some out, and hand it in again."
        )


def parse_notebook(content: bytes) -> NotebookNode:
    """The notebook in a file's bytes, in nbformat 4, with plain line ends.

    >>> parse_notebook(b"")
    Traceback (most recent call last):
    autograder.submissions.intake.Ungradable: is empty. Open it in JupyterLab, save it, and ...

    Raises:
        Ungradable: the bytes are no notebook, with what is wrong.
    """
    text = _decode(content)
    if not text.strip():
        raise Ungradable("is empty. " + AGAIN)
    _check_json(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing cell ids and the like, mended on the way
            notebook = nbformat.reads(text, as_version=4)
    except Exception as error:
        raise Ungradable(f"is not a notebook that Jupyter can read ({error}). {AGAIN}") from error
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Ungradable(f"is JSON, but not a notebook: its cells are no list. {AGAIN}")
    for number, cell in enumerate(cells, start=1):
        _check_cell(cell, number)
        cell.source = cell.source.replace("\r\n", "\n")
    return notebook


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Ungradable(
            f"is not UTF-8 text (byte {error.start} cannot be read). {AGAIN}"
        ) from error


def _check_json(text: str) -> None:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise Ungradable(f"is cut off or damaged ({where}). {AGAIN}") from error
    except ValueError as error:  # a number of thousands of digits
        raise Ungradable(f"holds what is in no notebook ({error}). {AGAIN}") from error
    except RecursionError as error:
        raise Ungradable(f"is nested too deeply to be a notebook. {AGAIN}") from error
    if not isinstance(content, dict) or not {"cells", "worksheets"} & content.keys():
        raise Ungradable(f"is JSON, but not a notebook: it has no cells. {AGAIN}")


def _check_cell(cell: NotebookNode, number: int) -> None:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    if not isinstance(metadata, dict) or not isinstance(cell.get("source"), str):
        raise Ungradable(f"is damaged: cell {number} has no text or no metadata. {AGAIN}")
    if not isinstance(metadata.get("nbgrader", {}), dict):
        raise Ungradable(f"is damaged: cell {number} has unreadable nbgrader metadata. {AGAIN}")


def _find(files: dict[str, bytes], name: str) -> bytes:
    if (wanted := f"{name}.ipynb") in files:
        return files[wanted]
    others = sorted(other for other in files if other.endswith(".ipynb"))
    found = f"found {', '.join(others)}" if others else "no notebook was found"
    raise Ungradable(f"{wanted} is missing ({found}): hand in a file of exactly this name.")


def read_timestamp(files: dict[str, bytes]) -> datetime | None:
    """When a submission came, from its `timestamp.txt`, in UTC; None if it does not say."""
    from nbgrader.utils import parse_utc

    text = files.get("timestamp.txt", b"").decode(errors="replace").strip()
    try:
        return parse_utc(text or None)
    except (ValueError, OverflowError) as error:
        raise Ungradable(
            f"timestamp.txt holds {text[:40]!r}, which is not a date such as "
            "2025-10-01 12:00:00 UTC: mend or delete it."
        ) from error
