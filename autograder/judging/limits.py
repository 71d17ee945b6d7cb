"""How large it may be what is built of another process's description.

How long that may take says `Clock.reading`.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import warnings
from collections.abc import Iterator
from typing import Any
from unittest import mock

from autograder.judging.configurations import MOST_NUMBERS, Refused
from autograder.judging.layers import is_functional, is_sequential, nodes_of, parts_of

MOST_CALLS = 10_000  # of layers and operations, while one model is built
MOST_WEIGHTS = 190_000_000  # that are new: as many as one message can bring


class Cost:
    """How many calls of layers and operations it takes to build a graph, or to call a layer."""

    def __init__(self) -> None:
        self._graphs: dict[int, int] = {}  # by id() of the model: they may be nested deeply

    def of_graph(self, model: Any) -> int:
        """Of all calls in a model's graph."""
        if id(model) not in self._graphs:
            self._graphs[id(model)] = sum(
                self.of_call(node.operation, node.input_tensors[0].shape)
                for node in nodes_of(model)
                if not node.is_input
            )
        return self._graphs[id(model)]

    def of_call(self, layer: Any, shape: tuple[int | None, ...]) -> int:
        """Of one call, on a tensor of that shape.

        `TimeDistributed`, and a recurrent layer that is unrolled, call what is inside it at every
        step.
        """
        import keras

        if not isinstance(layer, keras.Layer):
            return 1
        if is_sequential(layer) or is_functional(layer):
            return 1 + self.of_graph(layer)
        inside, steps = shape, 1
        if isinstance(layer, keras.layers.TimeDistributed):
            inside, steps = (*shape[:1], *shape[2:]), (*shape, 1, 1)[1] or 1
        elif getattr(layer, "unroll", False):
            steps = (*shape, 1, 1)[1] or 1
        return 1 + steps * sum(self.of_call(part, inside) for part in parts_of(layer))


def check_sizes(node: Any) -> None:
    """Raise `Refused` if a call's results would be too large for one example."""
    for tensor in node.outputs:
        if math.prod(side or 1 for side in tensor.shape[1:]) > MOST_NUMBERS:
            raise Refused(
                f"{node.operation.name!r} would make {tensor.shape} numbers of one "
                f"example; at most {MOST_NUMBERS:,} are allowed"
            )


@contextlib.contextmanager
def within_limits() -> Iterator[None]:
    """Build Keras objects with new weights that are zeros, and not too many.

    A weight that is too much is refused before it takes memory.

    Raises:
        Refused: they are too many; what was built by then is of no use.
    """
    import keras

    left = MOST_WEIGHTS
    kind = importlib.import_module("keras.src.backend").Variable
    initialize = kind._initialize_with_initializer

    def counted(weight: Any, initializer: Any) -> None:
        nonlocal left
        left -= math.prod(weight.shape)
        if left < 0:
            raise Refused(f"more than {MOST_WEIGHTS:,} weights")
        if isinstance(initializer, keras.Initializer):
            initializer = keras.initializers.Zeros()
        initialize(weight, initializer)

    with (
        mock.patch.object(kind, "_initialize_with_initializer", counted),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield
