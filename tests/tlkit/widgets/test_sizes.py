"""The explorer of image sizes, without a browser: the slider is set, and what it shows is read."""

import base64
import io
import re

import keras
import numpy as np
import pytest
from PIL import Image

from tlkit.features.class_maps import class_map
from tlkit.plots.filters import map_images
from tlkit.widgets.sizes import explore_sizes

layers = keras.layers
IMAGE = np.random.default_rng(0).integers(0, 256, (20, 30, 3)).astype("uint8")


@pytest.fixture
def model():
    """Takes 16×16 pixels, and has places every 4 pixels."""
    image = keras.Input((16, 16, 3), name="image")
    x = layers.Conv2D(5, 4, strides=4, activation="relu", name="conv")(image / 255)
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(image, layers.Dense(3, activation="softmax", name="classes")(x))


def drawn(html):
    (data,) = re.findall(r'base64,([^"]*)"', html.value)
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.value).split())


def test_opens_at_the_size_of_the_model_with_the_most_probable_class(model):
    explorer = explore_sizes(model, IMAGE)
    assert (explorer.side.value, explorer.side.step) == (16, 4)
    assert explorer.image.shape == (16, 24, 3)
    assert explorer.shown.value == explorer.probabilities.mean(axis=(0, 1)).argmax()


@pytest.mark.parametrize("height", [16, 32])
def test_the_map_is_the_class_map_of_the_grown_image(model, height):
    explorer = explore_sizes(model, IMAGE)
    explorer.side.value = height
    scores = class_map(model, explorer.image[np.newaxis]).scores[0]
    expected = keras.ops.convert_to_numpy(keras.ops.softmax(scores))
    np.testing.assert_allclose(explorer.probabilities, expected, atol=1e-6)
    assert explorer.probabilities.shape == (height // 4, round(1.5 * height) // 4, 3)


def test_each_place_is_drawn_where_it_looks(model):
    explorer = explore_sizes(model, IMAGE)
    explorer.shown.value = 1
    colours = map_images(explorer.probabilities[np.newaxis, ..., 1])[0]
    grey = explorer.image.mean(axis=-1, keepdims=True)
    expected = (grey + np.repeat(np.repeat(colours, 4, axis=0), 4, axis=1)) / 2
    np.testing.assert_array_equal(drawn(explorer.map), expected.astype("uint8"))


def test_crops_are_counted_and_cost_what_their_layers_multiply(model):
    explorer = explore_sizes(model, IMAGE)
    explorer.side.value = 32  # 32×48 pixels: 5 by 9 crops at every fourth pixel
    # multiplications at one place, by hand
    conv = 4 * 4 * 3 * 5
    dense = 5 * 3
    crops = 45 * (16 * conv + dense)
    at_once = 96 * (conv + dense)
    shown = words(explorer.numbers)
    assert f"45 crops of 16×16 {crops / 1e6:.1f}" in shown
    assert f"The crops cost {crops / at_once:.1f} times as much." in shown


def test_names_of_classes_stand_in_the_list_and_under_the_map(model):
    explorer = explore_sizes(model, IMAGE, ["cat", "dog", "owl"])
    explorer.shown.label = "owl"
    mean = explorer.probabilities[..., 2].mean()
    assert words(explorer.map).startswith("owl: ")
    assert f"{mean:.2f} on average over 4×6 places" in words(explorer.map)


def test_an_image_of_ones_own_is_taken(model):
    explorer = explore_sizes(model, IMAGE)
    explorer.look_at(Image.new("RGB", (50, 50), "red"))
    assert explorer.image.shape == (16, 16, 3)
    assert (explorer.image == [255, 0, 0]).all()


def test_names_that_do_not_go_with_the_classes_are_refused(model):
    with pytest.raises(ValueError, match=r"class_names holds 2 names, but .* has 3"):
        explore_sizes(model, IMAGE, ["cat", "dog"])
