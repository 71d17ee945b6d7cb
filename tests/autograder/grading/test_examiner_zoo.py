"""Models across two real processes: those that travel, and proxies for those that cannot."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import zoo
from examining import answer, cell, examine, passes, verdict, warm
from nbformat.v4 import new_notebook

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["examine", "passes", "warm"]  # fixtures

ZOO = inspect.getsource(zoo) + "\ngiven = make_backbone()\n"
MAKES = """
made = {}
def make(name):
    made[name] = MODELS[name]() if name in MODELS else ON_BACKBONE[name](given)
    return made[name]
def outputs(name, inputs):
    return [np.asarray(x) for x in keras.tree.flatten(made[name](inputs, training=False))]
def trained(name, inputs, targets):
    made[name].compile("adam", "mse")
    made[name].train_on_batch(inputs, targets)
"""
SAME = """
for name in NAMES:
    model = make(name)
    inputs = inputs_of(model)
    found = keras.tree.flatten(model(inputs, training=False))
    assert all(map(np.array_equal, found, outputs(name, inputs))), name
    twin = keras.models.clone_model(model)
    for layer, other in zip(twin.layers, model.layers):
        layer.trainable = other.trainable
    twin.trainable = model.trainable
    twin.set_weights(model.get_weights())
    targets = np.ones(found[0].shape)
    twin.compile("adam", "mse")
    twin.train_on_batch(inputs, targets)
    trained(name, inputs, targets)
    assert all(map(np.array_equal, model.get_weights(), twin.get_weights())), name
assert make("cut_called").layers[1].layers[1] is given.layers[1]
"""
NAMES = [
    "sequential_of_sequentials", "translator", "transformer_block", "residual",
    "frozen_by_its_own_switch_alone", "cut_called", "stack_on_it", "plain_layers_in_a_stack",
    "model_in_a_model_on_it",
]  # fmt: skip


def test_models_are_the_same_in_two_processes(passes: Any) -> None:
    assert passes(MAKES, SAME.replace("NAMES", repr(NAMES)), set_up=ZOO)


OWN = """
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(3, activation="relu")
        self.top = keras.layers.Dense(2)
    def call(self, x):
        return self.top(self.hidden(x))
class Scale(keras.layers.Layer):
    def build(self, shape):
        self.factor = self.add_weight(shape=(shape[-1],), initializer="ones")
    def call(self, x):
        return self.factor * x
def subclassed():
    model = Own()
    model(np.zeros((1, 4)))
    return model
def of_a_lambda():
    return keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: 2 * x),
                             keras.layers.Dense(2)])
def of_an_own_layer():
    inputs = keras.Input((4,))
    return keras.Model(inputs, keras.layers.Dense(2)(Scale()(inputs)))
"""
USES = """
x = np.random.default_rng(0).uniform(size=(6, 4)).astype("float32")
for make in (subclassed, of_a_lambda, of_an_own_layer):
    model = make()
    assert isinstance(model, keras.Model)
    found = model.predict(x, verbose=0)
    np.testing.assert_allclose(model(x), found, 1e-5, 1e-6)
    weights = model.get_weights()
    assert len(weights) == len(model.weights) == len(model.trainable_weights) > 1
    assert model.count_params() == sum(weight.size for weight in weights)
    model.summary()
    lines = []
    model.summary(print_fn=lines.append)
    assert "Total params" in "".join(lines)
    model.compile("sgd", "mse")
    history = model.fit(x, np.zeros((6, 2)), epochs=2, verbose=0)
    assert len(history.history["loss"]) == 2
    assert model.evaluate(x, np.zeros((6, 2)), verbose=0) < history.history["loss"][0] + 1
    assert not all(map(np.array_equal, weights, model.get_weights()))
    model.set_weights(weights)
    np.testing.assert_array_equal(model.predict(x, verbose=0), found)
    assert model.layers[-1].units == 2
    if make is not subclassed:
        assert model.input_shape == (None, 4) and model.output_shape == (None, 2)
"""


def test_stand_ins_can_be_used_as_models(passes: Any) -> None:
    assert passes(OWN, USES, set_up="import keras\nimport numpy as np")


def test_what_a_stand_in_cannot_do_is_told(examine: Any) -> None:
    set_up = cell("set-up", "import keras\nimport numpy as np")
    sets = cell("t", "subclassed().trainable = False", 1.0)
    source = new_notebook(cells=[set_up, answer(OWN), sets])
    record = examine(source, source, seconds=60.0)
    assert verdict(record, "t") == ("error", 0)
    assert "proxy" in record.tests["t"].message
