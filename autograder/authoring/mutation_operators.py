"""The faults themselves: what a student may have written in place of a node of the syntax tree.

Each operator takes a node and yields what may stand there instead; most yield nothing for most.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from typing import Any

ALIKE = (  # names that are taken for each other: functions, attributes, strings
    ("mean", "max", "sum"), ("min", "max"), ("argmax", "argmin"), ("zeros", "ones"),
    ("input", "output"), ("inputs", "outputs"), ("layers", "weights", "trainable_variables"),
    ("trainable", "frozen"), ("trainable_weights", "non_trainable_weights"),
    ("predict", "predict_proba", "decision_function"), ("fit_transform", "transform"),
    ("train", "valid", "test"), ("images", "labels"), ("height", "width"),
    ("relu", "softmax", "sigmoid"), ("valid", "same"), ("linear", "rbf"),
    ("adam", "sgd", "rmsprop"), ("Adam", "SGD", "RMSprop"), ("SVC", "LinearSVC"),
    ("GlobalAveragePooling2D", "GlobalMaxPooling2D", "Flatten"), ("Conv2D", "DepthwiseConv2D"),
    ("categorical_crossentropy", "sparse_categorical_crossentropy", "mse"), ("freeze", "unfreeze"),
)  # fmt: skip
NAME_PARTS = {"relu": "bn", "bn": "relu", "pw": "dw", "dw": "pw", "out": "add", "add": "out"}
OPPOSITES: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
REMOVABLE = (
    ast.Assign, ast.AugAssign, ast.Expr, ast.For, ast.While, ast.If, ast.With, ast.Delete,
    ast.Raise, ast.Break, ast.Continue,
)  # fmt: skip
QUIET = ("verbose", "seed", "random_state")  # arguments that do not change what is right
LARGE = 16  # above it a number is halved and doubled: one more or less is no fault


def operators(tree: ast.AST) -> dict[str, Callable[[Any], Iterator[ast.AST]]]:
    """The operators for a tree, by what they do."""
    return OPERATORS | {"parameter mistaken": partial(_parameter, after=_following(tree))}


def _with(node: ast.AST, **changes: Any) -> Any:
    """A copy of a node with some of its fields changed."""
    return type(node)(**{**dict(ast.iter_fields(node)), **changes})


def _number(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool(flag)):
            yield ast.Constant(not flag)
        case ast.Constant(value=int(number)):
            large = number > LARGE
            yield ast.Constant(number * 2 if large else number + 1)
            yield ast.Constant(number // 2 if large else number - 1)
        case ast.Constant(value=float(number)):
            yield ast.Constant(number * 10)
            yield ast.Constant(number / 10)


def _name(node: ast.AST) -> Iterator[ast.AST]:
    """Another name that is easily taken for this one; for a layer, one near it."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            yield from (_with(node, id=other) for other in _alike(name))
        case ast.Attribute(attr=name):
            yield from (_with(node, attr=other) for other in _alike(name))
        case ast.Constant(value=str(name)):
            others = [*_alike(name), *_near(name)]
            yield from (ast.Constant(other) for other in others)


def _alike(name: str) -> list[str]:
    return [other for group in ALIKE if name in group for other in group if other != name]


def _near(name: str) -> Iterator[str]:
    """Names of layers near the one of this name.

    >>> list(_near("conv_pw_13_relu"))[:4]
    ['conv_pw_14_relu', 'conv_pw_12_relu', 'conv_dw_13_relu', 'conv_pw_13_bn']
    """
    number = re.search(r"\d+", name)
    if not (name.isidentifier() and "_" in name and number):
        return
    for near in (int(number[0]) + 1, int(number[0]) - 1):
        yield f"{name[: number.start()]}{near}{name[number.end() :]}"
    parts = name.split("_")
    for index, part in enumerate(parts):
        if part in NAME_PARTS:
            yield "_".join([*parts[:index], NAME_PARTS[part], *parts[index + 1 :]])
    yield "_".join(parts[:-1])
    yield "_".join(parts[1:])
    yield "_".join(part for part in parts if not part.isdigit())
    yield name.upper()
    yield ""


