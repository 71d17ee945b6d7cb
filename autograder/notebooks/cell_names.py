"""Which names a cell makes and needs, and whose they are: the unit's or the student's."""

from __future__ import annotations

import ast
import copy
import re
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

SET_UP, ANSWER, TEST, THEIRS, LESSON = "set-up", "answer", "test", "theirs", "lesson"
_LONGEST = 50_000  # characters of a cell that are looked at
_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass
class Part:
    """A code cell of a unit's source, as grading sees it.

    A `set-up` cell runs on both sides, an `answer` and what is made with it (`theirs`) in the
    student's process alone, a `test` in the judge's alone. A set-up cell that is tagged `given`
    runs in the judge's process alone, once for all submissions, which are handed its values.
    """

    cell_id: str
    kind: str
    source: str
    makes: set[str]
    needs: set[str]
    asks_for: set[str] = field(default_factory=set)  # of what it needs, what the student made
    is_given: bool = False
    points: float = 0.0


def parts(notebook: dict[str, Any]) -> list[Part]:
    """The code cells of a source notebook in order, without those that only show."""
    found: list[Part] = []
    theirs: set[str] = set()  # names that live in the student's process
    tests: set[str] = set()  # names that test cells made
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code" or "lesson" in tags:
            continue
        part = _part(cell)
        if part.kind == TEST:
            part.asks_for = part.needs & theirs
            tests |= part.makes
            theirs -= part.makes
        elif part.kind == ANSWER or part.needs & (theirs | tests):
            part.kind = part.kind if part.kind == ANSWER else THEIRS
            theirs |= part.makes
            tests -= part.makes
        else:
            part.is_given = "given" in tags
            theirs -= part.makes
            tests -= part.makes
        found.append(part)
    return found


def makes(source: str) -> set[str]:
    """The names that a cell binds at its top level.

    >>> sorted(makes("import numpy as np\\nx, y = 1, 2\\ndef f(z):\\n    w = z"))
    ['f', 'np', 'x', 'y']
    """
    return {
        symbol.get_name()
        for symbol in _symbols(source).get_symbols()
        if symbol.is_assigned() or symbol.is_imported()
    }


def needs(source: str) -> set[str]:
    """The names that a cell reads, inside its functions too, but for what it made before.

    >>> sorted(needs("x = f(y)\\ndef g():\\n    return x + z"))
    ['f', 'y', 'z']
    >>> sorted(needs("for x in xs:\\n    total += x"))
    ['total', 'xs']
    """
    return _needs(_parsed(source), set())


def reads_while_running(source: str) -> set[str]:
    """The names that a cell itself reads, not only the functions in it: it may change their values.

    >>> sorted(reads_while_running("freeze(network)\\ndef g():\\n    return images"))
    ['freeze', 'network']
    """
    return {
        node.id
        for statement in _running(source)
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and (
            isinstance(node.ctx, ast.Load) or isinstance(statement, ast.AugAssign)
        )
    }  # fmt: skip


