"""TensorFlow in a fork of a process in which it has run: a new runtime on the same variables.

A fork has none of its parent's threads, and TensorFlow runs graphs (`fit`, `predict`) on threads
that belong to its eager context: called there as it is, it waits for ever, or aborts. So the
parent notes its variables' values while all is well, and the fork makes a new context, with
threads of its own, and gives every variable a new place there that holds the noted value.
Nothing of the old context is ever deleted in the fork: deleting would join its threads. Eager
operations run on no thread but the caller's, as long as TF_NUM_INTRAOP_THREADS is 1, which the
warm process sees to; so tensors of the old context stay valid.

Graphs that were traced belong to the old context and are dropped: they are traced anew when they
are called. Tables and iterators cannot be moved, nor what is on a GPU: `snapshot` says so.
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

import numpy as np


class CannotMove(Exception):
    """Something that a fork of this process could not go on with."""


class Snapshot:
    """What TensorFlow holds now, for forks that are made of this process later.

    Call `forget_traces` before: a fork could not call what was traced.

    Empty where TensorFlow has not run yet: a fork then starts it as if it were the first.

    Raises:
        CannotMove: a fork could not go on with what is held.
    """

    def __init__(self) -> None:
        self._variables: list[Any] = []
        self._values: list[np.ndarray] = []
        self._left_behind: list[Any] = []  # what belongs to the old context, kept from deletion
        if has_run():
            _refuse_what_cannot_move()
            self._variables = _variables()
            self._values = [_value(variable) for variable in self._variables]

    def move(self) -> None:
        """In a fork, and once: go on in a runtime of its own."""
        if not self._variables and not has_run():
            return
        context = _context()
        self._left_behind.append(context._context_handle)
        context.ensure_uninitialized()
        context.ensure_initialized()
        context._clear_caches()
        for variable, value in zip(self._variables, self._values, strict=True):
            self._left_behind.append(variable._handle)
            variable._handle = _new_handle(variable, value)


def has_run() -> bool:
    """Whether TensorFlow has begun to run operations in this process."""
    if "tensorflow" not in sys.modules:
        return False
    context = _module("eager.context").context_safe()
    return context is not None and bool(context._initialized)


def forget_traces() -> None:
    """Drop every traced graph, those of Keras's `fit` and `predict` too."""
    if not has_run():
        return
    keras = sys.modules.get("keras")
    function = _module("eager.polymorphic_function.polymorphic_function").Function
    for each in _instances(function):
        each._created_variables = None
        each._variable_creation_config = None
        each._no_variable_creation_config = None
        each._concrete_variable_creation_fn = None
        each._function_cache.clear()
        each._function_captures = type(each._function_captures)()
        each._descriptor_cache.clear()
    for model in _instances(keras.Model) if keras else []:
        model.train_function = None
        model.test_function = None
        model.predict_function = None
    gc.collect()


def _refuse_what_cannot_move() -> None:
    if devices := [device for device in _context().devices() if "CPU" not in device]:
        raise CannotMove(f"TensorFlow runs on {devices[0]}")
    traced = _module("eager.polymorphic_function.concrete_function").ConcreteFunction
    for function in _instances(traced):  # held by itself, or by a tf.data.Dataset that maps
        raise CannotMove(f"a traced function of TensorFlow is held: {function.name!r}")
    places = {id(variable._handle) for variable in _variables()}
    tensorflow = sys.modules["tensorflow"]
    for tensor in _instances(_module("framework.ops").EagerTensor):
        if tensor.dtype == tensorflow.resource and id(tensor) not in places:
            raise CannotMove("a table, an iterator or another resource of TensorFlow is held")


def _variables() -> list[Any]:
    return _instances(_module("ops.resource_variable_ops").BaseResourceVariable)


def _instances(kind: type) -> list[Any]:
    """All objects of a class here; one that only says it is of that class is none of them."""
    return [each for each in gc.get_objects() if issubclass(type(each), kind)]


def _value(variable: Any) -> np.ndarray:
    return np.asarray(variable.numpy())


def _new_handle(variable: Any, value: np.ndarray) -> Any:
    """A new place, in the present context, that holds a variable's value."""
    tensorflow = sys.modules["tensorflow"]
    handle = tensorflow.raw_ops.VarHandleOp(
        dtype=variable.dtype,
        shape=variable.shape,
        shared_name=_module("eager.context").anonymous_name(),  # so that it is nobody else's
    )
    handle._handle_data = variable._handle._handle_data
    tensor = tensorflow.constant(value, variable.dtype)
    tensorflow.raw_ops.AssignVariableOp(resource=handle, value=tensor)
    return handle


def _context() -> Any:
    return _module("eager.context").context()


def _module(name: str) -> Any:
    return importlib.import_module(f"tensorflow.python.{name}")
