"""The graph of a flat model: the calls of its layers, and the tensors between them.

Keras has no public list of the nodes of a graph: only this module reads the private one.
"""

from collections.abc import Iterator
from typing import Any

import keras

from tlkit.core.types import Node, Tensor


def output_of(model: keras.Model, layer: keras.layers.Layer) -> Tensor:
    """Return what a layer gives in the graph of `model`.

    `layer.output` is what it gave where it was used first, which may be in another model.
    """
    return _one_or_all(_call(model, layer).outputs)


def input_of(model: keras.Model, layer: keras.layers.Layer) -> Tensor:
    """Return what a layer takes in the graph of `model`; see `output_of`."""
    return _one_or_all(_call(model, layer).input_tensors)


def clean_cuts(model: keras.Model) -> list[int]:
    """Return the cuts that a single tensor crosses, and both ends of the model."""
    count = len(model.layers)
    crossing: list[set[int]] = [set() for _ in range(count + 1)]
    for tensor, produced, consumed in _edges(model):
        for cut in range(min(produced, consumed) + 1, max(produced, consumed) + 1):
            crossing[cut].add(tensor)
    return [0, *(cut for cut in range(1, count) if len(crossing[cut]) == 1), count]


def graph_of(model: keras.Model) -> Any:
    """Return the Functional model that a flat model is; None if it is not a graph."""
    return getattr(model, "_functional", None) if isinstance(model, keras.Sequential) else model


def nodes(model: keras.Model) -> Iterator[Node]:
    """Every use of a layer or operation, from the input on. Keras has no public list of them."""
    by_depth = graph_of(model)._nodes_by_depth
    return (node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth])


def _call(model: keras.Model, layer: keras.layers.Layer) -> Node:
    """The first use of a layer."""
    return next(node for node in nodes(model) if node.operation is layer)


def _one_or_all(tensors: list[Tensor]) -> Tensor:
    return tensors[0] if len(tensors) == 1 else tensors


def _edges(model: keras.Model) -> list[tuple[int, int, int]]:
    """(tensor, index of the layer that makes it, index of one that takes it), for all tensors.

    Operations that are not layers (preprocessing, `x + y`) stand with the last layer that feeds
    them.
    """
    index_of = {id(layer): i for i, layer in enumerate(model.layers)}
    made_by: dict[int, int] = {}
    edges = []
    for node in nodes(model):
        sources = [made_by[id(tensor)] for tensor in node.input_tensors]
        place = index_of.get(id(node.operation), max(sources, default=-1))
        edges += [(id(t), s, place) for t, s in zip(node.input_tensors, sources, strict=True)]
        made_by |= {id(tensor): place for tensor in node.outputs}
    last = len(model.layers)
    return edges + [(id(tensor), made_by[id(tensor)], last) for tensor in graph_of(model).outputs]
