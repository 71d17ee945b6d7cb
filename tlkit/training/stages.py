"""Train in stages, with learning rates by layer, and only what follows the frozen part.

histories = train_stages(model, case.train, case.valid, [
    Stage("head", epochs=5, optimizer="rmsprop"),
    Stage(150, epochs=5, optimizer=keras.optimizers.SGD(1e-4, momentum=0.9)),
])
"""

import itertools
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras.callbacks import History

from tlkit.core.activations import activation_name
from tlkit.core.layers import check_flat, find_start
from tlkit.core.types import (
    CacheFolder,
    CutRef,
    Labelled,
    Labels,
    LossRef,
    MetricRef,
    OptimizerRef,
    Verbose,
)
from tlkit.models.freezing import split_weights, unfreeze
from tlkit.training.fit_cached import check_labelled, fit_cached
from tlkit.training.frozen_part import frontier
from tlkit.training.layerwise_rates import (
    Rates,
    check_covered,
    check_rates,
    copied,
    layerwise_rates,
    starts_of,
)


@dataclass(frozen=True)
class Stage:
    """A part of a training: what trains, how, and for how long.

        >>> Stage("head", epochs=5, optimizer="rmsprop").name
        'head'
        >>> Stage(150, learning_rate={150: 1e-4, "head": 1e-3}).name
        'from 150'

    Args:
        from_layer: where training begins, as in `tlkit.unfreeze`: an index, the name of a layer
            or block ("head" for what `add_head` added), a share; None for the whole model.
        epochs: at most that many.
        optimizer: a name or an optimiser of Keras. Each training works on a copy of it.
        learning_rate: by default the optimiser's own; for rates by layer see `layerwise_rates`.
        batch_norm: True lets batch normalisation train and move its statistics; by default it
            stays frozen, which is safe for a pretrained network and small batches.
        patience: stop when the validation loss has not fallen for so many epochs, and go back
            to the weights of the best one; by default all epochs run, and the last weights stay.

    Raises:
        ValueError: a value out of its range, or an optimiser that Keras does not have.
    """

    from_layer: CutRef | None = None
    epochs: int = 1
    optimizer: OptimizerRef = "adam"
    learning_rate: Rates | None = None
    batch_norm: bool = False
    patience: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("epochs", self.epochs), ("patience", self.patience)):
            if value is not None and value < 1:
                raise ValueError(f"{name} is {value}; expected 1 or more")
        if self.learning_rate is not None:
            check_rates(self.learning_rate)
        rates = self.learning_rate
        rate = 1.0 if isinstance(rates, Mapping | slice) else rates
        copied(self.optimizer, rate)  # refused now, not at its turn

    @property
    def name(self) -> str:
        if isinstance(self.from_layer, str):
            return self.from_layer
        layer = getattr(self.from_layer, "name", self.from_layer)
        return "all" if layer is None else f"from {layer}"


class Histories(dict[str, History]):
    """What `fit` returned for each stage, by the stage's name; `joined` is one after the other."""

    @property
    def joined(self) -> History:
        """One history of all epochs, with the values that every stage has."""
        history = History()
        parts = [stage.history for stage in self.values()]
        keys = dict.fromkeys(key for part in parts for key in part)
        common = [key for key in keys if all(key in part for part in parts)]
        history.history = {key: [x for part in parts for x in part[key]] for key in common}
        history.epoch = list(range(sum(len(stage.epoch) for stage in self.values())))
        return history


def train_stages(
    model: keras.Model,
    train: Labelled | keras.utils.PyDataset,
    valid: Labelled | keras.utils.PyDataset | None,
    stages: Iterable[Stage],
    *,
    loss: LossRef | None = None,
    metrics: Iterable[MetricRef] = ("accuracy",),
    batch_size: int = 32,
    callbacks: Iterable[keras.callbacks.Callback] = (),
    cached: bool = True,
    cache: CacheFolder = False,
    verbose: Verbose = "auto",
) -> Histories:
    """Train `model` in place, stage after stage, each frozen and compiled anew; return histories.

        histories = train_stages(model, case.train, case.valid, [Stage("head", epochs=5)])
        show_histories({"both stages": histories.joined})

    Interrupted (Ctrl-C, or the stop button of the notebook) it warns and returns what was
    reached: the model keeps its weights, the best ones where the stage has a patience.

    Args:
        train: images (n, height, width, 3) and labels (n,), or a PyDataset (to augment).
        valid: the same to validate on, or None.
        stages: in their order; all are checked before the first begins.
        loss: by default the cross-entropy for integer labels, from the classifier's softmax or,
            where it has none, from logits.
        metrics: as for `model.compile`.
        batch_size: images at a time.
        callbacks: of Keras, for every stage.
        cached: compute the activations of the frozen part once, where the weights come out the
            same (see `fit_cached`); False never does.
        cache: whether, or in which folder, to keep them on disk, as in `fit_cached`.
        verbose: as for `model.fit`; 0 prints nothing.

    Raises:
        ValueError: no stage, one that trains nothing or begins at no layer of the model, images
            or labels that do not go with it, or a patience without validation.

    Warns:
        UserWarning: interrupted, or a stage that begins inside a block.
    """
    check_flat(model)
    stages = list(stages)
    _check_stages(model, stages, valid)
    for dataset in (train, valid):
        if isinstance(dataset, tuple):
            check_labelled(model, *dataset)
            if loss is None:
                _check_classes(model, dataset[1])

    histories = Histories()
    for stage in stages:
        _compile(model, stage, loss, metrics)
        name = _free_name(stage.name, histories)
        if verbose:
            count = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
            print(f"{name}: {count:,} of {model.count_params():,} weights train")

        history = histories[name] = History()
        stopping = [_early_stopping(stage.patience)] if stage.patience else []
        options = {
            "epochs": stage.epochs,
            "batch_size": batch_size,
            "callbacks": [history, *stopping, *callbacks],
            "verbose": verbose,
        }
        try:
            _fit(model, train, valid, cached, cache, options)
        except KeyboardInterrupt:
            _keep_what_was_reached(histories, name, stage, stopping)
            break
    return histories


