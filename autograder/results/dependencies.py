"""Which cells of a notebook each of its tests depends on, by the names that they make and read.

A test depends on what makes a name that it reads: set-up, answers and earlier tests, and in turn on
what those read. It also depends on cells that run something with such a name's value, since that
may change the value (`freeze(network)`), and on all set-up that does more than to give names
values: it calls something for its effect, or the unit's own functions, or sets an attribute. A test
does not depend on another test that reads the same names: a test's inputs are its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from nbformat import NotebookNode

from autograder.notebooks import cell_names
from autograder.notebooks.cell_names import ANSWER, LESSON, SET_UP, TEST
from autograder.notebooks.cells import is_lesson, is_students, is_test
from autograder.notebooks.hidden_tests import without_hidden
from autograder.results.provenance import digest


@dataclass(frozen=True)
class CodeCell:
    """A code cell that grading runs, and the names that matter in it.

    `texts` holds what runs: of a set-up cell that students may edit, their text and the author's,
    since one runs in the student's process and the other in the judge's.
    """

    cell: NotebookNode
    kind: str
    texts: tuple[str, ...]
    makes: frozenset[str]
    needs: frozenset[str]
    may_change: frozenset[str]  # names whose values it may change
    concerns_all: bool  # set-up that does more than to give names values


class Dependencies:
    """What the tests of one rebuilt notebook depend on.

    Args:
        notebook: from `autograder.submissions.rebuild.rebuild`.
        source: the notebook that it was rebuilt from; left out, the notebook is its own source.
    """

    def __init__(self, notebook: NotebookNode, source: NotebookNode | None = None) -> None:
        self.cells = _code_cells(notebook, source or notebook)
        self.places = {code.cell.id: index for index, code in enumerate(self.cells)}
        self.acting = [i for i, code in enumerate(self.cells) if code.concerns_all]
        self.concerned_with: dict[str, list[int]] = {}
        for index, code in enumerate(self.cells):
            for name in code.makes | code.may_change:
                self.concerned_with.setdefault(name, []).append(index)
        self.used = {
            code.cell.id: self._used(index)
            for index, code in enumerate(self.cells)
            if code.kind == TEST
        }

    def fingerprints(self) -> dict[str, str]:
        """A digest of all in the notebook that the verdict of each test depends on, by cell id."""
        return {
            test: _digest([self._facts(index) for index in sorted(used)])
            for test, used in self.used.items()
        }

    def run_fingerprint(self) -> str:
        """A digest of all that runs beside the tests."""
        return _digest([self._facts(i) for i, c in enumerate(self.cells) if c.kind != TEST])

    def tests_for(self, wanted: set[str]) -> set[str]:
        """The tests to run, by cell id, so that those wanted and the student's cells can run."""
        read = {name for code in self.cells if code.kind == ANSWER for name in code.needs}
        handed_over = {
            code.cell.id
            for code in self.cells
            if code.kind == TEST and cell_names.makes(without_hidden(code.cell.source)) & read
        }
        used = {i for test in wanted | handed_over for i in self.used[test]}
        return {self.cells[i].cell.id for i in used if self.cells[i].kind == TEST}

    def answers(self, test: str) -> list[NotebookNode]:
        """The student's cells that a test uses, or that stand in its exercise, above it."""
        indices = self.used[test] | set(self._exercise(test))
        found = [self.cells[index].cell for index in sorted(indices)]
        return [cell for cell in found if is_students(cell)]

    def _exercise(self, test: str) -> Iterator[int]:
        """The places of the student's cells since the tests of the exercise before."""
        begun = False
        for index in reversed(range(self.places[test])):
            kind = self.cells[index].kind
            if kind == TEST and begun:
                return
            if kind == ANSWER:
                begun = True
                yield index

    def _used(self, test: int) -> set[int]:
        """A test and the cells that it depends on, by their places."""
        used = {test, *self.acting}
        names = [name for index in used for name in self.cells[index].needs]
        seen: set[str] = set()
        while names:
            name = names.pop()
            if name in seen:
                continue
            seen.add(name)
            for index in self.concerned_with.get(name, []):
                if index not in used and self._counts(index, name, test):
                    used.add(index)
                    names += self.cells[index].needs
        return used

    def _counts(self, index: int, name: str, test: int) -> bool:
        """Whether a test can meet what a cell does to a name."""
        code = self.cells[index]  # in the judge's process all set-up runs before the tests
        return index < test or (code.kind == SET_UP and name in code.may_change)

    def _facts(self, index: int) -> list[Any]:
        code = self.cells[index]
        tags = sorted(code.cell.metadata.get("tags", []))
        return [code.cell.id, code.kind, tags, code.texts]


def _code_cells(notebook: NotebookNode, source: NotebookNode) -> list[CodeCell]:
    """The code cells that grading runs, without lessons whose results no answer uses."""
    authors = {cell.id: cell.source for cell in source.cells}
    code = [(cell, _kind(cell)) for cell in notebook.cells if cell.cell_type == "code"]
    used = cell_names.used_of_lessons([(c.id, kind, c.source) for c, kind in code if kind != TEST])
    defined = {name for c, _ in code for name in cell_names.makes(cell_names.definitions(c.source))}
    modules = {name for c, _ in code for name in cell_names.makes(cell_names.imports(c.source))} | {
        "get_ipython"
    }
    code_cells = []
    for cell, kind in code:
        texts = [used.get(cell.id, "") if kind == LESSON else cell.source]
        if kind == LESSON and not texts[0]:
            continue
        if not is_students(cell) and authors.get(cell.id, cell.source) != cell.source:
            texts.append(authors[cell.id])
        names = [_names(text) for text in texts]
        runs = frozenset().union(*(found.runs for found in names))
        code_cells.append(
            CodeCell(
                cell,
                kind,
                tuple(texts),
                makes=frozenset().union(*(found.makes for found in names)),
                needs=frozenset().union(*(found.needs for found in names)),
                may_change=runs - defined if kind != TEST else frozenset(),
                concerns_all=kind == SET_UP
                and any(n.has_effects or n.acts_on & modules or n.runs & defined for n in names),
            )
        )
    return code_cells


class _Names(NamedTuple):
    """The names in a cell's text."""

    makes: frozenset[str]
    needs: frozenset[str]
    runs: frozenset[str]
    acts_on: frozenset[str]
    defined: frozenset[str]
    imported: frozenset[str]
    has_effects: bool


@lru_cache(4000)
def _names(text: str) -> _Names:
    """The names in a text; most texts are the same for a whole class."""
    return _Names(
        makes=frozenset(cell_names.makes(text)),
        needs=frozenset(cell_names.needs(text)),
        runs=frozenset(cell_names.reads_while_running(text)),
        acts_on=frozenset(cell_names.acts_on(text)),
        defined=frozenset(cell_names.makes(cell_names.definitions(text))),
        imported=frozenset(cell_names.makes(cell_names.imports(text))),
        has_effects=cell_names.has_effects(text),
    )


def _kind(cell: NotebookNode) -> str:
    if is_test(cell):
        return TEST
    if is_students(cell):
        return ANSWER
    return LESSON if is_lesson(cell) else SET_UP


def _digest(facts: list[Any]) -> str:
    return digest({"": json.dumps(facts, sort_keys=True).encode()})[:32]
