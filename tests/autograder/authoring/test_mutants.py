"""Mutants: each operator's own fault, only where a student writes, each different and valid."""

from __future__ import annotations

import ast

import pytest

from autograder.authoring.mutants import mutants


def changes(source: str) -> set[str]:
    """What the changed lines of a one-line cell become."""
    return {mutant.change[1] for mutant in mutants(source)}


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("y = f(x)", "pass"),
        ("return_ = [a for a in b if a]", "return_ = [a for a in b]"),
        ("x = [a for a in b]", "x = [a for a in list(b)[:-1]]"),
        ("x = a + b", "x = a - b"),
        ("x = a < b", "x = a <= b"),
        ("x = a < b", "x = a >= b"),
        ("x = a and b", "x = a or b"),
        ("x = not a", "x = a"),
        ("x = -a", "x = a"),
        ("x = a if c else b", "x = b if c else a"),
        ("x = f(a, b)", "x = f(b, a)"),
        ("x = f(a, b)", "x = f(b)"),
        ("x = f(a, c=1)", "x = f(a)"),
        ("x = f(a)", "x = a"),
        ("x = a.mean()", "x = a"),
        ("x = a.mean(axis=(1, 2))", "x = a.mean(axis=(2,))"),
        ("x = a.mean(axis=1)", "x = a.mean(axis=0)"),
        ("x = a.mean(axis=1)", "x = a.sum(axis=1)"),
        ("x = a[1:]", "x = a[:]"),
        ("x = a[1:]", "x = a[2:]"),
        ("x = a[i]", "x = a[i + 1]"),
        ("a.trainable = False", "a.trainable = True"),
        ("a.trainable = False", "a.frozen = False"),
        ("x = 0.01", "x = 0.1"),
        ("x = 150", "x = 300"),
        ("x = 'adam'", "x = 'sgd'"),
        ("x = 'conv_pw_13_relu'", "x = 'conv_pw_13_bn'"),
        ("x = max(a)", "x = min(a)"),
        ("x = {a: 1, b: c}", "x = {a: 1}"),
        ("x = {a: b, c: d, e: f}", "x = {a: f, c: d, e: b}"),
        ("f = lambda a, b: a", "f = lambda a, b: b"),
        ("f = lambda a, b: b", "f = lambda a, b: a"),
    ],
)
def test_makes_the_fault(source: str, change: str) -> None:
    assert change in changes(source)


def test_a_return_is_forgotten() -> None:
    assert ("return 2 * x", "2 * x") in {m.change for m in mutants("def f(x):\n    return 2 * x")}


def test_what_is_returned_is_mixed_up() -> None:
    found = {m.change for m in mutants("def f(x):\n    return x, 2 * x, 3")}
    assert {
        ("return (x, 2 * x, 3)", f"return ({t})") for t in ("2 * x, x, 3", "x, 3, 2 * x")
    } < found


def test_a_loop_misses_a_layer() -> None:
    found = {m.change[1] for m in mutants("for layer in layers:\n    layer.trainable = False")}
    assert {f"for layer in list(layers){part}:" for part in ("[1:]", "[:-1]", "[:1]")} <= found


def test_a_condition_is_turned() -> None:
    assert ("if a:", "if not a:") in {mutant.change for mutant in mutants("if a:\n    b = 1")}


@pytest.mark.parametrize(
    "source", ['"""Only words, 3 of them."""', "print('layer', 3)", "import numpy", "import a as b"]
)
def test_what_tells_a_reader_something_stays(source: str) -> None:
    assert mutants(source) == []


def test_what_changes_nothing_stays() -> None:
    assert changes("x = f(verbose=0, seed=1)") == {"pass"}


def test_only_what_the_student_writes_changes() -> None:
    given = "x = 1\n### BEGIN SOLUTION\ny = 2\n### END SOLUTION\nz = 3"
    assert {mutant.change[0] for mutant in mutants(given)} == {"y = 2"}


def test_a_name_that_nothing_defines_is_no_fault_of_a_student() -> None:
    assert "x = labels" not in changes("x = images")
    assert ("y = images", "y = labels") in {m.change for m in mutants("labels = 0\ny = images")}


def test_each_is_another_valid_program() -> None:
    source = (
        "def f(x, n=2):\n    y = [a * n for a in x[1:] if a > 0]\n    return sorted(y, key=abs)"
    )
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in mutants(source)]
    assert len(trees) == len(set(trees)) > 15
    assert ast.dump(ast.parse(source)) not in trees


def test_a_diff_shows_the_lines_around() -> None:
    (mutant,) = [m for m in mutants("def f(x):\n    return x + 1") if m.change[1] == "return x - 1"]
    assert mutant.diff == "@@ -1,2 +1,2 @@\n def f(x):\n-    return x + 1\n+    return x - 1"


def test_no_python_is_said_so() -> None:
    with pytest.raises(SyntaxError):
        mutants("%matplotlib inline")
