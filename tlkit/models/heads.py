"""Cut a network, put a new classifier on it, or give it random weights again.

`cut`, `add_head` and `replace_head` return a new flat model that shares its layers, and so its
weights and what is frozen, with the model it came from. `reset_weights` changes a model.
"""

import itertools
import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import keras
import numpy as np

from tlkit.core.graph import clean_cuts, input_of, output_of
from tlkit.core.layers import check_flat, find_layer, find_start
from tlkit.core.types import CutRef, LayerRef, Tensor

_POOLING = {
    "avg": keras.layers.GlobalAveragePooling2D,
    "max": keras.layers.GlobalMaxPooling2D,
    "flatten": keras.layers.Flatten,
}


def cut(model: keras.Model, layer: LayerRef) -> keras.Model:
    """Return the part of `model` that leads to a layer: a flat model that ends in its output.

    Layers and weights are shared with `model`, not copied.

        >>> image = keras.Input((32, 32, 3))
        >>> maps = keras.layers.Conv2D(8, 3, name="conv")(image)
        >>> model = keras.Model(image, keras.layers.MaxPooling2D(name="pool")(maps))
        >>> cut(model, "conv").output_shape
        (None, 30, 30, 8)

    Args:
        model: a flat model.
        layer: the last layer to keep: its index (negative from the end), its name, or the layer.

    Raises:
        ValueError: no such layer, or a model with another model inside.
    """
    check_flat(model)
    last = model.layers[find_layer(model, layer)]
    return _ending_in(model, output_of(model, last))


def add_head(
    model: keras.Model,
    num_classes: int,
    *,
    pooling: str = "avg",
    dense: int | Iterable[int] = (),
    dropout: float = 0.0,
    activation: str | None = "softmax",
    seed: int | None = None,
) -> keras.Model:
    """Return `model` with a new classifier on top: pooling, dense layers, dropout, classes.

    Layers and weights are shared with `model`, not copied. The new layers make up the block
    "head", so that `unfreeze(model, "head")` trains them alone.

        >>> image = keras.Input((32, 32, 3))
        >>> backbone = keras.Model(image, keras.layers.Conv2D(8, 3)(image))
        >>> model = add_head(backbone, 3, dense=1024)
        >>> [layer.name for layer in model.layers[2:]]
        ['head_pool', 'head_dense_1', 'head_predictions']

    Args:
        model: a flat model that ends in feature maps, or in one vector per image.
        num_classes: 2 or more.
        pooling: "avg", "max" or "flatten"; not needed, and left out, after a vector.
        dense: units of the dense layers (ReLU) before the classes, such as 1024 or (512, 256).
        dropout: share of the values that are dropped before the classes, from 0 to below 1.
        activation: of the classes; None gives logits.
        seed: makes the new weights (and dropout) reproducible.

    Raises:
        ValueError: a value out of its range, or a model that ends in a classifier.
        TypeError: `num_classes`, `dense` or `seed` is not an integer.
    """
    check_flat(model)
    _check_head(num_classes, pooling, dropout, seed)

    features = _features(model, pooling)
    named = _free_names(model)
    seeds = _seeds(seed)
    if len(features.shape) == 4:
        features = _POOLING[pooling](name=named("head_pool"))(features)
    for i, units in enumerate(dense if isinstance(dense, Iterable) else [dense], start=1):
        features = keras.layers.Dense(
            _integer("dense", units, least=1),
            activation="relu",
            kernel_initializer=keras.initializers.GlorotUniform(next(seeds)),
            name=named(f"head_dense_{i}"),
        )(features)
    if dropout:
        features = keras.layers.Dropout(dropout, seed=next(seeds), name=named("head_dropout"))(
            features
        )

    classes = keras.layers.Dense(
        num_classes,
        activation=activation,
        kernel_initializer=keras.initializers.GlorotUniform(next(seeds)),
        name=named("head_predictions"),
    )(features)
    return _ending_in(model, classes)


def replace_head(model: keras.Model, num_classes: int, **options: Any) -> keras.Model:
    """Return `model` with its classifier exchanged for a new one.

    The classifier is all that follows the last feature maps: pooling or Flatten, and every layer
    from there on (in VGG16 `fc1` and `fc2` too; to keep them, use
    `add_head(cut(model, "fc2"), num_classes)`). What stays is shared with `model`, not copied.

        >>> model = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Conv2D(8, 3),
        ...     keras.layers.Flatten(), keras.layers.Dense(1000)])
        >>> replace_head(model, 5).output_shape
        (None, 5)

    Args:
        model: a flat model that ends in a classifier.
        num_classes: 2 or more.
        **options: as in `add_head`.

    Raises:
        ValueError: the model has no classifier, or a value is out of its range.
    """
    check_flat(model)
    pooling = model.layers[classifier_start(model)]
    backbone = _ending_in(model, input_of(model, pooling))
    return add_head(backbone, num_classes, **options)


