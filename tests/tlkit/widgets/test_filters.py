"""The explorer of filters, without a browser: controls are set, what they show is read."""

import base64
import io
import re
from datetime import datetime

import keras
import numpy as np
import pytest
from PIL import Image

from tlkit.features.filters import feature_maps, maximize_activation
from tlkit.plots.filters import map_images
from tlkit.widgets.filters import explore_filters

layers = keras.layers
IMAGE = np.random.default_rng(0).integers(0, 256, (12, 12, 3)).astype("uint8")


@pytest.fixture
def model():
    image = keras.Input((12, 12, 3), name="image")
    x = layers.Conv2D(4, 3, name="first")(image / 255)
    x = layers.DepthwiseConv2D(3, name="depthwise")(layers.ReLU(name="relu")(x))
    x = layers.Conv2D(6, 3, name="second")(x)
    return keras.Model(image, layers.GlobalAveragePooling2D(name="pool")(x))


def images(html):
    """The images in a piece of HTML, by what is said of each."""
    found = re.findall(r'<img alt="([^"]*)" [^>]*base64,([^"]*)"', html.value)
    return {
        words: np.asarray(Image.open(io.BytesIO(base64.b64decode(data)))) for words, data in found
    }


def test_every_layer_with_maps_can_be_chosen(model):
    assert explore_filters(model, IMAGE).layer.options == ("first", "relu", "depthwise", "second")


def test_shows_the_feature_map_of_the_filter(model):
    explorer = explore_filters(model, IMAGE)
    explorer.layer.value = "second"
    explorer.filter.value = 5
    maps = feature_maps(model, IMAGE[np.newaxis], "second")[0]
    shown = images(explorer.chosen)
    np.testing.assert_array_equal(shown["The image"], IMAGE)
    expected = map_images(maps[np.newaxis, ..., 5])[0]
    np.testing.assert_allclose(
        shown["Feature map of second, filter 5"].astype(int), expected, atol=2
    )
    assert f"{maps[..., 5].min():.2f} to {maps[..., 5].max():.2f}" in explorer.chosen.value


def test_the_slider_over_filters_has_those_of_the_layer(model):
    explorer = explore_filters(model, IMAGE)
    explorer.layer.value = "second"
    explorer.filter.value = 5
    explorer.layer.value = "relu"
    assert (explorer.filter.value, explorer.filter.max) == (3, 3)
    assert "Feature map of relu, filter 3" in images(explorer.chosen)


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("first", "kernels of all 4 filters of first"),
        ("depthwise", "kernels of all 4 filters of depthwise"),
        ("second", "kernels of filter 1 for the first 4 of 4 channels of second"),
    ],
)
def test_shows_the_kernels_where_there_are_some(model, layer, words):
    explorer = explore_filters(model, IMAGE)
    explorer.layer.value = layer
    explorer.filter.value = 1
    assert words in images(explorer.sheets)


def test_kernels_of_one_filter_are_its_own(model):
    explorer = explore_filters(model, IMAGE)
    explorer.layer.value = "second"
    explorer.filter.value = 1
    drawn = images(explorer.sheets)["kernels of filter 1 for the first 4 of 4 channels of second"]
    kernel = model.get_layer("second").get_weights()[0][..., 1]
    for channel, left in ((0, 2), (1, 45)):  # each weight is 13 pixels wide
        one = kernel[..., channel]
        expected = 127.5 * (1 + one / np.abs(one).max())  # grey is 0
        np.testing.assert_array_equal(
            drawn[2:41:13, left : left + 39 : 13, 0], expected.astype("uint8")
        )


def test_says_where_there_are_no_kernels(model):
    explorer = explore_filters(model, IMAGE)
    explorer.layer.value = "relu"
    assert "no kernels larger than 1×1" in explorer.sheets.value


def test_an_image_of_ones_own_takes_the_place_of_the_first(model):
    explorer = explore_filters(model, IMAGE)
    file = io.BytesIO()
    own = np.zeros((24, 30, 3), "uint8")
    Image.fromarray(own).save(file, format="png")
    explorer.upload.value = (upload("own.png", file.getvalue()),)
    assert images(explorer.chosen)["The image"].shape == (12, 12, 3)
    assert not images(explorer.chosen)["The image"].any()


def test_a_file_that_is_no_image_is_refused(model):
    explorer = explore_filters(model, IMAGE)
    explorer.upload.value = (upload("own.txt", b"words"),)
    assert "That file is not an image." in explorer.ascent.value
    np.testing.assert_array_equal(images(explorer.chosen)["The image"], IMAGE)


def upload(name, content):
    return {
        "name": name,
        "type": "",
        "size": len(content),
        "content": memoryview(content),
        "last_modified": datetime(2025, 1, 1),
    }


def test_climbs_to_what_maximize_activation_finds(model):
    explorer = explore_filters(model, IMAGE)
    explorer.layer.value = "second"
    explorer.filter.value = 2
    explorer.climb.click()
    explorer.thread.join()
    expected = maximize_activation(model, "second", 2)
    np.testing.assert_allclose(
        images(explorer.ascent)["What excites second, filter 2"].astype(int),
        expected.images[0],
        atol=3,
    )
    assert f"done, step 100: {expected.activations[-1, 0]:.2f}" in explorer.ascent.value
    assert explorer.stop.disabled and not explorer.climb.disabled


def test_stop_ends_the_climb(model):
    explorer = explore_filters(model, IMAGE)
    explorer.asked_to_stop.set()
    explorer._run("second", 0)  # as when the button is pressed before the first step is over
    assert "step 1:" in explorer.ascent.value


def test_an_image_of_another_size_is_refused(model):
    with pytest.raises(ValueError, match=r"images are 8×8 pixels, but .* takes 12×12"):
        explore_filters(model, IMAGE[:8, :8])


def test_a_model_without_maps_is_refused():
    model = keras.Sequential([keras.Input((4, 4, 3)), layers.Flatten(), layers.Dense(2)])
    with pytest.raises(ValueError, match=r"has no layers that give feature maps"):
        explore_filters(model, IMAGE[:4, :4])
