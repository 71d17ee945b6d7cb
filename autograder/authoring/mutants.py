"""Small faults put into a solution, one at a time, as students make them.

    for mutant in mutants("def freeze(model):\\n    model.trainable = False"):
        print(mutant.diff)

Mutation libraries were looked at first: cosmic-ray's operators could be used on one cell, but know
operators and numbers alone; mutmut's, which drop arguments too, only within its own runner, and
both would bring a dozen packages. The faults that count here are a layer left out, a wrong axis,
a forgotten return, the name of the layer before: on Python's own `ast` they are short.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.authoring.mutation_operators import QUIET, operators


@dataclass(frozen=True)
class Mutant:
    """A solution with one fault; both texts are without comments."""

    operator: str
    original: str
    source: str

    @property
    def diff(self) -> str:
        """The lines that differ, as `diff -u` shows them."""
        lines = difflib.unified_diff(
            self.original.splitlines(), self.source.splitlines(), n=1, lineterm=""
        )
        return "\n".join(list(lines)[2:])

    @property
    def change(self) -> tuple[str, str]:
        """The lines that went and those that came, each joined and without indentation."""
        lines = [line for line in self.diff.splitlines() if line[0] in "+-"]
        went, came = ([line[1:].strip() for line in lines if line[0] == sign] for sign in "-+")
        return "\n".join(went), "\n".join(came)


def mutants(source: str) -> list[Mutant]:
    """Each different cell that one fault makes of a solution, in the order of its lines.

    >>> [mutant.change for mutant in mutants("x = y[1:] < 2")][:2]
    [('x = y[1:] < 2', 'pass'), ('x = y[1:] < 2', 'x = y[1:] <= 2')]

    What stands outside `### BEGIN SOLUTION` and `### END SOLUTION` is left alone, if there are
    such lines: students are given it.

    Raises:
        SyntaxError: the cell is no plain Python.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    lines, known = _solution_lines(source), _names(tree)
    changes = operators(tree)
    found: dict[str, Mutant] = {}
    for container, key in list(_slots(tree, lines)):
        node = container[key]
        for operator, change in changes.items():
            for changed in change(node):
                container[key] = changed
                text = ast.unparse(ast.fix_missing_locations(tree))
                container[key] = node
                is_new = text != original and text not in found
                if is_new and _names(changed) <= known and _compiles(text):
                    found[text] = Mutant(operator, original, text)
    return list(found.values())


def _solution_lines(source: str) -> set[int]:
    """Numbers, from 1, of the lines that a student has to write."""
    inside, lines = False, set()
    for number, line in enumerate(source.splitlines(), start=1):
        inside = (inside or "### BEGIN SOLUTION" in line) and "### END SOLUTION" not in line
        if inside:
            lines.add(number)
    return lines or set(range(1, len(source.splitlines()) + 1))


def _slots(parent: ast.AST, lines: set[int]) -> Iterator[tuple[Any, Any]]:
    """Where a node hangs in the tree: (container, key), each node before what it holds."""
    for field, value in ast.iter_fields(parent):
        many = isinstance(value, list)
        container: Any = value if many else vars(parent)
        keys: list[Any] = list(range(len(value))) if many else [field]
        for key in keys:
            node = container[key]
            if not isinstance(node, ast.AST) or _is_talk(node):
                continue
            line = getattr(node, "lineno", None) or getattr(parent, "lineno", None)
            if line in lines:
                yield container, key
            yield from _slots(node, lines)


def _is_talk(node: ast.AST) -> bool:
    """Whether a node only tells a reader something: a docstring, a print, text in an f-string."""
    match node:
        case ast.Expr(value=ast.Constant() | ast.Call(func=ast.Name(id="print"))):
            return True
        case ast.keyword(arg=name) if name in QUIET:
            return True
    return isinstance(node, ast.JoinedStr)


def _names(tree: ast.AST) -> set[str]:
    """The names that a piece of code speaks of, and Python's own."""
    nodes = list(ast.walk(tree))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    names |= {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
    return names | set(dir(builtins))


def _compiles(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `is` with a number, and the like
            compile(source, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True