def reset_weights(model: keras.Model, from_layer: CutRef | None = None, *, seed: int) -> None:
    """Give the layers of `model` new random weights, in place, as if it had never been trained.

    Each layer draws from its own initialisers; the same seed gives the same weights. Statistics
    of batch normalisation start anew. A `Normalization` layer is preprocessing and stays as it
    is. Models that share the layers change too (`keras.models.clone_model` makes a copy).

        >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
        >>> reset_weights(model, seed=0)
        >>> weights = model.get_weights()
        >>> reset_weights(model, seed=0)
        >>> bool((model.get_weights()[0] == weights[0]).all())
        True

    Args:
        model: a flat model.
        from_layer: where to begin. None: at the first layer. An index: there. The name of a
            layer or block, or a layer: at its beginning. A share of the layers (0.0 to 1.0):
            after that share, rounded to the nearest end of a block.
        seed: 0 or more. The weights of a layer depend on the seed and the layer's index alone.

    Raises:
        ValueError: no such layer, or a negative seed.
        TypeError: `seed` is not an integer.
    """
    check_flat(model)
    start = find_start(model, from_layer)
    seed = _integer("seed", seed, least=0)
    for index, layer in enumerate(model.layers):
        if index >= start and layer.weights and not _is_preprocessing(layer):
            _reset(layer, _seeds(seed, index))


def _ending_in(model: keras.Model, output: Tensor) -> keras.Model:
    """The flat model from the input of `model` to a tensor of its graph."""
    inputs = model.inputs[0] if len(model.inputs) == 1 else model.inputs  # a list is warned about
    return keras.Model(inputs, output, name=model.name)


def _check_head(num_classes: int, pooling: str, dropout: float, seed: int | None) -> None:
    _integer("num_classes", num_classes, least=2)
    if pooling not in _POOLING:
        raise ValueError(f"pooling is {pooling!r}; it may be {', '.join(map(repr, _POOLING))}")
    if seed is not None:
        _integer("seed", seed, least=0)
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout is {dropout}; it runs from 0 to below 1")


def _integer(name: str, value: object, *, least: int) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} is {value!r}; expected an integer, {least} or more")
    if operator.index(value) < least:
        raise ValueError(f"{name} is {value}; expected {least} or more")
    return operator.index(value)


def _features(model: keras.Model, pooling: str) -> Tensor:
    """What a head can stand on: the one output of the model."""
    if len(model.outputs) != 1 or len(model.outputs[0].shape) not in (2, 4):
        raise ValueError(
            f"{model.name} gives {model.output_shape}; a head needs one output, feature maps "
            "(n, height, width, channels) or a vector per image: see tlkit.cut"
        )
    last = model.layers[-1]
    activation = getattr(getattr(last, "activation", None), "__name__", type(last).__name__)
    if len(model.outputs[0].shape) == 2 and activation.lower() in ("softmax", "sigmoid"):
        raise ValueError(
            f"{model.name} ends in the classifier {last.name!r}; use tlkit.replace_head, or cut "
            "the model first"
        )
    if pooling == "flatten" and None in model.outputs[0].shape[1:]:
        raise ValueError(
            f'pooling="flatten" needs images of one size, but {model.name} takes any; give '
            'input_shape a height and width, or use pooling="avg"'
        )
    return model.outputs[0]


def _free_names(model: keras.Model) -> Callable[[str], str]:
    taken = {layer.name for layer in model.layers}

    def free(name: str) -> str:
        numbered = (f"{name}_{i}" for i in itertools.count(2))
        return next(n for n in itertools.chain([name], numbered) if n not in taken)

    return free


def classifier_start(model: keras.Model) -> int:
    """The index of the pooling or Flatten with which the classifier begins.

    Squeeze-and-excitation pools too, but beside the feature maps: no clean cut follows.
    """
    layers = model.layers
    cuts = set(clean_cuts(model))
    kinds = (*_POOLING.values(), keras.layers.Flatten)
    starts = [i for i, x in enumerate(layers) if isinstance(x, kinds) and i + 1 in cuts]
    if not starts or not any(layer.weights for layer in layers[starts[0] :]):
        raise ValueError(f"{model.name} has no classifier to replace; use tlkit.add_head")
    if not any(layer.weights for layer in layers[: starts[0]]):
        raise ValueError(
            f"{model.name} has no feature maps before its classifier: "
            f"{layers[starts[0]].name!r} takes the image itself; use tlkit.cut and tlkit.add_head"
        )
    return starts[0]


def _is_preprocessing(layer: keras.layers.Layer) -> bool:
    return isinstance(layer, keras.layers.Normalization)


def _seeds(*numbers: int | None) -> Iterator[int | None]:
    """Seeds that differ from each other and depend on `numbers` alone; None where one is."""
    if None in numbers:
        return itertools.repeat(None)
    rng = np.random.default_rng(numbers)  # type: ignore[arg-type]
    return (int(rng.integers(2**31)) for _ in itertools.count())


def _reset(layer: keras.layers.Layer, seeds: Iterator[int | None]) -> None:
    """Take the weights of a fresh layer of the same configuration, its initialisers seeded."""
    fresh = type(layer).from_config(_seeded(layer.get_config(), seeds))
    fresh.build_from_config(layer.get_build_config())
    for weight, new in zip(layer.weights, fresh.weights, strict=True):
        weight.assign(new)


def _seeded(config: Any, seeds: Iterator[int | None]) -> Any:
    """A layer's configuration with a seed of its own in each of its initialisers."""
    if isinstance(config, list):
        return [_seeded(value, seeds) for value in config]
    if not isinstance(config, dict):
        return config
    config = {key: _seeded(value, seeds) for key, value in config.items()}
    for key, value in config.items():
        if key.endswith("initializer") and "seed" in (value or {}).get("config", {}):
            value["config"]["seed"] = next(seeds)
    return config
