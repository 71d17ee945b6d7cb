"""Keras models on a journey: structure as configuration, state as arrays, and both checked.

A model is taken apart into Keras's own configuration and the state of its layers. Nothing but
Keras's own classes is built from a configuration, and none that holds code or reads a file.
"""

from __future__ import annotations

import collections
import contextlib
import importlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from unittest import mock

import numpy as np

MOST_LAYERS = 2_000
State = tuple[dict[str, Any], list[np.ndarray]]  # of a layer: settings and weights
_COUNTS = "object_name_uids"  # Keras's own name for them
_CLASS = re.compile(r"[A-Za-z_]\w*")
_MODULE = re.compile(
    r"keras(\.(layers|initializers|regularizers|constraints|losses|metrics|models|callbacks"
    r"|optimizers(\.schedules)?|src\.(layers|models|ops|initializers|optimizers)(\.\w+)*))?"
)
_HOLDS_CODE = {
    "Lambda", "function", "__lambda__", "__typespec__", "TFSMLayer", "TorchModuleWrapper",
    "JaxLayer", "FlaxLayer", "TextVectorization", "StringLookup", "IntegerLookup",
}  # fmt: skip


def keras() -> Any:
    """Keras, where this process has imported it; else None, and no value is a model."""
    return sys.modules.get("keras")


def is_layer(value: Any) -> bool:
    """Whether a value is a Keras layer, or a model, which is a layer too."""
    return keras() is not None and isinstance(value, keras().Layer)


def is_model(value: Any) -> bool:
    """Whether a value is a Keras model that can be taken apart: Functional or Sequential."""
    return (
        keras() is not None
        and isinstance(value, keras().Model)
        and type(value).__module__.startswith("keras.")
        and type(value).__name__ in ("Functional", "Sequential", "Model")
        and value.built
    )


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


def layers_of(model: Any, prefix: str = "") -> dict[str, Any]:
    """Every layer of a model by its name, and inside a model in the model by both names.

    The model itself stands first, under the empty name.
    """
    found = {prefix: model}
    for layer in model.layers:
        path = f"{prefix}/{layer.name}"
        if isinstance(layer, keras().Model) and hasattr(layer, "layers"):
            found |= layers_of(layer, path)
        else:
            found[path] = layer
    return found


def structure(model: Any) -> dict[str, Any]:
    """A model's class and configuration, without its weights and without how it was compiled.

    Raises:
        ValueError, TypeError: Keras cannot describe it, or it holds what may not travel.
    """
    described = keras().saving.serialize_keras_object(model)
    described.pop("compile_config", None)
    check(described)
    return described


def compiled(model: Any) -> dict[str, Any] | None:
    """How a model was compiled, or None where it was not, or by an optimiser that may not travel.

    Losses and metrics that may not travel, such as functions of one's own, are left out.
    """
    if not getattr(model, "compiled", False):
        return None
    try:
        described = {name: _sayable(x) for name, x in model.get_compile_config().items()}
    except Exception:
        return None
    return described if described.get("optimizer") else None


def _sayable(part: Any) -> Any:
    """A part of how a model was compiled, as may travel; None where it may not."""
    if isinstance(part, list):
        return [said for each in part if (said := _sayable(each)) is not None]
    if isinstance(part, Mapping) and part.get("class_name") == "function":
        name = part.get("config")  # of one of Keras's own, the name alone says it
        own = any(hasattr(where, str(name)) for where in (keras().losses, keras().metrics))
        return name if own else None
    try:
        check(part)
    except ValueError:
        return None
    return part


def check(described: Any, depth: int = 0) -> None:
    """Raise unless a configuration names only Keras's own classes that hold no code.

    >>> check({"module": "keras.layers", "class_name": "Dense", "config": {"units": 3}})
    >>> check({"module": "os", "class_name": "system", "config": {}})
    Traceback (most recent call last):
    ValueError: 'system' of 'os' may not travel
    """
    if depth > 100:
        raise ValueError("a configuration nested more than 100 levels deep")
    if isinstance(described, Mapping):
        name = described.get("class_name")
        module, registered = described.get("module"), described.get("registered_name")
        inside = "module" not in described or (  # of a class of somebody's own it may be None
            isinstance(module, str) and _MODULE.fullmatch(module)
        )
        named = name is None or (isinstance(name, str) and _CLASS.fullmatch(name))
        own = registered is None or registered == name
        if not (inside and named and own) or name in _HOLDS_CODE:
            raise ValueError(f"{name!r} of {module!r} may not travel")
        described = list(described.values())
    if isinstance(described, list | tuple):
        for part in described:
            check(part, depth + 1)


