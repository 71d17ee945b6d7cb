"""Digests: equal for equal content, other for anything that changes the codes."""

import keras
import numpy as np
import pytest

from tlkit.core.digest import combined, images_digest, layer_digests


def small(scale=2.0, strides=1, prefix=""):
    image = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(2, 3, strides=strides, name=f"{prefix}a")(image / scale)
    x = keras.layers.BatchNormalization(name=f"{prefix}b")(x)
    model = keras.Model(image, keras.layers.ReLU(name=f"{prefix}c")(x))
    for index, weight in enumerate(model.weights):
        weight.assign(np.full(weight.shape, index + 1.0))
    return model


def test_equal_models_have_equal_digests():
    assert layer_digests(small())["c"] == layer_digests(small())["c"]


def test_names_do_not_count():
    assert layer_digests(small())["c"] == layer_digests(small(prefix="other_"))["other_c"]


def test_freezing_does_not_count():
    frozen = small()
    frozen.trainable = False
    assert layer_digests(frozen)["c"] == layer_digests(small())["c"]


@pytest.mark.parametrize("change", [{"scale": 3.0}, {"strides": 2}])
def test_preprocessing_and_settings_count(change):
    assert layer_digests(small())["c"] != layer_digests(small(**change))["c"]


def test_weights_count_from_their_layer_on():
    model = small()
    before = layer_digests(model)
    model.get_layer("b").moving_mean.assign([5.0, 6.0])
    after = layer_digests(model)
    assert [before[name] == after[name] for name in "abc"] == [True, False, False]


def test_the_layers_that_feed_a_layer_count():
    image = keras.Input((8, 8, 3))
    first = keras.layers.ReLU(6.0, name="first")(image)
    second = keras.layers.ReLU()(image)
    minus = keras.layers.Subtract(name="minus")
    model = keras.Model(image, minus([first, second]))
    swapped = keras.Model(image, keras.layers.Subtract(name="minus")([second, first]))
    assert layer_digests(model)["minus"] != layer_digests(swapped)["minus"]


def test_a_sequential_model_has_digests():
    layers = keras.Input((8, 8, 3)), keras.layers.Conv2D(2, 3, name="conv")
    assert "conv" in layer_digests(keras.Sequential(layers))


class Twice(keras.layers.Layer):
    def call(self, images):
        return images * 2


@pytest.mark.parametrize("layer", [Twice(), keras.layers.Lambda(lambda images: images * 2)])
def test_code_of_ones_own_has_no_digest(layer):
    image = keras.Input((8, 8, 3))
    assert layer_digests(keras.Model(image, layer(image))) is None


@pytest.mark.parametrize(
    "other",
    [
        np.ones((2, 3, 4, 3), "uint8"),
        np.zeros((2, 4, 3, 3), "uint8"),
        np.zeros((2, 3, 4, 3), "int8"),
    ],
    ids=["pixels", "shape", "type"],
)
def test_pixels_shape_and_type_count(other):
    assert images_digest(other) != images_digest(np.zeros((2, 3, 4, 3), "uint8"))


def test_the_layout_in_memory_does_not_count():
    images = np.arange(600 * 12, dtype="float32").reshape(600, 2, 2, 3)
    assert images_digest(np.asfortranarray(images)) == images_digest(images)


def test_every_image_counts():
    images = np.zeros((600, 2, 2, 3), "uint8")
    changed = images.copy()
    changed[-1, 0, 0, 0] = 1
    assert images_digest(changed) != images_digest(images)


def test_the_version_of_keras_counts(monkeypatch):
    before = combined("a", "b")
    monkeypatch.setattr(keras, "__version__", "99.0")
    assert combined("a", "b") != before
