"""Examining answers that build, freeze and train Keras models."""

from __future__ import annotations

from typing import Any

import pytest
from examining import examine, warm

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["examine", "warm"]  # fixtures

FREEZE = """
frozen = toy()
change(frozen)
assert not any(layer.trainable for layer in frozen.layers)
before = frozen.get_weights()
model = keras.Model(frozen.input, keras.layers.Conv2D(1, 3)(frozen.output))
model.compile("sgd", "mse")
model.fit(np.ones((4, 8, 8, 3)), np.zeros((4, 4, 4, 1)), verbose=0)
assert all(map(np.array_equal, before, frozen.get_weights()))
"""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("def change(m):\n    for layer in m.layers: layer.trainable = False", True),
        ("def change(m):\n    m.trainable = False", True),
        ("def change(m):\n    m.get_layer('conv').trainable = False", False),
        ("def change(m):\n    for v in m.weights: v.trainable = False", False),
        ("def change(m):\n    return m", False),
    ],
)
def test_freezing_is_seen(text: str, right: bool, passes: Any) -> None:
    assert passes(text, FREEZE) is right


def test_a_model_known_to_both_is_the_same_object(passes: Any) -> None:
    text = "def same(m): return m\ndef copy(m):\n    return keras.models.clone_model(m)"
    test = "assert same(given) is given and same(given).layers[1] is given.layers[1]\n"
    assert passes(text, test + "assert copy(given) is not given")


def test_layers_that_are_shared_stay_shared(passes: Any) -> None:
    text = """
def head(m):
    x = keras.layers.GlobalAveragePooling2D()(m.output)
    return keras.Model(m.input, keras.layers.Dense(2, activation="softmax", name="new")(x))
"""
    test = """
body = toy()
model = head(body)
assert model.get_layer("conv") is body.get_layer("conv") and len(model.layers) == 6
assert model.get_layer("new").units == 2
np.testing.assert_allclose(model.predict(np.ones((3, 8, 8, 3)), verbose=0).sum(axis=1), 1, 1e-5)
model.get_layer("conv").set_weights([np.zeros((3, 3, 3, 4)), np.zeros(4)])
assert not np.any(body.get_layer("conv").get_weights()[0])
"""
    assert passes(text, test)


def test_a_model_inside_a_model_is_one(passes: Any) -> None:
    text = """
def wrap(m):
    flat = keras.layers.GlobalAveragePooling2D()
    return keras.Sequential([keras.Input((8, 8, 3)), m, flat, keras.layers.Dense(2)])
"""
    test = """
body = toy()
model = wrap(body)
assert model.layers[0] is body and model.output_shape == (None, 2)
expected = body(np.ones((1, 8, 8, 3))).numpy().mean(axis=(1, 2)) @ model.layers[-1].kernel
np.testing.assert_allclose(model.predict(np.ones((1, 8, 8, 3)), verbose=0), expected, 1e-4, 1e-5)
"""
    assert passes(text, test)


def test_how_a_model_was_compiled_is_seen(passes: Any) -> None:
    text = """
def make(m):
    m.trainable = False
    m.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "mse", metrics=["mae"])
    return m
"""
    test = """
model = make(toy())
assert isinstance(model.optimizer, keras.optimizers.SGD) and model.optimizer.momentum == 0.9
assert abs(float(model.optimizer.learning_rate) - 1e-4) < 1e-9 and model.loss == "mse"
assert model.trainable_weights == []
"""
    assert passes(text, test)


@pytest.mark.parametrize(
    ("loss", "metrics", "seen"),
    [
        ("keras.losses.mean_squared_error", "['mae']", ("mean_squared_error", ["mae"])),
        ("'mse'", "[keras.metrics.mean_absolute_error]", ("mse", ["mean_absolute_error"])),
        ("lambda y, p: keras.ops.mean(p)", "['mae', lambda y, p: 0.0]", (None, ["mae"])),
    ],
)
def test_functions_may_be_losses_and_metrics(
    loss: str, metrics: str, seen: Any, passes: Any
) -> None:
    """Keras's own travel; of one of a student's own, the rest of how they compiled is seen."""
    text = f"def ready(m):\n    m.compile('rmsprop', {loss}, metrics={metrics})"
    test = f"""
model = toy()
ready(model)
assert model.compiled and isinstance(model.optimizer, keras.optimizers.RMSprop)
assert (model.loss, model.get_compile_config()["metrics"]) == {seen}
"""
    assert passes(text, test)


def test_an_activation_changed_in_place_is_seen(passes: Any) -> None:
    text = """
def logits(m):
    m.layers[-1].activation = keras.activations.linear
    return keras.Model(m.input, m.output)
"""
    test = """
image = keras.Input((8, 8, 3))
pooled = keras.layers.GlobalAveragePooling2D()(image)
model = keras.Model(image, keras.layers.Dense(2, activation="softmax")(pooled))
found = logits(model)
kernel, bias = model.layers[-1].get_weights()
expected = np.full((1, 3), 5.0) @ kernel + bias
np.testing.assert_allclose(found(np.full((1, 8, 8, 3), 5.0)), expected, 1e-4)
assert model.layers[-1].activation is keras.activations.linear
"""
    assert passes(text, test)