def acts_on(source: str) -> set[str]:
    """The names whose attributes, items or calls a cell uses for their effect, not their value.

    >>> sorted(acts_on("keras.utils.set_random_seed(1)\\nnp.seterr = None\\nx = f(y)"))
    ['keras', 'np']
    """
    found: set[str | None] = set()
    for node in (node for statement in _running(source) for node in ast.walk(statement)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            found.add(_root(node.value))
        elif isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            found.add(_root(node))
    return {name for name in found if name}


def words(sources: Iterable[str]) -> set[str]:
    """All that may be names in some cells."""
    return {word for source in sources for word in _WORD.findall(source)}


def used_of_lessons(cells: list[tuple[str, str, str]]) -> dict[str, str]:
    """What to run of lesson cells, which only show something, since answers use it.

    All of a cell where an answer reads what it computes, or something that is made with that; else
    what it imports and defines, where an answer mentions something that a lesson cell defines.

    >>> lesson = ("a", LESSON, "import math\\nlarge = range(10**9)")
    >>> used_of_lessons([lesson, ("b", ANSWER, "math.pi")])
    {'a': 'import math'}
    >>> used_of_lessons([lesson, ("b", ANSWER, "len(large)")])
    {'a': 'import math\\nlarge = range(10**9)'}

    Args:
        cells: all but the tests, in order: id, kind, and source.
    """
    mentioned = words(source for _, kind, source in cells if kind == ANSWER)
    lessons = {cell_id: source for cell_id, kind, source in cells if kind == LESSON}
    used = {cell_id: definitions(source) for cell_id, source in lessons.items()}
    if not any(makes(source) & mentioned for source in used.values()):
        used = {}
    read: set[str] = set()  # by what follows, and not made in between
    for cell_id, kind, source in reversed(cells):
        if kind == LESSON and makes(source) & read - makes(used.get(cell_id, "")):
            used[cell_id] = source
        runs = used.get(cell_id, "") if kind == LESSON else source
        if kind == ANSWER or makes(runs) & read:
            read = read - makes(runs) | needs(runs)
    return used


def has_effects(source: str) -> bool:
    """Whether a cell does more than to import, to define, and to give names values.

    >>> has_effects("import math\\nx = y = math.pi\\ndef f(z):\\n    z.append(1)")
    False
    >>> has_effects("x.append(1)"), has_effects("x.y = 2"), has_effects("@add\\ndef f(): pass")
    (True, True, True)
    """
    return any(map(_has_effect, _parsed(source)))


def _has_effect(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return False
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return bool(statement.decorator_list)
    if isinstance(statement, ast.Assign):
        return not all(isinstance(target, ast.Name | ast.Tuple) for target in statement.targets)
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    return True


def definitions(source: str) -> str:
    """A cell's imports, functions and classes, without what it computes and shows.

    >>> definitions("import math\\ndef f(x):\\n    return math.sin(x)\\nplot(f)")
    'import math\\ndef f(x):\\n    return math.sin(x)'
    """
    statements = [s for s in _parsed(source) if isinstance(s, _DEFINING)]
    return "\n".join(map(ast.unparse, statements))


def imports(source: str) -> str:
    """A cell's imports alone.

    >>> imports("import math\\ndef f(x):\\n    return math.sin(x)")
    'import math'
    """
    statements = [s for s in _parsed(source) if isinstance(s, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, statements))


def plain(source: str) -> str:
    """A cell as plain Python, its magics turned into calls."""
    return TransformerManager().transform_cell(source)


def _part(cell: dict[str, Any]) -> Part:
    marks = cell["metadata"].get("nbgrader", {})
    kind = ANSWER if marks.get("solution") else TEST if marks.get("grade") else SET_UP
    source = cell["source"]
    points = float(marks.get("points") or 0)
    return Part(cell["id"], kind, source, makes(source), needs(source), points=points)


def _parsed(source: str) -> list[ast.stmt]:
    return ast.parse(_python(source)).body


def _running(source: str) -> list[ast.stmt]:
    """The statements of a cell that do more than import and define."""
    return [statement for statement in _parsed(source) if not isinstance(statement, _DEFINING)]


def _root(node: ast.AST) -> str | None:
    """The name that an expression such as `a.b[0].c` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _needs(statements: list[ast.stmt], made: set[str]) -> set[str]:
    """What some statements read, in the order in which they run; `made` grows by what they make."""
    read: set[str] = set()
    for statement in statements:
        blocks = [body for _, body in ast.iter_fields(statement) if _is_block(body)]
        if isinstance(statement, ast.For | ast.AsyncFor | ast.With | ast.AsyncWith | ast.While
                      | ast.If):  # fmt: skip
            header = copy.copy(statement)
            header.body = [ast.Pass()]
            if not isinstance(header, ast.With | ast.AsyncWith):
                header.orelse = []
            read |= _read_by(header) - made
            made |= makes(ast.unparse(header))
            before = set(made)
            for block in blocks:
                branch = set(before)
                read |= _needs(block, branch)
                made |= branch
        else:
            read |= _read_by(statement) - made
            made |= makes(ast.unparse(statement))
    return read


def _is_block(body: object) -> bool:
    return isinstance(body, list) and bool(body) and isinstance(body[0], ast.stmt)


def _read_by(statement: ast.stmt) -> set[str]:
    """The global names that one statement reads; symtable does not count `x` of `x += 1`."""
    read = set(_reads(_symbols(ast.unparse(statement))))
    if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        read.add(statement.target.id)
    return read


def _symbols(source: str) -> symtable.SymbolTable:
    return symtable.symtable(_python(source), "cell", "exec")


@lru_cache(1000)
def _python(source: str) -> str:
    """A cell as plain Python, whoever wrote it; an empty one where nobody could read it."""
    try:
        python = plain(source[:_LONGEST])
        symtable.symtable(python, "cell", "exec")
        ast.unparse(ast.parse(python))
        return python
    except Exception:  # half a statement, hundreds of magics, thousands of brackets
        return ""


def _reads(table: symtable.SymbolTable) -> Iterator[str]:
    """Global names that a piece of code reads, at its top level and in its functions."""
    for symbol in table.get_symbols():
        is_global = table.get_type() == "module" or symbol.is_global()
        if symbol.is_referenced() and is_global:
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _reads(inner)
