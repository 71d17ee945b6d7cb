"""Which cell of a unit was which before its author gave cells other names, ids or places.

A test is the one with the same text, wherever that stands; what has no such text, or a changed one,
is the cell with the same id; what lost its id is the cell of the same name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from nbformat import NotebookNode

from autograder.notebooks.cells import grade_id, is_test
from autograder.results.provenance import digest


class Identity(NamedTuple):
    """What a cell that nbgrader knows is known by."""

    id: str
    name: str  # nbgrader's grade_id
    text: str  # a digest of a test's text; empty for other cells, which students change


def identities(notebook: NotebookNode) -> list[Identity]:
    """Those of the cells that nbgrader knows, of a source or a graded notebook."""
    return [
        Identity(cell.id, name, digest({"": cell.source.encode()})[:16] if is_test(cell) else "")
        for cell in notebook.cells
        if (name := grade_id(cell))
    ]


def pairs(old: Iterable[Identity], new: Iterable[Identity]) -> list[tuple[Identity, Identity]]:
    """Each cell that is still there, as it was and as it is now.

    >>> a, b = Identity("1", "a", "same"), Identity("2", "b", "")
    >>> pairs([a, b], [Identity("3", "c", "same"), Identity("2", "a", "")])
    [(Identity(id='1', name='a', text='same'), Identity(id='3', name='c', text='same')),
     (Identity(id='2', name='b', text=''), Identity(id='2', name='a', text=''))]
    """
    old, new = list(old), list(new)
    found: list[tuple[Identity, Identity]] = []
    keys: list[Callable[[Identity], str]] = [
        lambda cell: cell.text,
        lambda cell: cell.id,
        lambda cell: cell.name,
    ]
    for key in keys:
        before, now = _by(key, old), _by(key, new)
        same = {cell: now[value] for value, cell in before.items() if value in now}
        old = [cell for cell in old if cell not in same]
        new = [cell for cell in new if cell not in same.values()]
        found += same.items()
    return found


def _by(key: Callable[[Identity], str], cells: list[Identity]) -> dict[str, Identity]:
    """The cells by something that only they have."""
    counts = Counter(map(key, cells))
    return {key(cell): cell for cell in cells if key(cell) and counts[key(cell)] == 1}
