"""Keras's layers and models as both sides know them: names, seeds, and the states of layers.

A state is what training, freezing and compiling change: flags, numbers and weights. What a layer
is made of is described in `structure`.
"""

from __future__ import annotations

import collections
import contextlib
import importlib
import itertools
import json
import math
import numbers
import random
import sys
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

import numpy as np

from autograder.judging import configurations
from autograder.judging.layers import is_functional, is_sequential, own_weights
from autograder.judging.limits import within_limits

State = tuple[dict[str, Any], list[np.ndarray]]  # of a layer: settings and weights
_COUNTS = "object_name_uids"  # Keras's own name for them


def keras() -> Any:
    """Keras, where this process has imported it; else None, and no value is a model."""
    return sys.modules.get("keras")


def is_layer(value: Any) -> bool:
    """Whether a value is a Keras layer, or a model, which is a layer too."""
    return keras() is not None and isinstance(value, keras().Layer)


def is_model(value: Any) -> bool:
    """Whether a value is a Keras model that can be taken apart: Functional or Sequential."""
    return is_layer(value) and (is_sequential(value) or is_functional(value))


class _Counts(collections.defaultdict[str, int]):
    """Keras's counts of the names it has given, all of which begin at one number."""

    def __init__(self, start: int) -> None:
        super().__init__(lambda: start)

    def __contains__(self, _: object) -> bool:
        return True  # or the first name of its kind would have no number


@contextlib.contextmanager
def names_from(start: int | None) -> Iterator[None]:
    """Have Keras number the layers that are made in this block from `start` on; None: as ever.

    In a notebook no two layers get the same name by themselves. Nor may they where two processes
    make them, or no model could have both.
    """
    if keras() is None or start is None:
        yield
        return
    state = importlib.import_module("keras.src.backend.common.global_state")
    before = state.get_global_attribute(_COUNTS)
    state.set_global_attribute(_COUNTS, _Counts(start))
    try:
        yield
    finally:
        state.set_global_attribute(_COUNTS, before)


def set_seeds(seed: int) -> None:
    """Set the seeds of Python, NumPy, Keras and TensorFlow, and keep TensorFlow's kernels.

    Keras and TensorFlow take 32 bits of it, Python and NumPy all.

    TensorFlow would drop them, since those of its stateful random operations go on where they were
    even if the seed is the same one again. Who comes back to a seed calls
    `keras.utils.set_random_seed`.
    """
    if keras() is not None:
        engine = importlib.import_module("tensorflow.python.pywrap_tfe")
        with mock.patch.object(engine, "TFE_ContextClearCaches", create=True):
            keras().utils.set_random_seed(seed % 2**32)
    random.seed(seed)
    np.random.seed(seed if seed < 2**32 else _words(seed))


def _words(number: int) -> list[int]:
    """A whole number as NumPy takes it for a seed of more than 32 bits."""
    return [number >> shift & 0xFFFFFFFF for shift in range(0, number.bit_length(), 32)]


def compiled(model: Any) -> dict[str, Any] | None:
    """How a model was compiled, or None where it was not, or by an optimiser that cannot be sent.

    Losses and metrics that cannot be sent, such as functions of one's own, are left out.
    """
    if not getattr(model, "compiled", False):
        return None
    try:
        parts = model.get_compile_config()
        parts["optimizer"] = keras().saving.serialize_keras_object(model.optimizer)  # as it is now
        described = {name: _sayable(part) for name, part in parts.items()}
    except Exception:
        return None
    return described if described.get("optimizer") else None


def _sayable(part: Any) -> Any:
    """A part of how a model was compiled, as it can be sent; None where it cannot."""
    if isinstance(part, list):
        return [said for each in part if (said := _sayable(each)) is not None]
    if isinstance(part, Mapping) and part.get("class_name") == "function":
        name = part.get("config")  # of one of Keras's own, the name alone says it
        own = any(hasattr(where, str(name)) for where in (keras().losses, keras().metrics))
        return name if own else None
    try:
        configurations.check(part)
    except ValueError:
        return None
    return part


def read_state(layer: Any) -> State:
    """What training, freezing and compiling change in a layer: flags, numbers, its own weights.

    Layers inside it have states of their own.
    """
    weights = own_weights(layer)
    state = {
        "trainable": bool(layer.trainable),
        "train": [bool(weight.trainable) for weight in weights],
        "numbers": _numbers(layer),
        "activation": _activation(layer),
    }
    if _is_a_model(layer):
        state["compiled"] = compiled(layer)
    return state, [_array(weight) for weight in weights]


