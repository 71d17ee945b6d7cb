"""Models and layers as data, for the other side to build on the layers that it has already.

A description is a table with one row a layer. A row is a layer that both sides know, a layer or
operation as Keras describes it, a Sequential model (its layers, by their rows), or a Functional
one (its graph: which row was called on which tensors). So a layer that is used twice, at whatever
depth, is one object on the other side too; and a call that belongs to a known model's own graph is
not repeated but referred to, so that new models can be built on its tensors.
"""

from __future__ import annotations

import contextlib
import importlib
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from autograder.judging.configurations import Refused, check
from autograder.judging.layers import (
    Nodes,
    is_functional,
    is_input,
    is_sequential,
    nodes_of,
    own_weights,
    walk,
)
from autograder.judging.limits import MOST_CALLS, Cost

MOST_LAYERS = 2_000  # of one model, at every depth

Description = dict[str, Any]
Row = dict[str, Any]


def describe(layer: Any, key_of: Callable[[Any], str | None], nodes: Nodes) -> Description:
    """A layer or model as plain data, without the numbers of its weights.

    Args:
        layer: a Keras layer, or a Functional or Sequential model.
        key_of: the key of a layer that both sides know, or None.
        nodes: the calls that both sides know.

    Raises:
        Refused: it holds what may not be built on the other side, such as a layer of a class of
            one's own.
        ValueError, TypeError: it holds what Keras cannot describe.
    """
    describer = _Describer(key_of, nodes)
    with warnings.catch_warnings():  # of functions without a name, for example
        warnings.simplefilter("ignore")
        describer.row_of(layer)
    described = {"layers": describer.rows, "names": _names(layer, key_of)}
    check_description(described)
    if sum(map(Cost().of_graph, describer.new)) > MOST_CALLS:
        raise Refused(f"a model of more than {MOST_CALLS:,} calls")
    return described


class _Describer:
    def __init__(self, key_of: Callable[[Any], str | None], nodes: Nodes) -> None:
        self.rows: list[Row] = []
        self.new: list[Any] = []  # models that the other side will build
        self._key_of = key_of
        self._nodes = nodes
        self._numbers: dict[int, int] = {}  # of rows, by id() of the layer

    def row_of(self, layer: Any) -> int:
        """The number of a layer's row, which is made if it is not there."""
        if id(layer) not in self._numbers:
            row = self._row(layer)
            self._numbers[id(layer)] = len(self.rows)
            self.rows.append(row)
        return self._numbers[id(layer)]

    def _row(self, layer: Any) -> Row:
        key = self._key_of(layer)
        if key is not None:
            return {"known": key}
        if is_sequential(layer):
            self.new.append(layer)
            rows = [self.row_of(part) for part in layer._layers]
            return {"sequential": layer.name, "layers": rows, "dtype": _policy(layer)}
        if is_functional(layer):
            self.new.append(layer)
            return self._graph(layer)
        row = {"layer": self._configuration(layer)}
        if is_input(layer):
            row["tensor"] = layer.output.name
        return row

    def _graph(self, model: Any) -> Row:
        calls: list[Row] = []
        tensors: dict[int, list[int]] = {}  # the number of the call, and of its result, by id()
        for node in nodes_of(model):
            name = self._nodes.name(node)
            if name is not None:
                call: Row = {"known": list(name)}
            else:
                call = {
                    "row": self.row_of(node.operation),
                    "args": _with_references(node.arguments.args, tensors),
                    "kwargs": _with_references(node.arguments.kwargs, tensors),
                }
            tensors |= {id(out): [len(calls), i] for i, out in enumerate(node.outputs)}
            calls.append(call)
        return {
            "functional": model.name,
            "calls": calls,
            "inputs": _with_references(model._inputs_struct, tensors),
            "outputs": _with_references(model._outputs_struct, tensors),
            "dtype": _policy(model),
        }

    def _configuration(self, layer: Any) -> Any:
        """Keras's own configuration, with the layers inside it as references to their rows."""
        import keras

        with _object_ids():
            described = keras.saving.serialize_keras_object(layer)
        inside = {}
        if isinstance(layer, keras.Layer):
            inside = {id(part): part for _, part in walk(layer) if part is not layer}

        def refer(part: Any) -> Any:
            if isinstance(part, dict):
                found = inside.get(part.pop("shared_object_id", None))
                if found is not None:
                    return _reference("__layer__", self.row_of(found))
                return {name: refer(value) for name, value in part.items()}
            if isinstance(part, list | tuple):
                return type(part)(refer(value) for value in part)
            return part

        return refer(described)


def _reference(kind: str, to: Any) -> dict[str, Any]:
    """What stands in a configuration for a row or a tensor; `module` is there for Keras."""
    return {"module": None, "class_name": kind, "config": {}, "shared_object_id": to}


def _with_references(value: Any, tensors: dict[int, list[int]]) -> Any:
    """A call's arguments as plain data."""
    import keras

    if isinstance(value, keras.KerasTensor):
        return _reference("__keras_tensor__", tensors[id(value)])
    if type(value) is dict:
        return {name: _with_references(part, tensors) for name, part in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_with_references(part, tensors) for part in value)
    return keras.saving.serialize_keras_object(value)


def _policy(model: Any) -> Any:
    import keras

    return keras.saving.serialize_keras_object(model.dtype_policy)


def _names(layer: Any, key_of: Callable[[Any], str | None]) -> dict[str, list[str]]:
    """The name of each new layer, and the paths of its weights: they tell where it was built."""
    return {
        path: [part.name, *(weight.path for weight in own_weights(part))]
        for path, part in walk(layer)
        if key_of(part) is None
    }


def check_description(described: Any) -> None:
    """Raise `Refused` unless a description is plain data of bounded size."""
    if type(described) is not dict or set(described) != {"layers", "names"}:
        raise Refused("that describes no model")
    rows = described["layers"]
    if type(rows) is not list or not 0 < len(rows) <= MOST_LAYERS:
        raise Refused(f"a model needs 1 to {MOST_LAYERS:,} layers")
    names = described["names"]
    if type(names) is not dict or not all(map(_are_names, names.values())):
        raise Refused("names that are no texts")
    for row in rows:
        if type(row) is not dict:
            raise Refused("a layer that is not described")
        calls = row.get("calls", [])
        if type(calls) is not list or len(calls) > MOST_CALLS:
            raise Refused(f"a model of more than {MOST_CALLS:,} calls")
        for part in [*calls, {name: value for name, value in row.items() if name != "calls"}]:
            check(part)


def _are_names(names: Any) -> bool:
    return type(names) is list and all(type(x) is str and len(x) < 2_000 for x in names)


@contextlib.contextmanager
def _object_ids() -> Iterator[None]:
    """Have Keras write the id() of every object into its configuration, as `shared_object_id`.

    It does so by itself for those that it meets twice.
    """
    state = importlib.import_module("keras.src.backend.common.global_state")
    name = "shared_objects/id_to_config_map"
    before = state.get_global_attribute(name)
    state.set_global_attribute(name, _Everything())
    try:
        yield
    finally:
        state.set_global_attribute(name, before)


class _Everything(dict[int, dict[str, Any]]):
    """The configurations by id() of all objects there are, as far as Keras asks."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: int) -> dict[str, Any]:
        return {}