def build(described: dict[str, Any], known: Mapping[str, Any]) -> Any:
    """The model of a configuration, on layers that are here already where it shares them.

    Args:
        described: from `structure`.
        known: layers by their path, as in `layers_of`; the others are new, with weights that the
            caller sets.

    Raises:
        ValueError: it is no configuration of a model, or of one that may not travel.
    """
    check(described)
    if len(described.get("config", {}).get("layers", [])) > MOST_LAYERS:
        raise ValueError(f"a model of more than {MOST_LAYERS:,} layers")
    try:
        model = keras().saving.deserialize_keras_object(described, safe_mode=True)
    except Exception as error:
        raise ValueError(f"no model can be built from its configuration: {error!r}") from error
    if not is_model(model):
        raise ValueError("what was described is no model")
    shared = {path.removeprefix("/"): layer for path, layer in known.items()}
    if not any(layer.name in shared for layer in model.layers):
        return model
    return keras().models.clone_model(
        model, clone_function=lambda layer: shared.get(layer.name, layer)
    )


def read_state(layer: Any) -> State:
    """What training and freezing change in a layer: flags, numbers, and its weights.

    Of a model, only its own flag and how it was compiled: its layers have states of their own.
    """
    if isinstance(layer, keras().Model) and hasattr(layer, "layers"):
        return {"trainable": bool(layer.trainable), "compiled": compiled(layer)}, []
    weights = list(layer.weights)
    state = {
        "trainable": bool(layer.trainable),
        "train": [bool(weight.trainable) for weight in weights],
        "numbers": _numbers(layer),
        "activation": _activation(layer),
    }
    return state, [_array(weight) for weight in weights]


def write_state(layer: Any, state: dict[str, Any], weights: list[np.ndarray]) -> None:
    """Give a layer the state that was read from its twin.

    Raises:
        ValueError: the state is not one of such a layer.
    """
    if layer.trainable != state["trainable"]:
        layer.trainable = bool(state["trainable"])
    if isinstance(layer, keras().Model) and hasattr(layer, "layers"):
        if state.get("compiled") and state["compiled"] != compiled(layer):
            check(state["compiled"])
            try:
                layer.compile_from_config(state["compiled"])
            except (TypeError, ValueError):  # with an optimiser of their own, say
                layer.compiled = False
        return
    own = list(layer.weights)
    if [weight.shape for weight in own] != [array.shape for array in weights]:
        raise ValueError(f"weights of other shapes than those of {layer.name!r}")
    for weight, array, trains in zip(own, weights, state["train"], strict=True):
        if weight.trainable != trains:
            weight.trainable = bool(trains)
        if not _are_equal(_array(weight), array):
            weight.assign(array)
    if state["activation"] and state["activation"] != _activation(layer):
        layer.activation = keras().activations.get(str(state["activation"]))
    for name, number in _numbers(layer).items():
        if name in state["numbers"] and state["numbers"][name] != number:
            setattr(layer, name, type(number)(state["numbers"][name]))


def are_same(one: State, other: State) -> bool:
    """Whether nothing was changed between two readings of a layer's state."""
    (state, arrays), (other_state, others) = one, other
    if state != other_state and _text(state) != _text(other_state):  # one has been JSON
        return False
    return len(arrays) == len(others) and all(map(_are_equal, arrays, others))


def _text(state: dict[str, Any]) -> str:
    return json.dumps(state, sort_keys=True, default=str)


def _are_equal(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays have the same bytes; at once if they are the same memory."""
    if one.__array_interface__ == other.__array_interface__:
        return True
    return (
        one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    )


def remember(layer: Any) -> Callable[[], None]:
    """Return what puts a layer's state back as it is now; a model's layers have their own.

    A model that was compiled since is afterwards as if it had never been.
    """
    state, weights = read_state(layer)
    attributes = dict(vars(layer))

    def put_back() -> None:
        if attributes.get("_compile_config") is not vars(layer).get("_compile_config"):
            vars(layer).clear()
            vars(layer).update(attributes)
        write_state(layer, state, weights)

    return put_back


def _array(weight: Any) -> np.ndarray:
    """A weight's numbers as they are now, uncopied and fast; TensorFlow puts later ones elsewhere.

    It writes where they are only when nothing else holds them.
    """
    variable = weight.value
    read = sys.modules["tensorflow"].raw_ops.ReadVariableOp
    return np.asarray(read(resource=variable.handle, dtype=variable.dtype))


def _numbers(layer: Any) -> dict[str, float]:
    """Settings that are numbers and may be changed on a layer that is built, such as momentum."""
    names = ("momentum", "epsilon", "rate")
    found = {name: getattr(layer, name, None) for name in names}
    return {name: x for name, x in found.items() if isinstance(x, int | float)}


def _activation(layer: Any) -> str | None:
    """The name of a layer's activation, if that is one of Keras's own functions."""
    activation = getattr(layer, "activation", None)
    name = getattr(activation, "__name__", "")
    return name if getattr(keras().activations, name, None) is activation else None
