"""What is refused when a model is built of a description from outside."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import Any
from unittest import mock

import keras
import numpy as np
import pytest
from keras import layers

from autograder.judging import models, structure
from autograder.judging.building import build
from autograder.judging.configurations import Refused
from autograder.judging.layers import Nodes
from autograder.judging.limits import MOST_CALLS, Cost
from autograder.judging.structure import Description, describe

IMAGE = (8, 8, 3)


def described(model: Any) -> Description:
    return describe(model, lambda _: None, Nodes())


def no_layer(key: str) -> Any:
    raise ValueError(f"{key!r} is no known layer")


def built(description: Description) -> Any:
    return build(description, no_layer, Nodes())


def dense() -> keras.Model:
    return keras.Sequential([keras.Input((4,), name="in"), layers.Dense(3, name="dense")])


def functional() -> keras.Model:
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(3)(keras.ops.relu(inputs)))


def row(description: Description, kind: str) -> Any:
    """The first row of a kind."""
    return next(row for row in description["layers"] if kind in row)


def layer_of(description: Description, name: str) -> Any:
    return next(
        row["layer"]
        for row in description["layers"]
        if "layer" in row and row["layer"]["config"]["name"] == name
    )


def test_new_weights_are_zeros_until_they_come() -> None:
    sent = dense()
    model = built(described(sent))
    assert [weight.path for weight in model.weights] == [weight.path for weight in sent.weights]
    assert not any(np.any(weight) for weight in model.get_weights())


CHANGES: list[tuple[Callable[[Description], Any], str]] = [
    (lambda d: d.pop("names"), "describes no model"),
    (lambda d: d.update(layers=[]), "1 to 2,000 layers"),
    (lambda d: d.update(layers=d["layers"] * 1000), "1 to 2,000 layers"),
    (lambda d: d.update(layers=[3]), "not described"),
    (lambda d: d["names"].update({"/0": ["x", 3]}), "names that are no texts"),
    (lambda d: d["layers"].append({"known": "given:net"}), "no known layer"),
    (lambda d: row(d, "sequential").update(layers=[0, 9]), "no model can be built of it"),
    (lambda d: row(d, "sequential").update(dtype={"module": "os", "class_name": "x"}), "'x' of"),
    (lambda d: layer_of(d, "dense").update(class_name="Lambda"), "'Lambda' of 'keras.layers'"),
    (lambda d: layer_of(d, "dense")["config"].update(units=10**8), "units of 100000000"),
    (lambda d: layer_of(d, "dense")["config"].update(units="many"), "no model can be built of it"),
    (lambda d: layer_of(d, "in")["config"].update(batch_shape=[None, 10**7]), "weights"),
    (lambda d: layer_of(d, "in")["config"].update(batch_shape=[None, 10**9]), "may hold"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "says"), CHANGES)
def test_a_description_that_was_tampered_with_is_refused(
    change: Callable[[Description], Any], says: str
) -> None:
    description = copy.deepcopy(described(dense()))
    for layer in description["layers"]:
        if "layer" in layer:
            layer["layer"].pop("build_config", None)
    if says == "weights":
        layer_of(description, "dense")["config"]["units"] = 10**7
    change(description)
    with pytest.raises(ValueError, match=says):
        built(description)


@pytest.mark.parametrize(
    "call",
    [
        {"row": 7, "args": [], "kwargs": {}},
        {"known": ["given:net", 3]},
        {"known": 5},
        {"row": 1, "args": [3], "kwargs": {}},
        {"row": 1, "args": [{"module": "keras.layers", "class_name": "Lambda"}], "kwargs": {}},
        {},
    ],
)
def test_a_graph_that_does_not_fit_is_refused(call: Any) -> None:
    description = copy.deepcopy(described(functional()))
    row(description, "functional")["calls"][1] = call
    with pytest.raises(ValueError):
        built(description)


def doubling(levels: int) -> keras.Model:
    """A model in a model in a model, each called ten times."""
    inputs = keras.Input((4,))
    model = keras.Model(inputs, layers.Activation("relu")(inputs))
    for _ in range(levels):
        x = inputs = keras.Input((4,))
        for _ in range(10):
            x = model(x)
        model = keras.Model(inputs, x)
    return model


def test_calls_are_counted_at_every_depth() -> None:
    assert Cost().of_graph(doubling(1)) == 20
    model = doubling(6)
    began = time.process_time()
    with pytest.raises(ValueError, match="more than 10,000 calls"):
        described(model)
    with mock.patch.object(structure, "MOST_CALLS", 10**9):
        description = described(model)
    with pytest.raises(ValueError, match="more than 10,000 calls"):
        built(description)
    assert time.process_time() - began < 20
    built(described(doubling(3)))


def test_steps_over_time_are_counted() -> None:
    wrapped = layers.TimeDistributed(layers.Dense(2))
    assert Cost().of_call(wrapped, (None, 50, 3)) == 51
    assert Cost().of_call(wrapped, (None, None, 3)) == 2
    inputs = keras.Input((MOST_CALLS, 3))
    with pytest.raises(ValueError, match="more than 10,000 calls"):
        built(_with_steps(described(keras.Model(inputs, layers.LSTM(2, name="lstm")(inputs)))))


def _with_steps(description: Description) -> Description:
    layer_of(description, "lstm")["config"]["unroll"] = True
    return description


def test_results_are_bounded() -> None:
    model = keras.Sequential([keras.Input(IMAGE), layers.UpSampling2D(2, name="up")])
    description = copy.deepcopy(described(model))
    layer_of(description, "up")["config"]["size"] = [5000, 5000]
    with pytest.raises(ValueError, match="'up' would make"):
        built(description)


class Own(layers.Layer):
    """A layer of a class of one's own."""

    def call(self, x: Any) -> Any:
        return x


