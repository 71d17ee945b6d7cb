"""Accuracy by layer: the same numbers as its parts give, and baselines that are what they say."""

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.features.accuracy_by_layer import (
    _calibrate,
    _pixels,
    _random_twin,
    accuracy_by_layer,
)
from tlkit.features.codes import cnn_codes
from tlkit.features.linear import linear_classifier


@pytest.fixture(scope="module")
def backbone():
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3), name="image")
    x = layers.Conv2D(6, 3, name="conv_1")(image / 127.5 - 1)
    x = layers.Dropout(0.5, name="drop")(layers.BatchNormalization(name="bn_1")(x))
    x = layers.Conv2D(8, 3, strides=2, name="conv_2")(layers.ReLU(name="relu_1")(x))
    x = layers.ReLU(name="relu_2")(layers.BatchNormalization(name="bn_2")(x))
    return keras.Model(image, x, name="net")


def images(n, seed):
    """Two classes: stripes along the rows or the columns, a tint and noise."""
    random = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    stripes = np.tile([[0.0], [90.0]], (8, 16))
    images = np.stack([stripes.T if label else stripes for label in labels])[..., np.newaxis]
    return (images + random.uniform(0, 160, (n, 16, 16, 3))).astype("uint8"), labels


TRAIN = images(40, seed=0)
TEST = images(30, seed=1)


@pytest.fixture(scope="module")
def table(backbone):
    return accuracy_by_layer(backbone, TRAIN, TEST, cache=False)


def test_a_row_for_each_block_after_its_relu_and_a_column_for_each_baseline(table):
    assert list(table.index) == ["relu_1", "relu_2"]
    assert list(table) == [
        "pretrained",
        "random weights",
        "random weights, calibrated",
        "raw pixels",
    ]


@pytest.mark.parametrize("name", ["relu_1", "relu_2"])
def test_each_number_is_that_of_a_classifier_on_codes(backbone, table, name):
    codes, test_codes = (cnn_codes(backbone, part[0], name, cache=False) for part in (TRAIN, TEST))
    score = linear_classifier(codes, TRAIN[1]).score(test_codes, TEST[1])
    assert table.loc[name, "pretrained"] == score


def test_raw_pixels_are_those_of_the_images_scaled_down():
    images = np.repeat(np.repeat(TRAIN[0], 2, axis=1), 2, axis=2)  # 32×32
    assert _pixels(images).shape == (40, 16 * 16 * 3)
    flat = np.full((3, 32, 48, 3), 77, "uint8")
    np.testing.assert_allclose(_pixels(flat), 77, rtol=1e-5)


def test_small_images_keep_their_pixels():
    small = TRAIN[0][:, :8, :8]
    np.testing.assert_allclose(_pixels(small), small.reshape(40, -1), atol=1e-3)


def test_layers_can_be_chosen(backbone):
    table = accuracy_by_layer(backbone, TRAIN, TEST, layers=["relu_2"], cache=False)
    assert list(table.index) == ["relu_2"]


def test_without_batch_normalisation_nothing_is_calibrated():
    image = keras.Input((16, 16, 3))
    model = keras.Model(image, layers.Conv2D(2, 3, activation="relu", name="conv")(image))
    assert list(accuracy_by_layer(model, TRAIN, TEST, cache=False)) == [
        "pretrained",
        "random weights",
        "raw pixels",
    ]


def test_the_twin_has_the_architecture_and_other_weights(backbone):
    twin = _random_twin(backbone, seed=0)
    assert [layer.name for layer in twin.layers] == [layer.name for layer in backbone.layers]
    one, other = (model.get_layer("conv_1").get_weights()[0] for model in (twin, backbone))
    assert (one != other).any()


def test_the_twin_keeps_the_preprocessing(backbone):
    twin = _random_twin(backbone, seed=0)
    twin.set_weights(backbone.get_weights())
    np.testing.assert_array_equal(
        twin.predict(TEST[0], verbose=0), backbone.predict(TEST[0], verbose=0)
    )


def test_the_seed_fixes_the_twin(backbone):
    first, second, other = (_random_twin(backbone, seed).get_weights()[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, second)
    assert (first != other).any()


def test_calibrated_every_normalisation_gives_mean_0_and_deviation_1(backbone):
    frozen = keras.models.clone_model(backbone)
    frozen.trainable = False
    twin = _random_twin(frozen, seed=0)
    assert _calibrate(twin, TRAIN[0], seed=0)
    for name in ("bn_1", "bn_2"):
        part = keras.Model(twin.inputs, twin.get_layer(name).output)
        maps = part.predict(TRAIN[0], verbose=0)
        np.testing.assert_allclose(maps.mean(axis=(0, 1, 2)), 0, atol=1e-3)
        np.testing.assert_allclose(maps.std(axis=(0, 1, 2)), 1, atol=0.02)


def test_the_backbone_is_not_changed(backbone):
    before = backbone.get_weights()
    accuracy_by_layer(backbone, TRAIN, TEST, layers=["relu_1"], cache=False)
    for now, then in zip(backbone.get_weights(), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_labels_that_do_not_fit_are_refused(backbone):
    with pytest.raises(ValueError, match=r"40 codes but labels has shape \(39,\)"):
        accuracy_by_layer(backbone, (TRAIN[0], TRAIN[1][1:]), TEST, cache=False)
