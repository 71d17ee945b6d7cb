"""A submission laid over its source: set-up, tests and tags are the author's, answers the
student's.

Locked cells get their text from the source here, and once more, checked by checksum, from
nbgrader's OverwriteCells."""

from __future__ import annotations

import copy
from collections import defaultdict
from itertools import count

import nbformat
from nbformat import NotebookNode

from autograder.notebooks.cells import grade_id
from autograder.notebooks.hidden_tests import without_hidden
from autograder.submissions.intake import Ungradable

Versions = defaultdict[str | None, list[NotebookNode]]
MISSING = "# This cell was missing from the submission."


def rebuild(source: NotebookNode, submitted: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """The notebook to grade, and remarks on what is odd about the submission.

    The order of cells, their metadata, and the text of locked cells are the source's. The text
    of all other cells is the student's. Cells that the student added follow the cell they stood
    behind, as cells without nbgrader metadata.

    Raises:
        Ungradable: an answer is there twice, with different texts.
    """
    found, added = _match(source, submitted)
    notebook = NotebookNode(copy.deepcopy(dict(source, cells=[])))
    remarks: list[str] = []
    numbers = count()
    notebook.cells = [_own(cell, next(numbers)) for cell in added[None]]
    for cell in source.cells:
        notebook.cells.append(_merge(cell, found.get(cell.id, []), remarks))
        notebook.cells += [_own(cell, next(numbers)) for cell in added[cell.id]]
    return notebook, remarks


def _id(cell: NotebookNode) -> str | None:
    found = cell.get("id")
    return found if isinstance(found, str) else None


def _match(source: NotebookNode, submitted: NotebookNode) -> tuple[Versions, Versions]:
    """The student's versions of each source cell; added cells by the id of the one before.

    A cell is known by its id, which stays when its author gives it another name or place. Where it
    lost its id, it is known by its name, as the student's edition had it; one without a name by its
    text.
    """
    ids = {cell.id: cell for cell in source.cells}
    names = {name: cell.id for cell in source.cells if (name := grade_id(cell))}

    def known(cell: NotebookNode) -> str | None:
        """The cell's id, if it is the source's, and not by chance, as numbers of places are."""
        own = ids.get(_id(cell) or "")
        if own is None:
            return None
        unmarked = grade_id(own) is None and grade_id(cell) not in names
        return own.id if unmarked or _kind(own) == _kind(cell) else None

    by_id = [known(cell) for cell in submitted.cells]
    taken = set(by_id)
    by_name = {name: cell for name, cell in names.items() if cell not in taken}
    by_name |= {  # also of a copy, which has another id
        name: match
        for cell, match in zip(submitted.cells, by_id, strict=True)
        if match and (name := grade_id(cell))
    }
    lost = [cell for cell in source.cells if not grade_id(cell) and cell.id not in taken]
    by_text = {cell.source.strip(): cell.id for cell in lost}
    found: Versions = defaultdict(list)
    added: Versions = defaultdict(list)
    before = None
    for cell, match in zip(submitted.cells, by_id, strict=True):
        name = grade_id(cell)
        match = match or (by_name.get(name) if name else by_text.get(cell.source.strip()))
        if match and not (found[match] and name is None):
            found[match].append(cell)
            before = match
        elif cell.source.strip() and not _is_the_authors(cell):
            added[before].append(cell)
    return found, added


def _kind(cell: NotebookNode) -> tuple[bool, bool]:
    """Whether a cell is marked for nbgrader, and whether it is to be answered."""
    return grade_id(cell) is not None, bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _is_the_authors(cell: NotebookNode) -> bool:
    """Whether a cell that the source does not have is one that it had in an earlier edition."""
    metadata = cell.metadata.get("nbgrader", {})
    is_locked = metadata.get("locked") or metadata.get("grade") or metadata.get("task")
    return bool(grade_id(cell) and is_locked and not metadata.get("solution"))


def _merge(cell: NotebookNode, versions: list[NotebookNode], remarks: list[str]) -> NotebookNode:
    merged = copy.deepcopy(cell)
    name, metadata = grade_id(cell), cell.metadata.get("nbgrader", {})
    if not metadata or metadata.get("solution"):
        _lift(merged, versions, name, remarks)
    elif not versions:
        remarks.append(f"The cell {name!r} was deleted; it was put back.")
    elif any(version.source.strip() != without_hidden(cell.source).strip() for version in versions):
        remarks.append(f"The cell {name!r} was changed; its original was used.")
    return merged


def _lift(
    merged: NotebookNode, versions: list[NotebookNode], name: str | None, remarks: list[str]
) -> None:
    """Put the student's text into a cell that students may edit."""
    if len({version.source for version in versions}) > 1 and name:
        raise Ungradable(
            f"the answer {name!r} is there {len(versions)} times, with different contents: "
            "delete all but one of these cells and hand the notebook in again."
        )
    if versions:
        merged.source = versions[0].source
        if merged.cell_type == "markdown":
            merged.update(_attachments(versions[0]))
    elif name:
        merged.source = MISSING if merged.cell_type == "code" else ""
        remarks.append(f"The answer {name!r} was deleted.")


def _own(cell: NotebookNode, number: int) -> NotebookNode:
    """A cell that the student added: its kind and its text, and nothing that could be damaged."""
    kinds = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    new_cell = kinds.get(str(cell.get("cell_type")), nbformat.v4.new_raw_cell)
    own = new_cell(source=cell.source, id=f"own-{number}")
    if own.cell_type == "markdown":
        own.update(_attachments(cell))
    return own


def _attachments(cell: NotebookNode) -> dict[str, NotebookNode]:
    """A cell's pictures, if it has any that are in order."""
    try:
        nbformat.v4.new_markdown_cell(attachments=cell["attachments"])
    except (KeyError, nbformat.ValidationError):
        return {}
    return {"attachments": cell["attachments"]}
