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
        (lambda: checks.unchanged([np.ones(1)], [], "leave"), "Found 0 arrays, expected 1"),
        (lambda: checks.at_least(4e-4, 0.5, "train"), "Found 0.0004, which is too low"),
        (lambda: checks.at_most(-4e-4, -1, "less"), "Found -0.0004, which is too high"),
        (lambda: checks.whole_numbers([1, 2.5], "indices"), "Found 2.5 where a whole number"),
        (lambda: checks.whole_numbers([np.nan], "indices"), "Found nan where a whole number"),
        (lambda: checks.true(False, "No."), "No."),
        (lambda: checks.unlike(ONES, np.ones(2), "No scaling."), "No scaling."),
        (lambda: checks.unlike(None, ONES, "No scaling."), "does the function return them?"),
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
    checks.unlike(ONES, [1.0, 1.1], "")
    checks.unlike(ONES, [1.0], "")
    assert checks.whole_numbers(np.array([2.0, 1.0]), "") == [2, 1]
    assert checks.runs(lambda: "as it is", "") == "as it is"
    checks.raises(KeyError, lambda: {}["a"], "")


def test_frozen_names_what_still_trains(layers):
    layers[0].trainable = False
    with pytest.raises(AssertionError, match=r"Still trainable: b\. Hint: all of them\."):
        checks.frozen(layers, "all of them")
    layers[1].trainable = False
    checks.frozen(layers, "all of them")


def test_frozen_asks_the_layers_of_a_model_inside_a_model():
    inner = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, name="a")])
    layers = [keras.Sequential([keras.Input((2,)), inner])]
    with pytest.raises(AssertionError, match=r"Still trainable: a\."):
        checks.frozen(layers, "all of them")
    inner.layers[0].trainable = False  # and the switch of `inner` itself stays on
    checks.frozen(layers, "all of them")


def test_frozen_sees_statistics_that_would_move():
    norm = keras.layers.BatchNormalization(center=False, scale=False, name="norm")
    norm.build((None, 2))
    with pytest.raises(AssertionError, match="norm"):
        checks.frozen([norm], "all of them")


def test_an_error_in_an_answer_is_told_with_a_hint():
    with pytest.raises(AssertionError, match=r"stopped with ValueError\. Hint: of names\."):
        checks.runs(lambda: ["a"].index(None), "of names")


def test_an_unsolved_exercise_says_so_itself():
    def unsolved():
        raise NotImplementedError()

    with pytest.raises(NotImplementedError):
        checks.runs(unsolved, "")


def test_what_keras_has_not_implemented_is_no_unsolved_exercise():
    tensor = keras.Input((2,))
    with pytest.raises(AssertionError, match=r"NotImplementedError\. Hint: hand over a list\."):
        checks.runs(lambda: list(tensor), "hand over a list")


def test_a_test_that_is_stopped_is_no_wrong_answer():
    def stopped():
        raise TimeoutError

    with pytest.raises(TimeoutError):
        checks.runs(stopped, "")


def test_metrics_in_place_of_loss_weights_are_named(layers):
    model = keras.Sequential(layers)

    def train():
        model.compile("sgd", "mse", ["accuracy"])
        model.fit(np.ones((2, 2)), np.ones((2, 2)), verbose=0)

    with pytest.raises(AssertionError, match="the third argument of `compile` is not the metrics"):
        checks.runs(train, "never said")


def test_a_model_that_is_not_compiled_is_named(layers):
    model = keras.Sequential(layers)
    with pytest.raises(AssertionError, match="compile the model before you train it"):
        checks.runs(lambda: model.fit(np.ones((2, 2)), np.ones((2, 2))), "never said")
