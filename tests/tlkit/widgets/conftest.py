"""A small case for the explorers, trained without compiling."""

from functools import partialmethod

import keras
import numpy as np
import pytest

from tlkit.cases.cases import Case
from tlkit.data.splits import Images

layers = keras.layers


@pytest.fixture
def small_and_eager(monkeypatch, tmp_path):
    """With a network so small, compiling takes longer than training."""
    monkeypatch.setattr(
        keras.Model, "compile", partialmethod(keras.Model.compile, run_eagerly=True)
    )
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path))


@pytest.fixture
def case():
    image = keras.Input((8, 8, 3), name="image")
    x = layers.BatchNormalization(name="bn")(layers.Conv2D(4, 3, name="conv")(image / 255))
    backbone = keras.Model(image, layers.ReLU(name="relu")(x), name="small")
    rng = np.random.default_rng(0)
    parts = [
        Images(rng.integers(0, 256, (n, 8, 8, 3)).astype("uint8"), np.arange(n) % 2)
        for n in (12, 6, 6)
    ]
    return Case("case", backbone, parts.__getitem__, ["a", "b"], "Noise.", len(parts[0].labels))
