"""What Keras's layers and models are made of: the layers inside them, their weights and calls."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

NodeName = tuple[str, int]  # a known model's key, and a number in its graph


def walk(layer: Any) -> Iterator[tuple[str, Any]]:
    """A layer and all layers inside it, each once, by a path of numbers.

    Layers inside wrappers, cells and attention are among them. Two processes that have built the
    same model find the same paths.
    """
    seen: set[int] = set()

    def below(layer: Any, path: str) -> Iterator[tuple[str, Any]]:
        if id(layer) in seen:
            return
        seen.add(id(layer))
        yield path, layer
        for number, part in enumerate(parts_of(layer)):
            yield from below(part, f"{path}/{number}")

    return below(layer, "")


def parts_of(layer: Any) -> list[Any]:
    """The layers directly inside a layer or model."""
    return layer._flatten_layers(include_self=False, recursive=False)


def is_sequential(model: Any) -> bool:
    """Whether a model is Keras's own Sequential, and built."""
    import keras

    return type(model) is keras.Sequential and model.built and model._functional is not None


def is_functional(model: Any) -> bool:
    """Whether a model is Keras's own Functional, and nothing was attached to it afterwards."""
    kind = importlib.import_module("keras.src.models.functional").Functional
    return type(model) is kind and set(map(id, parts_of(model))) == set(map(id, model.layers))


def is_input(layer: Any) -> bool:
    """Whether a layer is where a model's inputs enter."""
    import keras

    return isinstance(layer, keras.layers.InputLayer)


def nodes_of(model: Any) -> list[Any]:
    """The calls of a Functional or Sequential model's graph, what is needed first, first."""
    graph = model._functional if is_sequential(model) else model
    by_depth = graph._nodes_by_depth
    return [node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth]]


def own_weights(layer: Any) -> list[Any]:
    """A layer's weights without those of the layers inside it, what it made trainable first."""
    return [*layer._trainable_variables, *layer._non_trainable_variables]


class Nodes:
    """The calls in the graphs of models that both sides know, by the model's key and a number."""

    def __init__(self) -> None:
        self._by_name: dict[NodeName, Any] = {}
        self._names: dict[int, NodeName] = {}  # by id(); `_by_name` keeps them alive

    def know(self, key: str, model: Any) -> None:
        """Know the calls of a model's graph."""
        for number, node in enumerate(nodes_of(model)):
            self._by_name[key, number] = node
            self._names.setdefault(id(node), (key, number))

    def forget(self, key: str) -> None:
        """Forget the calls of the model of that key."""
        for name in [name for name in self._by_name if name[0] == key]:
            node = self._by_name.pop(name)
            if self._names.get(id(node)) == name:
                del self._names[id(node)]

    def name(self, node: Any) -> NodeName | None:
        """A call's name, or None if it is not known."""
        return self._names.get(id(node))

    def find(self, name: Any) -> Any:
        """The call of a name.

        Raises:
            ValueError: there is none.
        """
        with contextlib.suppress(TypeError, ValueError, KeyError):
            key, number = name
            return self._by_name[key, number]
        raise ValueError(f"{name!r} is no call in the graph of a known model")
