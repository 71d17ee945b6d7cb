"""What may be built of a configuration, and what is refused."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import keras
import pytest

from autograder.judging.configurations import check

EXPORTS = importlib.import_module("keras.src.api_export").REGISTERED_NAMES_TO_OBJS
BUILDING_BLOCKS = (
    keras.Operation, keras.Initializer, keras.Regularizer, keras.constraints.Constraint,
    keras.Optimizer, keras.optimizers.schedules.LearningRateSchedule, keras.Loss, keras.Metric,
    keras.DTypePolicy, keras.dtype_policies.DTypePolicyMap,
)  # fmt: skip
REFUSED = {  # each for a reason; a layer that a new Keras has in addition has to be looked at
    "FlaxLayer", "JaxLayer", "Lambda", "TFSMLayer", "TorchModuleWrapper",  # hold code
    "IntegerLookup", "StringLookup", "TextVectorization",  # read files
    "Wrapper",  # to be derived from
}  # fmt: skip
CONTROL_FLOW = {
    "AssociativeScan", "Cond", "ForiLoop", "Map", "Scan", "Switch", "VectorizedMap", "WhileLoop",
}  # fmt: skip
TAKES_FUNCTIONS = {
    "body", "body_fun", "cond", "cond_fun", "f", "false_fn", "fn", "fun", "func", "function",
    "true_fn",
}  # fmt: skip


def is_allowed(module: str, name: str, **more: Any) -> bool:
    try:
        check({"module": module, "class_name": name, "config": {}} | more)
    except ValueError as error:
        assert str(error).startswith("cannot be sent: ")
        return False
    return True


def test_of_what_keras_exports_only_building_blocks_are_allowed() -> None:
    allowed = set()
    for exported, thing in EXPORTS.items():
        module, _, name = exported.rpartition(".")
        if is_allowed(module, name):
            assert inspect.isclass(thing) and issubclass(thing, BUILDING_BLOCKS), exported
            allowed.add(exported)
    assert {"keras.layers.Dense", "keras.optimizers.Adam", "keras.losses.Huber"} <= allowed


def test_every_layer_of_keras_is_allowed_or_refused_for_a_reason() -> None:
    layers = {name for name, layer in vars(keras.layers).items() if inspect.isclass(layer)}
    names = {EXPORTS.get(f"keras.layers.{name}", keras.InputSpec).__name__ for name in layers}
    refused = {name for name in names if not is_allowed("keras.layers", name)}
    assert refused - {"InputSpec", "GroupedQueryAttention"} == REFUSED
    assert not is_allowed("keras", "Layer") and not is_allowed("keras.layers", "Layer")
    assert is_allowed("keras.layers", "GroupQueryAttention")


def operations(kind: type = keras.Operation) -> set[type]:
    found = set(kind.__subclasses__())
    return found.union(*map(operations, found))


def test_operations_that_call_functions_are_refused() -> None:
    refused = set()
    for kind in operations():
        if issubclass(kind, keras.Layer) or not kind.__module__.startswith("keras."):
            continue
        if not is_allowed(kind.__module__, kind.__name__, registered_name=kind.__name__):
            refused.add(kind.__name__)
            continue
        arguments = {*inspect.signature(kind).parameters, *inspect.signature(kind.call).parameters}
        assert not arguments & TAKES_FUNCTIONS, kind
    assert refused == {*CONTROL_FLOW, "FakeQuantWithMinMaxVars", "Function", "JVP"}


def test_of_functions_only_activations_are_allowed() -> None:
    for exported, thing in EXPORTS.items():
        if not inspect.isfunction(thing):
            continue
        module, _, name = exported.rpartition(".")
        function = {"config": name, "registered_name": name}
        if is_allowed(module, "function", **function):
            assert module in ("keras.activations", "keras.ops"), exported
            assert hasattr(keras.activations, name), exported
        if is_allowed("builtins", "function", **function):
            assert hasattr(keras.activations, name), exported
    assert is_allowed("keras.ops", "function", config="relu", registered_name="relu")
    assert not is_allowed("keras.models", "function", config="clone_model")


@pytest.mark.parametrize(
    ("described", "says"),
    [
        ({"class_name": "Dense", "config": {}}, "'Dense' of None"),
        ({"module": "os", "class_name": "system", "config": {}}, "'system' of 'os'"),
        (
            {"module": "keras.layers", "class_name": "Dense", "registered_name": "a>Dense"},
            "'Dense'",
        ),
        ({"module": None, "class_name": "__lambda__", "config": {}}, "'__lambda__'"),
        ({"module": None, "class_name": "__typespec__", "config": []}, "'__typespec__'"),
        ({"module": "keras.src.ops.numpy", "class_name": "Operation"}, "'Operation'"),
        ({"module": "keras.src.ops.numpy", "class_name": ["Add"]}, "['Add']"),
        ({"units": 10**8}, "units of 100000000"),
        ({"seed": 2**40, "units": [3, -(10**9)]}, "units of -1000000000"),
        ({"batch_shape": [None, 10**6, 10**6]}, "a shape of 3 sides"),
        ({"batch_shape": [1] * 40}, "a shape of 40 sides"),
        ([[]] * 30_000, "more than 20,000 parts"),
        ({1: 2}, "names that are no text"),
        (object(), "object in a configuration"),
    ],
)
def test_what_is_no_configuration_is_refused(described: Any, says: str) -> None:
    with pytest.raises(ValueError, match=r"^cannot be sent: ") as refused:
        check(described)
    assert says in str(refused.value)


def test_a_configuration_is_not_nested_without_end() -> None:
    nested: Any = {}
    for _ in range(5000):
        nested = [nested]
    with pytest.raises(ValueError, match="60 levels deep"):
        check(nested)
