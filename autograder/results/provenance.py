"""What a grade was made from: as long as it is the same, the grade is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode


def digest(files: Mapping[str, bytes]) -> str:
    """A fingerprint of files, their names and contents.

    >>> digest({"a": b"1"}) == digest({"b": b"1"})
    False
    """
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0".encode(errors="surrogateescape"))
        total.update(hashlib.sha256(files[name]).digest())
    return total.hexdigest()


def concerning(source: NotebookNode) -> bytes:
    """The part of a source notebook that grades may depend on: its code and its marked cells."""
    cells = [
        [cell.cell_type, cell.source, cell.metadata.get("nbgrader", {})]
        for cell in source.cells
        if "nbgrader" in cell.metadata or cell.cell_type == "code"
    ]
    return json.dumps(cells, sort_keys=True).encode()


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The parts of a stamp that differ.

    >>> changes({"source": "a", "seed": 1}, {"source": "b", "seed": 1})
    ['source']
    """
    return [part for part in new if old.get(part) != new[part]]
