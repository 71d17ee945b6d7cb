"""What is read from a model and set for all models."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf
from tensorflow.python import pywrap_tfe

from autograder.judging import models


def draw() -> list[float]:
    draws = (random.random, np.random.rand)
    return [x() for x in draws] + [float(x.random.uniform(())) for x in (keras, tf)]


def test_seeds_are_those_that_keras_sets() -> None:
    models.set_seeds(5)
    drawn = draw()
    models.set_seeds(6)
    assert all(one != other for one, other in zip(drawn, draw(), strict=True))
    keras.utils.set_random_seed(5)
    assert draw() == drawn


def test_seeds_leave_kernels_where_they_are() -> None:
    with mock.patch.object(pywrap_tfe, "TFE_ContextClearCaches") as clear:
        keras.utils.set_random_seed(1)
        assert clear.call_count == 1
        models.set_seeds(2)
        assert clear.call_count == 1


def test_what_was_read_stays_as_it_was() -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.compile("adam", "mse")
    (layer,) = model.layers
    kernel = layer.kernel
    changes: list[Callable[[], Any]] = [
        lambda: kernel.assign(kernel + 1),
        lambda: kernel.assign_add(kernel),
        lambda: kernel.value.assign_add(kernel.value),
        lambda: kernel.value[0].assign(kernel.value[1] + 7),
        lambda: model.train_on_batch(np.ones((4, 3)), np.zeros((4, 2))),
    ]
    for change in changes:
        read = models.read_state(layer)[1][0]
        before = read.copy()
        change()
        assert np.array_equal(read, before)
        assert not np.array_equal(models.read_state(layer)[1][0], before)