def write_state(layer: Any, state: dict[str, Any], arrays: list[np.ndarray]) -> None:
    """Give a layer the state that was read from its twin.

    Raises:
        ValueError: the state is not one of such a layer.
    """
    weights = own_weights(layer)
    arrays = [
        _in_type_of(weight, array) for weight, array in itertools.zip_longest(weights, arrays)
    ]
    _check_state(layer, state, len(weights))
    layer._trainable = state["trainable"]  # its own: what is inside has states of its own
    for weight, array, trains in zip(weights, arrays, state["train"], strict=True):
        if weight.trainable != trains:
            weight.trainable = trains
        if not _are_equal(_array(weight), array):
            weight.assign(array)
    if hasattr(layer, "finalize_state") and weights:  # `Normalization` computes with copies
        layer.finalize_state()
    if state["activation"] not in (None, _activation(layer)):
        layer.activation = keras().activations.get(state["activation"])
    for name, number in _numbers(layer).items():
        if state["numbers"][name] != number:
            setattr(layer, name, float(state["numbers"][name]))
    if state.get("compiled") and _text(state["compiled"]) != _text(compiled(layer)):
        _compile(layer, state["compiled"])


def _check_state(layer: Any, state: dict[str, Any], count: int) -> None:
    """Raise ValueError unless a state is one of such a layer."""
    own, _ = read_state(layer)
    if type(state) is not dict or set(state) != set(own):
        raise ValueError(f"a state of another kind of layer than {layer.name!r}")
    flags, settings = state["train"], state["numbers"]
    activation = state["activation"]
    fits = (
        type(state["trainable"]) is bool
        and type(flags) is list
        and len(flags) == count
        and all(type(flag) is bool for flag in flags)
        and type(settings) is dict
        and set(settings) == set(own["numbers"])
        and all(type(x) in (int, float) and math.isfinite(x) for x in settings.values())
        and (activation is None or own["activation"] is not None)
        and (activation is None or configurations.is_activation(activation))
    )
    if not fits:
        raise ValueError(f"a state that does not fit {layer.name!r}: {str(state)[:300]}")


def _in_type_of(weight: Any, array: Any) -> np.ndarray:
    """An array that came for a weight; numbers that NumPy has no type for came as their bits."""
    if weight is None or not isinstance(array, np.ndarray) or weight.shape != array.shape:
        raise ValueError("weights of other shapes than those of the layer")
    own = _array(weight).dtype
    if array.dtype == _sendable(np.empty(0, own)).dtype:
        array = array.view(own)
    if array.dtype != own:
        raise ValueError(f"weights of type {array.dtype}, where {own} belong")
    return array


def _sendable(array: np.ndarray) -> np.ndarray:
    """An array of numbers that NumPy has a type for; of others, such as bfloat16, their bits."""
    return array.view(f"u{array.itemsize}") if array.dtype.kind == "V" else array


def sendable(state: State) -> State:
    """A state whose arrays are all of NumPy's own types."""
    return state[0], [_sendable(array) for array in state[1]]


def _compile(model: Any, described: Any) -> None:
    """Compile a model as its twin was compiled; the optimiser is built by the first step."""
    configurations.check(described)
    try:
        with within_limits():
            model.compile(**keras().saving.deserialize_keras_object(described, safe_mode=True))
    except Exception as error:
        raise ValueError(f"{model.name!r} cannot be compiled so: {error!r}") from error


def _is_a_model(layer: Any) -> bool:
    return isinstance(layer, keras().Model)


def are_same(one: State, other: State) -> bool:
    """Whether nothing was changed between two readings of a layer's state."""
    (state, arrays), (other_state, others) = one, other
    if state != other_state and _text(state) != _text(other_state):  # one has been JSON
        return False
    return len(arrays) == len(others) and all(map(_are_equal, arrays, others))


def _text(state: Any) -> str:
    return json.dumps(state, sort_keys=True, default=str)


def _are_equal(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays have the same bytes; at once if they are the same memory."""
    if one.__array_interface__ == other.__array_interface__:
        return True
    return (
        one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    )


def _array(weight: Any) -> np.ndarray:
    """A weight's numbers as they are now, uncopied and fast; TensorFlow puts later ones elsewhere.

    It writes where they are only when nothing else holds them.
    """
    variable = weight.value
    read = sys.modules["tensorflow"].raw_ops.ReadVariableOp
    return np.asarray(read(resource=variable.handle, dtype=variable.dtype))


def _numbers(layer: Any) -> dict[str, float]:
    """Settings that are numbers and may be changed on a layer that is built, such as momentum."""
    found = {name: getattr(layer, name, None) for name in ("momentum", "epsilon", "rate")}
    return {name: float(x) for name, x in found.items() if isinstance(x, numbers.Real)}


def _activation(layer: Any) -> str | None:
    """The name of a layer's activation, if that is one of Keras's own functions."""
    activation = getattr(layer, "activation", None)
    name = str(getattr(activation, "__name__", ""))
    own = configurations.is_activation(name) and getattr(keras().activations, name) is activation
    return name if own else None
