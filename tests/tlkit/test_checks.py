"""Checks pass what is right in any form, and say what is wrong."""

import keras
import numpy as np
import pytest

from tlkit import checks

ONES = [1.0, 1.0]


@pytest.fixture
def layers() -> list[keras.Layer]:
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(2, name="a"), keras.layers.Dense(2, name="b")]
    )
    return model.layers


@pytest.mark.parametrize("found", [ONES, tuple(ONES), np.ones(2), np.ones(2, "float32"), [1, 1]])
def test_numbers_may_come_in_any_form(found):
    checks.close(found, ONES, "")
    checks.close(keras.ops.convert_to_tensor(found), ONES, "")


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (lambda: checks.close([1, 2], [1, 3], "add"), "off, by up to 1. Hint: add."),
        (lambda: checks.close([1], ONES, "add"), "of shape (1,), expected (2,)"),
        (lambda: checks.close([np.nan, 1], ONES, "add"), "Some of your numbers are NaN"),
        (lambda: checks.close("ab", ONES, "add"), "of type str where numbers were expected"),
        (lambda: checks.close(None, ONES, "add"), "does the function return them?"),
        (lambda: checks.shape(ONES, (3,), "rows"), "of shape (2,), expected (3,). Hint: rows."),
        (lambda: checks.equal(1, 2, "why?"), "Found 1, expected 2. Hint: why?"),
        (
            lambda: checks.equal(np.ones(2), 1, "one"),
            "Found array([1., 1.]), expected 1. Hint: one.",
        ),
        (lambda: checks.equal(np.ones(2), [1, 1, 1], "three"), "expected [1, 1, 1]. Hint: three."),
        (lambda: checks.at_least(ONES, 0.6, "mean"), "shape (2,) where one number was expected"),
        (lambda: checks.at_most([], 0.6, "mean"), "shape (0,) where one number was expected"),
        (lambda: checks.at_least(0.5, 0.6, "train"), "Found 0.500, which is too low. Hint: train."),
        (lambda: checks.at_most(0.5, 0.4, "less"), "Found 0.500, which is too high. Hint: less."),
        (lambda: checks.is_model(3, "return"), "an object of type int where a Keras model"),
        (lambda: checks.unchanged([np.ones(1)], [np.zeros(1)], "leave"), "Some of them moved"),
        (lambda: checks.unchanged([np.ones(1)], [], "leave"), "Some of them moved"),
        (lambda: checks.true(False, "No."), "No."),
        (lambda: checks.raises(KeyError, dict, "ask"), "No KeyError was raised. Hint: ask."),
    ],
)
def test_wrong_answers_fail_with_a_hint(check, message):
    with pytest.raises(AssertionError) as caught:
        check()
    assert message in str(caught.value)


def test_right_answers_pass(layers):
    checks.shape(ONES, (2,), "")
    checks.equal("a", "a", "")
    checks.equal(np.ones(2), ONES, "")
    checks.at_least([0.5], 0.5, "")
    checks.at_least(0.5, 0.5, "")
    checks.at_most(np.float32(0.5), 0.5, "")
    checks.is_model(keras.Sequential(), "")
    checks.unchanged([np.ones(1)], [np.ones(1)], "")
    checks.true(np.bool_(True), "")
    checks.raises(KeyError, lambda: {}["a"], "")


def test_frozen_names_what_still_trains(layers):
    layers[0].trainable = False
    with pytest.raises(AssertionError, match=r"Still trainable: b\. Hint: all of them\."):
        checks.frozen(layers, "all of them")
    layers[1].trainable = False
    checks.frozen(layers, "all of them")
