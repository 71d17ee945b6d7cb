"""Models and layers built of the descriptions that `structure` makes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from autograder.judging.configurations import Refused
from autograder.judging.layers import (
    Nodes,
    is_functional,
    is_input,
    is_sequential,
    nodes_of,
    own_weights,
    walk,
)
from autograder.judging.limits import MOST_CALLS, Cost, check_sizes, within_limits
from autograder.judging.structure import Row, check_description


def build(described: Any, find: Callable[[str], Any], nodes: Nodes) -> Any:
    """The layer or model of a description; its new weights are zeros, for the caller to set.

    Args:
        described: from `describe`.
        find: the known object of a key; raises ValueError if there is none.
        nodes: the calls that both sides know.

    Raises:
        Refused: it is no description, or of what may not be built, or of too much.
    """
    check_description(described)
    try:
        with within_limits():
            builder = _Builder(find, nodes)
            for row in described["layers"]:
                builder.add(row)
            layer = builder.layers[-1]
            _give_names(layer, described["names"], builder.known)
    except Refused:
        raise
    except Exception as error:
        raise Refused(f"no model can be built of it: {error!r}") from error
    return layer


class _Builder:
    def __init__(self, find: Callable[[str], Any], nodes: Nodes) -> None:
        self.layers: list[Any] = []  # one a row
        self.known: set[int] = set()  # id() of layers that were here before, and of all in them
        self._find = find
        self._nodes = nodes
        self._cost = Cost()
        self._calls = 0

    def add(self, row: Row) -> None:
        """Build the layer of the next row."""
        import keras

        if "known" in row:
            layer = self._find(row["known"])
            if not isinstance(layer, keras.Operation):
                raise ValueError(f"{row['known']!r} is no layer")
            if isinstance(layer, keras.Layer):
                self.known |= {id(part) for _, part in walk(layer)}
        elif "sequential" in row:
            layer = self._sequential(row)
        elif "functional" in row:
            layer = self._functional(row)
        else:
            layer = self._deserialized(row["layer"])
            if not isinstance(layer, keras.Operation):
                raise ValueError("what was described is no layer")
            if is_input(layer):
                layer.output.name = str(row["tensor"])
        self.layers.append(layer)

    def _sequential(self, row: Row) -> Any:
        import keras

        parts = [self.layers[number] for number in row["layers"]]
        self._count(sum(self._cost.of_call(part, ()) for part in parts))
        model = keras.Sequential(parts, name=row["sequential"])
        if not is_sequential(model):
            raise Refused("a Sequential model that is not built")
        for node in nodes_of(model):
            check_sizes(node)
        model.dtype_policy = self._deserialized(row["dtype"])
        return model

    def _functional(self, row: Row) -> Any:
        import keras

        results: list[list[Any]] = []  # the tensors of each call
        for call in row["calls"]:
            node = self._nodes.find(call["known"]) if "known" in call else self._call(call, results)
            results.append(node.outputs)
        model = keras.Model(
            self._resolved(row["inputs"], results),
            self._resolved(row["outputs"], results),
            name=row["functional"],
        )
        if not is_functional(model):
            raise ValueError("what was described is no model")
        model.dtype_policy = self._deserialized(row["dtype"])
        return model

    def _call(self, call: Row, results: list[list[Any]]) -> Any:
        import keras

        layer = self.layers[call["row"]]
        if is_input(layer):
            return layer._inbound_nodes[0]
        args = self._resolved(call["args"], results)
        kwargs = self._resolved(call["kwargs"], results)
        shapes = [x.shape for x in keras.tree.flatten(args) if isinstance(x, keras.KerasTensor)]
        self._count(self._cost.of_call(layer, shapes[0] if shapes else ()))
        before = len(layer._inbound_nodes)
        layer(*args, **kwargs)
        if len(layer._inbound_nodes) == before:
            raise ValueError(f"{layer.name!r} was called on no tensor of the model")
        node = layer._inbound_nodes[-1]
        check_sizes(node)
        return node

    def _count(self, calls: int) -> None:
        self._calls += calls
        if self._calls > MOST_CALLS:
            raise Refused(f"a model of more than {MOST_CALLS:,} calls")

    def _resolved(self, value: Any, results: list[list[Any]]) -> Any:
        if isinstance(value, dict) and "class_name" in value:
            if value["class_name"] != "__keras_tensor__":
                return self._deserialized(value)
            call, number = value["shared_object_id"]
            return results[call][number]
        if isinstance(value, dict):
            return {name: self._resolved(part, results) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self._resolved(part, results) for part in value)
        return value

    def _deserialized(self, described: Any) -> Any:
        """What Keras makes of a configuration, with the layers of rows where it refers to them."""
        import keras

        state = importlib.import_module("keras.src.backend.common.global_state")
        objects = "shared_objects/id_to_obj_map"  # Keras's own name for them
        before = state.get_global_attribute(objects)
        state.set_global_attribute(objects, dict(enumerate(self.layers)))
        try:
            return keras.saving.deserialize_keras_object(described, safe_mode=True)
        finally:
            state.set_global_attribute(objects, before)


def _give_names(layer: Any, names: dict[str, list[str]], known: set[int]) -> None:
    """Name new layers and weights as they are named on the other side.

    Layers that Keras makes inside others get names of its own choice, and weights those of the
    models in which they were first built.
    """
    for path, part in walk(layer):
        if path not in names or id(part) in known:
            continue
        part.name, *paths = names[path]
        for weight, name in zip(own_weights(part), paths, strict=True):
            weight._path = name