class Dense(layers.Dense):
    """Not the one of Keras."""


def test_what_is_not_keras_own_is_not_described() -> None:
    for layer in (Own(), Dense(2), layers.Lambda(lambda x: x), layers.StringLookup()):
        with pytest.raises(Refused):
            described(layer)
    attached = functional()
    attached.extra = layers.Dense(2)
    with pytest.raises(Refused, match="'Functional'"):
        described(attached)


STATES: list[tuple[Callable[[dict[str, Any], list[Any]], Any], str]] = [
    (lambda state, _: state.pop("trainable"), "another kind of layer"),
    (lambda state, _: state.update(compiled=None), "another kind of layer"),
    (lambda state, _: state.update(trainable=1), "does not fit"),
    (lambda state, _: state.update(train=[True]), "does not fit"),
    (lambda state, _: state.update(train=[True, 0.0]), "does not fit"),
    (lambda state, _: state.update(train=None), "does not fit"),
    (lambda state, _: state.update(numbers={"momentum": 0.5}), "does not fit"),
    (lambda state, _: state.update(numbers=[]), "does not fit"),
    (lambda state, _: state.update(activation="get"), "does not fit"),
    (lambda state, _: state.update(activation=["relu"]), "does not fit"),
    (lambda _, arrays: arrays.pop(), "other shapes"),
    (lambda _, arrays: arrays.append(np.zeros(3)), "other shapes"),
    (lambda _, arrays: arrays.insert(0, np.zeros((3, 4), "float32")), "other shapes"),
    (lambda _, arrays: arrays.__setitem__(0, arrays[0].astype("float64")), "type float64"),
    (lambda _, arrays: arrays.__setitem__(0, arrays[0].view("int32")), "type int32"),
    (lambda _, arrays: arrays.__setitem__(0, arrays[0].astype("U5")), "type <U5"),
    (lambda _, arrays: arrays.__setitem__(0, "text"), "other shapes"),
]


@pytest.mark.parametrize(("change", "says"), STATES)
def test_a_state_that_does_not_fit_is_refused(change: Callable[..., Any], says: str) -> None:
    layer = dense().layers[0]
    state, arrays = models.read_state(layer)
    before = layer.get_weights()
    change(state, arrays)
    with pytest.raises(ValueError, match=says):
        models.write_state(layer, state, arrays)
    assert all(map(np.array_equal, before, layer.get_weights()))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "0.5", True, None])
def test_a_setting_that_is_no_finite_number_is_refused(number: Any) -> None:
    layer = layers.Dropout(0.5)
    state, arrays = models.read_state(layer)
    state["numbers"]["rate"] = number
    with pytest.raises(ValueError, match="does not fit"):
        models.write_state(layer, state, arrays)


@pytest.mark.parametrize(
    "compiled",
    [
        3,
        {"optimizer": "sgd", "loss": "mse", "colour": 1},
        {"optimizer": {"module": "os", "class_name": "system", "config": {}}},
        {"optimizer": "no such optimiser"},
        {"optimizer": "sgd", "metrics": [{"module": "keras.metrics", "class_name": "MeanIoU",
                                          "config": {"num_classes": 10**6}}]},
    ],
)  # fmt: skip
def test_a_way_to_compile_that_does_not_fit_is_refused(compiled: Any) -> None:
    model = dense()
    state, arrays = models.read_state(model)
    state["compiled"] = compiled
    with pytest.raises(ValueError):
        models.write_state(model, state, arrays)


def test_the_learning_rate_is_seen_as_it_is_now() -> None:
    model, other = dense(), dense()
    model.compile("sgd", "mse")
    model.optimizer.learning_rate = 0.25
    models.write_state(other, *models.read_state(model))
    assert float(other.optimizer.learning_rate) == 0.25


def test_a_switch_of_a_model_leaves_its_layers_alone() -> None:
    model, other = dense(), dense()
    model.trainable = False
    model.layers[0].trainable = True
    models.write_state(other, *models.read_state(model))
    assert not other.trainable and other.layers[0].trainable
