"""Read what was handed in, or say in plain words why it cannot be graded."""

from __future__ import annotations

import json
import os
import warnings
from pathlib import Path

import nbformat
from nbformat import NotebookNode

MAX_BYTES = 100 * 1024**2
AGAIN = "Open it in JupyterLab, save it, and hand it in again."


class Ungradable(Exception):
    """A submission for a person to look at: no grade is given. The message says why."""


def check_folder(folder: Path, notebooks: list[str]) -> None:
    """Check that a submission's folder holds its notebooks, as plain files that can be read.

    Raises:
        Ungradable: a notebook is missing or damaged, or there is a link or a device.
    """
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise Ungradable(
                f"{path.relative_to(folder.parent)} is a link or a device, not a plain file: "
                "hand in the file itself."
            )
    _check_timestamp(folder / "timestamp.txt")
    for name in notebooks:
        read_notebook(_find(folder, name))


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in a file.

    Raises:
        Ungradable: as in `parse_notebook`, or the file is far too large.
    """
    size = os.path.getsize(path)
    if size > MAX_BYTES:
        raise Ungradable(
            f"{path.name} has {size / 1024**2:.0f} MB, at most {MAX_BYTES // 1024**2} are read: "
            "clear its outputs (Edit, Clear Outputs of All Cells) and hand it in again."
        )
    try:
        return parse_notebook(path.read_bytes())
    except Ungradable as error:
        raise Ungradable(f"{path.name} {error}") from error


def parse_notebook(content: bytes) -> NotebookNode:
    """The notebook in a file's bytes, in nbformat 4, with plain line ends.

    >>> parse_notebook(b"")
    Traceback (most recent call last):
    autograder.intake.Ungradable: is empty. Open it in JupyterLab, save it, and hand it in again.

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
    for number, cell in enumerate(notebook.cells, start=1):
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
    except RecursionError as error:
        raise Ungradable(f"is nested too deeply to be a notebook. {AGAIN}") from error
    if not isinstance(content, dict) or not {"cells", "worksheets"} & content.keys():
        raise Ungradable(f"is JSON, but not a notebook: it has no cells. {AGAIN}")


def _check_cell(cell: NotebookNode, number: int) -> None:
    metadata = cell.get("metadata")
    if not isinstance(cell.get("source"), str) or not isinstance(metadata, dict):
        raise Ungradable(f"is damaged: cell {number} has no text or no metadata. {AGAIN}")
    if not isinstance(metadata.get("nbgrader", {}), dict):
        raise Ungradable(f"is damaged: cell {number} has unreadable nbgrader metadata. {AGAIN}")


def _find(folder: Path, name: str) -> Path:
    path = folder / f"{name}.ipynb"
    if path.is_file():
        return path
    others = sorted(other.name for other in folder.rglob("*.ipynb"))
    found = f"found {', '.join(others)}" if others else "no notebook was found"
    raise Ungradable(f"{path.name} is missing ({found}): hand in a file of exactly this name.")


def _check_timestamp(path: Path) -> None:
    from nbgrader.utils import parse_utc

    if not path.exists():
        return
    text = path.read_text(errors="replace").strip()
    try:
        parse_utc(text or None)
    except (ValueError, OverflowError) as error:
        raise Ungradable(
            f"timestamp.txt holds {text[:40]!r}, which is not a date such as "
            "2025-10-01 12:00:00 UTC: mend or delete it."
        ) from error
