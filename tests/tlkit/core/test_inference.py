"""One pass in batches gives what Keras gives, pooled; batches are checked as they come."""

import keras
import numpy as np
import pytest

from tlkit.core.inference import batches_of, extract, run_once

IMAGES = np.random.default_rng(0).integers(0, 256, (7, 6, 6, 3)).astype("uint8")


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(0)
    return keras.Sequential([keras.Input((6, 6, 3)), keras.layers.Conv2D(4, 3, name="conv")])


@pytest.mark.parametrize("batch_size", [2, 7, 32])
@pytest.mark.parametrize("pooling", ["avg", "max", "flat"])
def test_outputs_are_those_of_keras(model, pooling, batch_size):
    maps = np.asarray(model.predict(IMAGES, verbose=0))
    expected = {
        "avg": maps.mean(axis=(1, 2)),
        "max": maps.max(axis=(1, 2)),
        "flat": maps.reshape(7, -1),
    }
    codes = extract(model, {"conv": model.layers[0]}, IMAGES, pooling, batch_size)
    np.testing.assert_allclose(codes["conv"], expected[pooling], rtol=1e-4, atol=1e-4)


def test_one_run_needs_no_compiled_model(model):
    np.testing.assert_allclose(run_once(model, IMAGES), model.predict(IMAGES, verbose=0), rtol=1e-4)


def test_batches_may_carry_labels():
    stream = iter([(IMAGES[:3], [0, 1, 0]), (IMAGES[3:], [1, 0, 1, 0])])
    assert [len(batch) for batch in batches_of(stream, batch_size=2)] == [3, 4]


def test_a_dataset_of_keras_is_read_to_its_end():
    class Pairs(keras.utils.PyDataset):
        def __len__(self):
            return 2

        def __getitem__(self, index):
            return IMAGES[3 * index : 3 * index + 3], np.zeros(3)

    assert [len(batch) for batch in batches_of(Pairs(), batch_size=1)] == [3, 3]


def test_a_batch_that_was_scaled_is_refused(model):
    with pytest.raises(ValueError, match="scaled before"):
        list(batches_of([IMAGES / 255], 2, model))