def _fit(
    model: keras.Model,
    train: Labelled | keras.utils.PyDataset,
    valid: Labelled | keras.utils.PyDataset | None,
    cached: bool,
    cache: CacheFolder,
    options: dict[str, Any],
) -> None:
    """`fit_cached` where it can be, else `model.fit`."""
    in_memory = all(data is None or isinstance(data, tuple) for data in (train, valid))
    if cached and in_memory and _has_frontier(model):
        fit_cached(model, *train, validation_data=valid, cache=cache, **options)
    else:
        dataset = train if isinstance(train, tuple) else [train]
        model.fit(*dataset, validation_data=valid, **options)


def _has_frontier(model: keras.Model) -> bool:
    try:
        return bool(frontier(model))
    except ValueError:
        return False


def _compile(
    model: keras.Model, stage: Stage, loss: LossRef | None, metrics: Iterable[MetricRef]
) -> None:
    model.compiled = False  # so that `unfreeze` does not ask for what comes next
    unfreeze(model, stage.from_layer, batch_norm=stage.batch_norm)
    softmax = activation_name(model.layers[-1]) == "softmax" or isinstance(
        model.layers[-1], keras.layers.Softmax
    )
    model.compile(
        _optimizer_of(model, stage),
        loss or keras.losses.SparseCategoricalCrossentropy(from_logits=not softmax),
        metrics=list(metrics),
    )


def _optimizer_of(model: keras.Model, stage: Stage) -> keras.Optimizer:
    if isinstance(stage.learning_rate, Mapping | slice):
        return layerwise_rates(model, stage.optimizer, stage.learning_rate)
    return copied(stage.optimizer, stage.learning_rate)


def _early_stopping(patience: int) -> keras.callbacks.Callback:
    return keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)


def _keep_what_was_reached(
    histories: Histories, name: str, stage: Stage, stopping: Iterable[keras.callbacks.Callback]
) -> None:
    """After an interruption: the best weights where they are known, and a word of warning."""
    for callback in stopping:
        callback.on_train_end()
    reached = len(histories[name].history.get("loss", ()))
    if not reached:
        del histories[name]
    warnings.warn(
        f"interrupted in stage {name!r} after {reached} of {stage.epochs} epochs; the model keeps "
        "what it has learnt, and later stages were left out",
        stacklevel=3,
    )


def _free_name(name: str, taken: Iterable[str]) -> str:
    numbered = (f"{name} ({i})" for i in itertools.count(2))
    return next(n for n in itertools.chain([name], numbered) if n not in taken)


def _check_stages(
    model: keras.Model, stages: list[Stage], valid: Labelled | keras.utils.PyDataset | None
) -> None:
    if not stages:
        raise ValueError('stages is empty; give one or more, such as [Stage("head", epochs=5)]')
    for stage in stages:
        if not isinstance(stage, Stage):
            raise TypeError(f'{stage!r} is not a Stage; write one such as Stage("head", epochs=5)')
        start = find_start(model, stage.from_layer)
        if not any(_can_train(layer, stage) for layer in model.layers[start:]):
            raise ValueError(
                f"stage {stage.name!r} trains nothing: {model.name} has no weights to train after "
                f"its first {start} layers; see tlkit.layer_table(model)"
            )
        if isinstance(stage.learning_rate, Mapping):
            first = starts_of(model, stage.learning_rate)[0][0]
            check_covered(layer for layer in model.layers[start:first] if _can_train(layer, stage))
        if stage.patience and valid is None:
            raise ValueError(
                f"stage {stage.name!r} has patience {stage.patience}, but there is nothing to "
                "validate on; pass valid, or leave patience out"
            )


def _can_train(layer: keras.Layer, stage: Stage) -> bool:
    is_norm = isinstance(layer, keras.layers.BatchNormalization)
    return bool(split_weights(layer)[0]) and (stage.batch_norm or not is_norm)


def _check_classes(model: keras.Model, labels: Labels) -> None:
    """Raise unless integer labels go with the classifier of `model`."""
    if len(model.output_shape) != 2:
        raise ValueError(
            f"{model.name} gives {model.output_shape} and has no classifier; put one on with "
            "tlkit.add_head"
        )
    labels = np.asarray(labels)
    count = model.output_shape[-1]
    if labels.ndim != 1 or not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(
            f"labels are {labels.dtype} of shape {labels.shape}; expected integers of shape (n,), "
            "or another loss"
        )
    if labels.min() == labels.max():
        raise ValueError(f"labels hold one class only, {labels[0]}; a classifier needs two or more")
    if labels.min() < 0 or labels.max() >= count:
        raise ValueError(
            f"labels run from {labels.min()} to {labels.max()}, but {model.name} has {count} "
            f"classes (0 to {count - 1}); see tlkit.replace_head"
        )