def test_warnings_may_be_errors(passes: Any) -> None:
    text = """
import warnings
warnings.simplefilter("error")
def train(m, x):
    m.compile("adam", "mse")
    m.fit(x, np.ones((4, 6, 6, 4)), verbose=0)
    return m(x), m.weights[0]
"""
    test = """
model, x = toy(), np.ones((4, 8, 8, 3))
answers, kernel = train(model, x)
assert answers.shape == (4, 6, 6, 4) and np.array_equal(kernel, model.get_weights()[0])
"""
    assert passes(text, test)


def test_what_was_frozen_before_compile_can_be_trained_here(passes: Any) -> None:
    text = """
def ready(m):
    m.get_layer("conv").trainable = False
    m.get_layer("bn").trainable = True
    m.compile("sgd", "mse")
"""
    test = """
model = toy()
model.get_layer("bn").trainable = False
model.run_eagerly = True
ready(model)
before = [layer.get_weights() for layer in model.layers]
model.fit(np.ones((4, 8, 8, 3)), np.zeros((4, 6, 6, 4)), verbose=0)
moved = [layer.name for layer, old in zip(model.layers, before)
         if not all(map(np.array_equal, layer.get_weights(), old))]
assert moved == ["bn"], moved
"""
    assert passes(text, test)


def test_training_is_seen_and_a_history_can_be_read(passes: Any) -> None:
    text = """
def train(m, x, y):
    m.compile("adam", "mse")
    m.get_layer("bn").momentum = 0.5
    return m.fit(x, y, epochs=2, verbose=0)
"""
    test = """
model = toy()
before = model.get_weights()
history = train(model, np.random.rand(4, 8, 8, 3), np.ones((4, 6, 6, 4)))
assert len(history.history["loss"]) == 2
assert not any(map(np.array_equal, before, model.get_weights()))
assert model.get_layer("bn").momentum == 0.5
"""
    assert passes(text, test)


def test_what_has_no_configuration_is_reached_where_it_is(passes: Any) -> None:
    text = """
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = keras.layers.Dense(2)
    def call(self, x): return keras.ops.softmax(self.d(x))
def make(): return Own()
def lam(): return keras.Sequential([keras.Input((2,)), keras.layers.Lambda(lambda x: 2 * x)])
class Dense(keras.layers.Dense):  # not the one of Keras
    def call(self, x): return 0 * super().call(x) + 2
def dense(): return keras.Sequential([keras.Input((2,)), Dense(2)])
"""
    test = """
model = make()
assert isinstance(model, keras.Model)
np.testing.assert_allclose(model.predict(np.ones((3, 4)), verbose=0).sum(axis=1), 1, 1e-5)
for make in (lam, dense):
    np.testing.assert_allclose(make().predict(np.ones((1, 2)), verbose=0), [[2, 2]])
"""
    assert passes(text, test)


def test_optimisers_layers_tensors_and_tables_come_as_they_are(passes: Any) -> None:
    text = """
import pandas as pd
def optimizer(): return keras.optimizers.Adam(0.01)
def layer(): return keras.layers.Dense(3, activation="relu")
def tensor(): return keras.ops.ones((2, 3))
def table(): return pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["r", "s"])
"""
    test = """
assert abs(float(optimizer().learning_rate) - 0.01) < 1e-9
made = layer()
assert made.units == 3 and made.activation is keras.activations.relu
assert isinstance(tensor(), np.ndarray) and tensor().shape == (2, 3)
assert table().loc["s", "b"] == "y" and table()["a"].sum() == 3
"""
    assert passes(text, test)


def test_a_configuration_that_holds_code_is_not_built_here(passes: Any) -> None:
    text = """
def evil():
    model = toy()
    config = model.get_config()
    model.get_config = lambda: config | {"layers": [
        {"module": "builtins", "class_name": "function", "config": "exec", "registered_name": "f"}]}
    return model
"""
    assert passes(text, "assert isinstance(evil(), keras.Model)")


def test_a_model_trained_with_an_optimiser_of_ones_own_comes_back(passes: Any) -> None:
    text = """
class Own(keras.optimizers.SGD):
    pass
class Loss(keras.losses.Loss):
    def call(self, y, said): return keras.ops.mean((y - said) ** 2, axis=-1)
def ready(m):
    m.compile("sgd", Loss())
def train(m):
    m.compile(Own(0.1), "mse")
    x = np.random.default_rng(0).normal(size=(4, 8, 8, 3))
    m.fit(x, np.ones((4, 6, 6, 4)), verbose=0)
"""
    test = """
m = toy()
before = m.get_weights()
train(m)
assert not np.array_equal(before[0], m.get_weights()[0])
ready(m)
assert m.compiled and type(m.optimizer) is keras.optimizers.SGD
"""
    assert passes(text, test)
