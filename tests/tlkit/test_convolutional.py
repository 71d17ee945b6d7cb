"""A classifier slid over an image equals itself at its own size, and crops without padding."""

import re

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.convolutional import class_map, crop_difference, to_fully_convolutional
from tlkit.heads import add_head

RNG = np.random.default_rng(0)


def pixels(*shape: int) -> np.ndarray:
    return RNG.integers(0, 256, (*shape, 3)).astype("float32")


def network(padding: str, head: str, **dense) -> keras.Model:
    """Three small convolutions, strides 1, 2 and 1, on 16 pixels, and a head."""
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3))
    x = layers.Conv2D(4, 3, padding=padding, activation="relu")(image / 255)
    x = layers.Conv2D(6, 2, strides=2, padding="valid", activation="relu")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Conv2D(8, 3, padding=padding, activation="relu")(x)
    return add_head(keras.Model(image, x), 5, pooling=head, seed=1, **dense)


HEADS = [
    ("flatten", {}),
    ("flatten", {"dense": (7, 6), "dropout": 0.5}),
    ("avg", {}),
    ("avg", {"dense": 7}),
    ("max", {}),
]


@pytest.mark.parametrize(("head", "options"), HEADS)
def test_same_answer_at_its_own_size(head, options):
    model = network("same", head, **options)
    images = pixels(3, 16, 16)
    everywhere = to_fully_convolutional(model).predict(images, verbose=0)
    assert everywhere.shape == (3, 1, 1, 5)
    np.testing.assert_allclose(everywhere[:, 0, 0], model.predict(images, verbose=0), atol=1e-6)


@pytest.mark.parametrize(("head", "options"), HEADS)
def test_equal_to_crops_where_nothing_is_padded(head, options):
    assert crop_difference(network("valid", head, **options), pixels(20, 24)) < 1e-6


@pytest.mark.parametrize(("head", "options"), HEADS)
def test_differs_from_crops_where_zeros_are_padded(head, options):
    assert crop_difference(network("same", head, **options), pixels(20, 24)) > 1e-4


def test_a_larger_image_has_a_position_for_each_place_of_the_window():
    everywhere = to_fully_convolutional(network("valid", "flatten"))
    assert everywhere.predict(pixels(1, 20, 24), verbose=0).shape == (1, 3, 5, 5)


def test_mobilenet_with_its_own_top():
    model = keras.applications.MobileNet(
        input_shape=(64, 64, 3), alpha=0.25, weights=None, classes=10
    )
    everywhere, images = to_fully_convolutional(model), pixels(2, 64, 64) / 127.5 - 1
    expected = model.predict(images, verbose=0)
    np.testing.assert_allclose(everywhere.predict(images, verbose=0)[:, 0, 0], expected, atol=1e-5)
    assert everywhere.predict(pixels(1, 128, 96), verbose=0).shape == (1, 3, 2, 10)


@pytest.mark.slow
def test_vgg16_of_the_notes():
    model = keras.applications.VGG16(weights=None)
    everywhere, image = to_fully_convolutional(model), pixels(1, 224, 224)
    expected = model.predict(image, verbose=0)
    np.testing.assert_allclose(everywhere.predict(image, verbose=0)[:, 0, 0], expected, atol=1e-5)
    assert everywhere.predict(pixels(1, 384, 384), verbose=0).shape == (1, 6, 6, 1000)


@pytest.mark.parametrize("size", [16, 22])
def test_mean_of_the_class_map_is_the_logits(size):
    model = network("same", "avg")
    images = pixels(2, size, size)
    logits = network("same", "avg", activation=None)
    body = keras.Model(logits.input, logits.get_layer("head_pool").input)
    large = to_fully_convolutional(logits) if size == 16 else None
    found = class_map(model, images).mean(axis=(1, 2))
    if large is not None:
        expected = logits.predict(images, verbose=0)
    else:  # by hand, on the feature maps of the larger image
        config = body.get_config()
        config["layers"][0]["config"]["batch_shape"] = (None, None, None, 3)
        any_size = keras.Model.from_config(config)
        any_size.set_weights(body.get_weights())
        kernel, bias = logits.get_layer("head_predictions").get_weights()
        expected = np.asarray(any_size.predict(images, verbose=0)).mean(axis=(1, 2)) @ kernel + bias
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_the_original_is_left_alone():
    model = network("same", "avg")
    before = model.get_weights()
    images = pixels(1, 16, 16)
    expected = model.predict(images, verbose=0)
    class_map(model, images)
    assert all(map(np.array_equal, before, model.get_weights()))
    np.testing.assert_array_equal(model.predict(images, verbose=0), expected)


def test_it_trains_and_saves(tmp_path):
    everywhere = to_fully_convolutional(network("same", "flatten"))
    everywhere.compile("sgd", "mse")
    everywhere.train_on_batch(pixels(2, 16, 16), np.zeros((2, 1, 1, 5)))
    everywhere.save(tmp_path / "m.keras")
    loaded, images = keras.models.load_model(tmp_path / "m.keras"), pixels(1, 20, 20)
    expected = everywhere.predict(images, verbose=0)
    np.testing.assert_allclose(loaded.predict(images, verbose=0), expected, atol=1e-6)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda x: x, "has no classifier"),
        (
            lambda x: layers.Dense(3)(layers.UnitNormalization()(layers.Flatten()(x))),
            "cannot slide",
        ),
    ],
)
def test_refuses(build, message):
    image = keras.Input((8, 8, 3))
    model = keras.Model(image, build(layers.Conv2D(4, 3)(image)))
    with pytest.raises(ValueError, match=re.escape(message)):
        to_fully_convolutional(model)


def test_refuses_a_model_of_any_size():
    image = keras.Input((None, None, 3))
    model = add_head(keras.Model(image, layers.Conv2D(4, 3)(image)), 3)
    with pytest.raises(ValueError, match="takes images of any size already"):
        to_fully_convolutional(model)
