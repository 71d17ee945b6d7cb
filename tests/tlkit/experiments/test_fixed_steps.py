"""A network is trained for as many steps as asked for, and the seed decides all."""

import keras
import numpy as np
import pytest

from tlkit.data.splits import Images
from tlkit.experiments import fixed_steps

pytestmark = pytest.mark.usefixtures("eager")


def network():
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [keras.Input((8, 8, 3)), keras.layers.Rescaling(1 / 127.5, -1), keras.layers.Flatten()]
    )


def pairs(count):
    """Dark and bright images."""
    labels = np.arange(count) % 2
    noise = np.random.default_rng(count).integers(0, 100, (count, 8, 8, 3))
    return Images((noise + 150 * labels[:, None, None, None]).astype("uint8"), labels)


def test_it_learns_what_can_be_learned_in_so_many_steps(monkeypatch):
    fitted = []
    fit = keras.Model.fit

    def spy(model, images, labels, **options):
        fitted.append(len(images))
        return fit(model, images, labels, **options)

    monkeypatch.setattr(keras.Model, "fit", spy)
    options = {"rate": 1e-2, "seed": 0}
    accuracy = fixed_steps.accuracy_after(30, network(), pairs(20), pairs(40), **options)
    assert accuracy > 0.9
    assert fitted == [30 * fixed_steps.BATCH]
    assert accuracy == fixed_steps.accuracy_after(30, network(), pairs(20), pairs(40), **options)
