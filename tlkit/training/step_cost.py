"""The cost of a training step, by how many layers are frozen, from the shapes alone.

network = Network(model)
network.step(frozen=150).multiplications
"""

from collections.abc import Sequence
from typing import NamedTuple

import keras
import numpy as np

from tlkit.core.blocks import blocks
from tlkit.core.graph import clean_cuts, output_of
from tlkit.core.layers import check_flat
from tlkit.models.freezing import split_weights

TRAINED = "trained"
FROZEN = "frozen"
NORMALISED = "normalisation in inference"
WEIGHTLESS = ""


def layer_state(layer: keras.layers.Layer) -> str:
    """What a layer is, as a model is frozen now: one of the four words."""
    is_norm = isinstance(layer, keras.layers.BatchNormalization)
    return _state(bool(layer.trainable_weights), is_norm, bool(layer.weights))


def _state(trains: bool, is_norm: bool, has_weights: bool) -> str:
    if trains:
        return TRAINED
    if is_norm:
        return NORMALISED
    return FROZEN if has_weights else WEIGHTLESS


class Step(NamedTuple):
    """One step of training; `states` has a word for each layer.

    Numbers of weights, without the statistics of batch normalisation; multiplications for one
    image, in all and where the frozen part is computed once beforehand; bytes for a batch.
    """

    states: list[str]
    trained: int
    frozen: int
    multiplications: int
    multiplications_cached: int
    memory: int


class Network:
    """The sizes of a flat model's layers, read once; the model is not changed.

        >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden"),
        ...                           keras.layers.Dense(2, name="classes")])
        >>> step = Network(model).step(frozen=1)
        >>> step.states, step.trained, step.multiplications
        (['frozen', 'trained'], 8, 24)

    A weight of a convolution or dense layer is multiplied once at each position of the output:
    that is an image's pass forward. Backwards, the layers that train do it again for the
    gradient of their weights, and those after the first of them for the gradient of their input.

    Raises:
        ValueError: a model that takes images of any size, or with another model inside.
    """

    def __init__(self, model: keras.Model) -> None:
        check_flat(model)
        if None in model.input_shape[1:]:
            raise ValueError(
                f"{model.name} takes {model.input_shape}, and what a step takes depends on the "
                "size of the images; load the model with an input_shape"
            )
        self.layers = model.layers
        self.blocks = blocks(model)
        self.cuts = clean_cuts(model)
        parts = [split_weights(layer)[0] for layer in self.layers]
        self.weights = np.array([_count(part) for part in parts])
        self.norms = np.array(
            [isinstance(x, keras.layers.BatchNormalization) for x in self.layers], dtype=bool
        )
        outputs = [
            keras.tree.flatten(output_of(model, layer))[0].shape[1:] for layer in self.layers
        ]
        self.outputs = np.array([int(np.prod(shape)) for shape in outputs])
        positions = np.array([int(np.prod(shape[:-1])) for shape in outputs])
        kernels = [_count([w for w in part if len(w.shape) > 1]) for part in parts]
        self.multiplications = np.array(kernels) * positions

    def step(self, frozen: int, *, batch_norm: bool = False, batch_size: int = 32) -> Step:
        """What a step takes with the first layers frozen.

        Args:
            frozen: how many, from 0 to all.
            batch_norm: whether batch normalisation after them trains.
            batch_size: images in a step.
        """
        after = np.arange(len(self.layers)) >= frozen
        trains = after & (self.weights > 0) & (batch_norm | ~self.norms)
        first = int(trains.argmax()) if trains.any() else len(trains)
        back = np.arange(len(trains)) > first
        each = self.multiplications
        backwards = int(each[trains].sum() + each[back].sum())
        trained = int(self.weights[trains].sum())
        stored = int(self.outputs[max(0, first - 1) :].sum())  # for the gradients of the weights
        return Step(
            list(map(_state, trains, self.norms, self.weights > 0)),
            trained,
            int(self.weights.sum()) - trained,
            int(each.sum()) + backwards,
            int(each[first:].sum()) + backwards,
            # float32; trained weights have a gradient, and in Adam two running means
            4 * (batch_size * stored + int(self.weights.sum()) + 3 * trained),
        )

    def block(self, index: int) -> str:
        """The name of the block that holds a layer."""
        return next(block.name for block in self.blocks if block.start <= index < block.stop)

    def cut_block(self, frozen: int) -> tuple[str, int, int] | None:
        """The name of the block whose branches a cut separates, and the clean cuts around it."""
        below = max(cut for cut in self.cuts if cut <= frozen)
        above = min(cut for cut in self.cuts if cut >= frozen)
        if not (self.weights[below:frozen].any() and self.weights[frozen:above].any()):
            return None
        return self.block(frozen), below, above


def _count(weights: Sequence[keras.Variable]) -> int:
    return sum(int(np.prod(weight.shape)) for weight in weights)