def _operator(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(op=op) | ast.BoolOp(op=op):
            yield from (_with(node, op=other()) for other in OPPOSITES.get(type(op), ()))
        case ast.Compare(ops=[op, *rest]):
            yield from (_with(node, ops=[other(), *rest]) for other in OPPOSITES[type(op)])
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case ast.IfExp(body=body, orelse=orelse):
            yield _with(node, body=orelse, orelse=body)


def _condition(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.If(test=test) | ast.While(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=[])


def _statement(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, REMOVABLE):
        yield ast.Pass()
    match node:
        case ast.Return(value=ast.expr() as value):
            yield ast.Expr(value)


def _loop(node: ast.AST) -> Iterator[ast.AST]:
    """A loop that misses its first turn, its last one, every other, or all but the first."""
    if isinstance(node, ast.For | ast.comprehension):
        everything = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
        for text in ("[1:]", "[:-1]", "[::2]", "[:1]"):
            part = ast.parse(f"all{text}", mode="eval").body
            yield _with(node, iter=_with(part, value=everything))


def _argument(node: ast.AST) -> Iterator[ast.AST]:
    """Arguments swapped or left out, or the whole call left out."""
    if not isinstance(node, ast.Call):
        return
    args, keywords = node.args, node.keywords
    for i in range(len(args) - 1):
        yield _with(node, args=_swapped(args, i, i + 1))
    for i in range(len(args) if len(args) > 1 else 0):
        yield _with(node, args=[*args[:i], *args[i + 1 :]])
    for i, keyword in enumerate(keywords):
        if keyword.arg not in QUIET:
            yield _with(node, keywords=[*keywords[:i], *keywords[i + 1 :]])
    match node:
        case ast.Call(args=[ast.expr() as only]) if not isinstance(only, ast.Starred):
            yield only
        case ast.Call(func=ast.Attribute(value=value), args=[]):
            yield value


def _entry(node: ast.AST) -> Iterator[ast.AST]:
    """An entry of a dict left out, or two of them mixed up; so, too, what a function returns."""
    match node:
        case ast.Dict(keys=keys, values=values):
            for i in range(len(keys)):
                yield _with(
                    node, keys=keys[:i] + keys[i + 1 :], values=values[:i] + values[i + 1 :]
                )
            for i, j in combinations(range(len(values)), 2):
                yield _with(node, values=_swapped(values, i, j))
        case ast.Return(value=ast.Tuple(elts=values) as together):
            for i in range(len(values) - 1):
                yield _with(node, value=_with(together, elts=_swapped(values, i, i + 1)))


def _swapped(nodes: list[Any], i: int, j: int) -> list[Any]:
    changed = list(nodes)
    changed[i], changed[j] = changed[j], changed[i]
    return changed


def _following(tree: ast.AST) -> dict[str, str]:
    """After each parameter of a function the next one, and after the last the first."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.arguments)]
    lists = [[a.arg for a in ast.walk(f) if isinstance(a, ast.arg)] for f in functions]
    return {name: names[i - len(names) + 1] for names in lists for i, name in enumerate(names)}


def _parameter(node: ast.AST, after: dict[str, str]) -> Iterator[ast.AST]:
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in after:
            yield _with(node, id=after[name])


def _index(node: ast.AST) -> Iterator[ast.AST]:
    """A slice that starts, ends or steps elsewhere, an index one too far, an axis left out."""
    match node:
        case ast.Slice():
            for bound in ("lower", "upper", "step"):
                if getattr(node, bound) is not None:
                    yield _with(node, **{bound: None})
        case ast.Subscript(slice=ast.Name() | ast.BinOp() as index, ctx=ast.Load()):
            yield _with(node, slice=ast.BinOp(index, ast.Add(), ast.Constant(1)))
        case ast.keyword(arg="axis", value=ast.Tuple(elts=elements) as axes):
            for i in range(len(elements)):
                yield _with(node, value=_with(axes, elts=[*elements[:i], *elements[i + 1 :]]))


OPERATORS: dict[str, Callable[[Any], Iterator[ast.AST]]] = {
    "statement removed": _statement,
    "loop cut short": _loop,
    "condition turned": _condition,
    "operator changed": _operator,
    "argument changed": _argument,
    "entry changed": _entry,
    "index changed": _index,
    "number changed": _number,
    "name changed": _name,
}
