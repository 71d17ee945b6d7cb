"""Find a learning rate before training: the largest one at which the loss still falls.

found = tlkit.find_learning_rate(model, images, labels)
found.suggested
tlkit.show_learning_rates(found)
"""

from typing import NamedTuple

import keras
import numpy as np
from tqdm.auto import tqdm

from tlkit.core.layers import check_flat
from tlkit.training.fit_cached import check_compiled, check_labelled
from tlkit.training.layerwise_rates import copied
from tlkit.training.proof import no_trace

_DIVERGED = 4  # times the lowest loss: no larger rate is tried
_SMOOTHING = 0.9  # how much of the mean loss is kept from step to step
_MARGIN = 10  # how far below the rate of the lowest loss is safe


class RateSearch(NamedTuple):
    """The learning rates tried (steps,), and the loss at each, smoothed (steps,)."""

    rates: np.ndarray
    losses: np.ndarray

    @property
    def suggested(self) -> float:
        """A tenth of the rate at which the loss was lowest.

        Raises:
            ValueError: the loss never fell, or never was finite, so no rate that was tried is a
                good one.
        """
        if not np.isfinite(self.losses[0]):
            raise ValueError(
                f"the loss is {self.losses[0]} from the first rate on; a diverged training leaves "
                "NaN in the weights: load the model again"
            )
        lowest = int(np.nanargmin(self.losses))
        if lowest == 0:
            raise ValueError(
                f"the loss never fell between the rates {self.rates[0]:.1g} and "
                f"{self.rates[-1]:.1g}; look at the labels, and whether anything trains, or try "
                "other rates"
            )
        return float(self.rates[lowest] / _MARGIN)


def find_learning_rate(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    *,
    lowest: float = 1e-6,
    highest: float = 1.0,
    steps: int = 60,
    batch_size: int = 32,
    seed: int = 0,
) -> RateSearch:
    """Return the loss as the learning rate grows from step to step, and leave no trace of it.

    The steps are real ones, on batches drawn at random, with a fresh copy of the model's
    optimiser; they end early where the loss has grown to four times its lowest. Weights,
    statistics, optimiser, metrics and random generators are afterwards bit for bit as before.

        >>> model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(2, 3),
        ...     keras.layers.Flatten(), keras.layers.Dense(2)])
        >>> model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        >>> found = find_learning_rate(model, np.full((8, 8, 8, 3), 99), np.arange(8) % 2, steps=5)
        >>> found.rates.shape == found.losses.shape
        True

    Args:
        model: a flat, compiled model that takes raw pixels.
        images: (n, height, width, 3), raw pixels 0 to 255.
        labels: (n,), as the loss of the model takes them.
        lowest: the first learning rate, above 0.
        highest: the last one; each is by the same factor above the one before.
        steps: 2 or more.
        batch_size: images at a time.
        seed: of the batches.

    Raises:
        ValueError: a model that is not compiled or not flat, or whose optimiser has several
            learning rates; images and labels that do not match; a number out of its range.

    Source: Smith 2017, https://arxiv.org/abs/1506.01186
    """
    check_flat(model)
    check_compiled(model)
    check_labelled(model, images, labels)
    if not 0 < lowest < highest or steps < 2 or batch_size < 1:
        raise ValueError(
            f"lowest is {lowest}, highest {highest}, steps {steps}, batch_size {batch_size}; "
            "expected 0 < lowest < highest, 2 steps or more, and 1 image or more"
        )

    rates = np.geomspace(lowest, highest, steps)
    optimizer = copied(model.optimizer, lowest)
    with no_trace(model):
        model.optimizer = optimizer
        model.train_function = None  # so that Keras compiles a step for this optimiser
        optimizer.build(model.trainable_variables)
        losses = _climb(model, np.asarray(images), np.asarray(labels), rates, batch_size, seed)
    return RateSearch(rates[: len(losses)], np.array(losses))


def _climb(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    rates: np.ndarray,
    batch_size: int,
    seed: int,
) -> list[float]:
    """The smoothed loss before each step, until it diverges."""
    rng = np.random.default_rng(seed)
    mean = 0.0
    losses = []
    size = min(batch_size, len(images))
    bar = {"desc": "learning rates", "unit": "step", "delay": 1, "leave": False}
    for step, rate in enumerate(tqdm(rates, **bar), start=1):
        model.optimizer.learning_rate = rate
        rows = rng.choice(len(images), size, replace=False)
        model.reset_metrics()  # else Keras returns the mean of all steps
        loss = model.train_on_batch(images[rows], labels[rows], return_dict=True)["loss"]
        mean = _SMOOTHING * mean + (1 - _SMOOTHING) * float(loss)
        losses.append(mean / (1 - _SMOOTHING**step))  # as if the mean had begun with step 1
        if not np.isfinite(losses[-1]) or losses[-1] > _DIVERGED * min(losses):
            break
    return losses
