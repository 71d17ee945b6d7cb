"""Examining answers to units whose set-up makes values and models: handed over, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from examining import DOUBLE, TOY, answer, cell, examine, notebook, passes, verdict, warm
from nbformat.v4 import new_notebook

from autograder.course.courses import CourseError

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["examine", "passes", "warm"]  # fixtures


def given(source: str) -> Any:
    computed = cell("computed", source)
    computed.metadata.tags = ["given"]
    return computed


def test_a_given_cell_runs_once_and_its_values_are_handed_over(examine: Any) -> None:
    computed = given("drawn = os.urandom(8).hex()\nbig = np.arange(1000.0)")
    code = "def seen():\n    return drawn, big.sum()"
    source = notebook(computed, answer(code), cell("test", "assert seen() == (drawn, 499500)", 2.0))
    assert verdict(examine(source, source)) == ("passed", 2)
    computed.metadata.tags = []  # then each side draws its own
    assert verdict(examine(source, source)) == ("failed", 0)


def test_what_cannot_be_handed_over_is_the_authors_fault(examine: Any) -> None:
    source = notebook(given("lock = __import__('threading').Lock()"), answer(DOUBLE))
    with pytest.raises(CourseError, match="'computed' is tagged `given`, but"):
        examine(source, source)


def test_what_one_student_does_to_given_values_is_gone_for_the_next(examine: Any) -> None:
    set_up = "shared = {'first': [1, 2], 'rng': np.random.default_rng(0), 'set': {1}}"
    test = """
assert numbers.sum() == 4950 and shared["first"] == [1, 2] and shared["set"] == {1}
assert shared["rng"].integers(1000) == np.random.default_rng(0).integers(1000)
change(numbers)
change(shared["first"])
assert numbers.sum() == 4950 and shared["first"] == [1, 2]
numbers[50] = shared["first"][0] = -1
shared["set"].add(3)
shared["new"] = 4
"""
    code = "def change(x):\n    x[0] = -1"
    source = notebook(cell("more", set_up), answer(code), cell("test", test, 2.0))
    assert [verdict(examine(source, source)) for _ in range(3)] == [("passed", 2.0)] * 3


def test_what_one_student_does_to_a_given_model_is_gone_for_the_next(examine: Any) -> None:
    test = "found = spoil(given)\nassert all(layer.trainable for layer in given.layers[1:])"
    source = new_notebook(
        cells=[cell("set-up", TOY), answer("def spoil(m): pass"), cell("t", test, 1.0)]
    )
    spoiled = new_notebook(cells=[
        source.cells[0],
        answer("def spoil(m):\n    m.trainable = False\n    m.set_weights([w * 0 for w in "
               "m.get_weights()])"),
        source.cells[2],
    ])  # fmt: skip
    found = [verdict(examine(source, x, seconds=60.0), "t") for x in (source, spoiled, source)]
    assert found == [("passed", 1), ("failed", 0), ("passed", 1)]


def test_how_one_student_compiles_a_given_model_is_gone_for_the_next(examine: Any) -> None:
    test = """ready(given)
assert given.compiled and given.loss == "mse"
given.fit(np.ones((4, 8, 8, 3)), np.zeros((4, 6, 6, 4)), verbose=0)
"""
    compiles = "def ready(m):\n    m.compile('sgd', 'mse')"
    texts = (compiles, "def ready(m):\n    m.compile('sgd')", "def ready(m): pass", compiles)
    source, *others = (
        new_notebook(cells=[cell("set-up", TOY), answer(text), cell("t", test, 1.0)])
        for text in texts
    )
    found = [verdict(examine(source, x, seconds=60.0), "t") for x in (source, *others)]
    assert found == [("passed", 1), ("failed", 0), ("failed", 0), ("passed", 1)]


UNNAMED = """
def unnamed():
    image = keras.Input((8, 8, 3))
    return keras.Model(image, keras.layers.Conv2D(4, 3)(image))
"""
LATER = cell("more", "later = unnamed()")


def test_layers_made_here_and_there_go_into_one_model(passes: Any) -> None:
    """In a notebook Keras numbers all layers in a row; two processes must not number alike."""
    text = """
first = keras.layers.Conv2D(2, 1)
def top(m):
    return keras.Model(m.input, first(keras.layers.Conv2D(2, 1)(m.output)))
"""
    test = """
for body in (before, unnamed()):
    model = top(body)
    assert model.layers[1] is body.layers[1] and len(model.layers) == 4
    more = keras.Model(model.input, keras.layers.Conv2D(1, 1)(model.output))
    assert len({layer.name for layer in more.layers}) == 5
"""
    assert passes(text, test, set_up=TOY + UNNAMED + "before = unnamed()")


def test_given_models_match_whatever_layers_a_student_makes_before(passes: Any) -> None:
    text = "mine = keras.layers.Conv2D(7, 5)\ndef freeze(m): m.layers[1].trainable = False"
    test = "freeze(later)\nassert not later.layers[1].trainable"
    assert passes(text, test, set_up=TOY + UNNAMED, more=[LATER])


def test_who_redefines_a_helper_of_later_set_up_fails_only_what_needs_it(examine: Any) -> None:
    freeze = "def freeze(m): m.layers[1].trainable = False"
    tests = [
        cell(name, f"freeze({name})\nassert not {name}.layers[1].trainable", 1.0)
        for name in ("given", "later")
    ]
    source, submitted = (
        new_notebook(cells=[cell("set-up", TOY + UNNAMED), answer(text), LATER, *tests])
        for text in (freeze, f"unnamed = toy\n{freeze}")
    )
    right, redefined = (examine(source, x, seconds=60.0) for x in (source, submitted))
    assert [verdict(right, name) for name in ("given", "later")] == [("passed", 1)] * 2
    assert [verdict(redefined, name) for name in ("given", "later")] == [
        ("passed", 1),
        ("failed", 0),
    ]
