"""Filters, feature maps and activation maximisation, judged by plain Keras and NumPy."""

import keras
import numpy as np
import pytest

from tlkit.features.filters import feature_maps, filter_images, maximize_activation
from tlkit.models.backbones import load_backbone

IMAGES = np.random.default_rng(0).integers(0, 256, (2, 16, 16, 3)).astype("uint8")
FAST = {"steps": 30, "jitter": 0, "zoom": 0}


@pytest.fixture(scope="module")
def model():
    """Two convolutions and a classifier, on pixels from 0 to 255."""
    image = keras.Input((16, 16, 3), name="image")
    x = keras.layers.Conv2D(4, 3, activation="relu", name="conv1")(image / 255)
    x = keras.layers.DepthwiseConv2D(3, name="depthwise")(x)
    x = keras.layers.Conv2D(6, 1, name="pointwise")(x)
    x = keras.layers.ReLU(6.0, name="relu")(x)
    x = keras.layers.GlobalAveragePooling2D(name="pool")(x)
    x = keras.layers.Dense(3, activation="softmax", name="classes")(x)
    net = keras.Model(image, x, name="small")
    rng = np.random.default_rng(0)
    for layer in net.layers:
        if layer.weights:  # kernels of mean 0, so that every filter can be excited
            kernel, bias = (rng.standard_normal(weight.shape) for weight in layer.weights)
            kernel -= kernel.mean(axis=tuple(range(kernel.ndim - 1)), keepdims=True)
            layer.set_weights([kernel, 0 * bias])
    return net


def test_a_filter_on_colours_is_a_colour_image(model):
    kernel = model.get_layer("conv1").get_weights()[0]
    images = filter_images(model, "conv1")
    assert images.shape == (4, 3, 3, 3)
    for i, image in enumerate(images):
        part = kernel[..., i]
        np.testing.assert_allclose((image / 127.5 - 1) * np.abs(part).max(), part, atol=1e-6)


def test_filters_reach_black_or_white_and_stay_within(model):
    images = filter_images(model, "conv1")
    assert images.min() >= 0 and images.max() <= 255
    assert np.allclose(np.abs(images - 127.5).max(axis=(1, 2, 3)), 127.5)


def test_other_filters_are_a_grey_image_for_each_channel(model):
    kernel = model.get_layer("depthwise").get_weights()[0]
    images = filter_images(model, "depthwise")
    assert images.shape == (4, 3, 3, 1)
    second = kernel[..., 1, 0]
    expected = 127.5 + 127.5 * second / np.abs(second).max()
    np.testing.assert_allclose(images[1, ..., 0], expected, atol=1e-3)


def test_all_channels_of_a_filter_come_before_the_next_filter():
    net = keras.Sequential([keras.Input((8, 8, 2)), keras.layers.Conv2D(3, 3)])
    kernel = np.zeros((3, 3, 2, 3), "float32")
    kernel[0, 0, 1, 2] = 1.0  # the last filter's second channel
    net.layers[0].set_weights([kernel, np.zeros(3)])
    images = filter_images(net, 0)
    assert [bool(image.max() > 127.5) for image in images] == [False] * 5 + [True]


@pytest.mark.parametrize("layer", ["pointwise", "pool"])
def test_a_layer_without_kernels_is_refused(model, layer):
    expected = f"{layer} has no kernels to look at; layers of small that have: conv1, depthwise"
    with pytest.raises(ValueError, match=expected):
        filter_images(model, layer)


def test_feature_maps_are_the_layers_output(model):
    expected = keras.Model(model.input, model.get_layer("depthwise").output)(IMAGES)
    found = feature_maps(model, IMAGES, "depthwise")
    np.testing.assert_allclose(found, keras.ops.convert_to_numpy(expected), atol=1e-5)


def test_a_layer_without_maps_is_refused(model):
    with pytest.raises(
        ValueError, match=r"pool gives \(None, 6\), which are not feature maps; choose"
    ):
        feature_maps(model, IMAGES, "pool")


def test_feature_maps_check_the_images(model):
    with pytest.raises(ValueError, match="scaled before"):
        feature_maps(model, IMAGES / 255, "conv1")


def mean_answer(model, layer, images):
    maps = keras.Model(model.input, model.get_layer(layer).output)(images)
    return keras.ops.convert_to_numpy(maps).mean(axis=(1, 2))


def test_each_image_excites_its_filter_more_than_noise_and_the_others(model):
    filters = [0, 1, 2, 3]
    images, activations = maximize_activation(model, "conv1", filters, **FAST)
    answers = mean_answer(model, "conv1", images)
    assert images.shape == (4, 16, 16, 3) and activations.shape == (30, 4)
    assert (np.diag(answers) > mean_answer(model, "conv1", IMAGES).max(axis=0)).all()
    assert (answers.argmax(axis=0) == filters).all()


def test_the_climb_rises_and_is_what_the_layer_answers(model):
    images, activations = maximize_activation(model, "depthwise", 2, **FAST)
    before = keras.Model(model.input, model.get_layer("depthwise").output)(images)
    maps = keras.ops.convert_to_numpy(before)[..., 2]
    leaky = np.where(maps > 0, maps, 0.1 * maps).mean()
    assert activations[-1, 0] > activations[0, 0]
    assert leaky == pytest.approx(activations[-1, 0], rel=0.1)


def test_a_class_is_climbed_before_the_softmax(model):
    images, activations = maximize_activation(model, filter=1, **FAST)
    pooled = keras.Model(model.input, model.get_layer("pool").output)
    kernel, bias = model.get_layer("classes").get_weights()
    logit, *others = [
        (keras.ops.convert_to_numpy(pooled(image[np.newaxis])) @ kernel + bias)[0, 1]
        for image in (images[0], *IMAGES)
    ]
    assert logit == pytest.approx(activations[-1, 0], rel=0.1)
    assert logit > max(others)


def test_a_silent_filter_begins_to_speak(model):
    net = keras.models.clone_model(model)
    net.set_weights(model.get_weights())
    kernel, bias = net.get_layer("conv1").get_weights()
    bias[0] = -0.5 * kernel[..., 0].sum() - 0.1  # so that it answers -0.1 to grey
    net.get_layer("conv1").set_weights([kernel, bias])
    grey = np.full((1, 16, 16, 3), 127.5, "float32")
    assert mean_answer(net, "conv1", grey)[0, 0] == 0
    images, _ = maximize_activation(net, "conv1", 0, **FAST)
    assert mean_answer(net, "conv1", images)[0, 0] > 0


def test_a_whole_layer_climbs_in_one_image(model):
    images, activations = maximize_activation(model, "relu", **FAST)
    assert images.shape == (1, 16, 16, 3)
    assert activations[-1, 0] > 2 * activations[0, 0]


def test_the_same_seed_gives_the_same_images(model):
    first, again, other = (
        maximize_activation(model, "conv1", 0, steps=5, seed=seed).images for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 1


def test_pixels_stay_pixels(model):
    images, _ = maximize_activation(model, "conv1", 0, steps=50, learning_rate=1.0)
    assert images.min() >= 0 and images.max() <= 255 and images.dtype == "float32"


def test_the_model_is_not_changed(model):
    before = model.get_weights()
    maximize_activation(model, filter=0, steps=3)
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_a_start_image_is_where_the_climb_begins(model):
    images, _ = maximize_activation(
        model, "conv1", 0, start=IMAGES[0], steps=1, learning_rate=1e-6, jitter=0, zoom=0
    )
    np.testing.assert_allclose(images[0], np.clip(IMAGES[0], 1.3, 253.7), atol=0.5)


def test_one_start_image_serves_several_filters(model):
    images, _ = maximize_activation(model, "conv1", [0, 1], start=IMAGES[0], steps=1)
    assert images.shape == (2, 16, 16, 3)


def test_a_model_of_any_size_takes_one():
    net = keras.Sequential([keras.Input((None, None, 3)), keras.layers.Conv2D(2, 3)])
    assert maximize_activation(net, 0, 0, steps=1).images.shape == (1, 128, 128, 3)
    assert maximize_activation(net, 0, 0, steps=1, size=20).images.shape == (1, 20, 20, 3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"filter": 4}, r"filter is 4, but conv1 has 4 \(0 to 3, or -4 to -1\)"),
        ({"filter": []}, "filter is an empty list; name one filter or more"),
        ({"size": 32}, r"size is 32, but small takes 16×16 pixels; leave size out, or load"),
        ({"start": IMAGES[:, :8, :8]}, "images are 8×8 pixels, but small takes 16×16"),
        ({"start": IMAGES, "filter": [0, 1, 2]}, "start has shape .*one for each of 3 filters"),
        ({"steps": 0}, "steps is 0; it may be 1 or more"),
        ({"size": 0}, "size is 0; it may be 1 or more"),
        ({"learning_rate": 0}, "learning_rate is 0; it may be above 0"),
        ({"jitter": 0.6}, "jitter is 0.6; it may be 0 to 0.5"),
        ({"zoom": 1}, "zoom is 1; it may be 0 to below 1"),
        ({"detail": 0}, "detail is 0; it may be above 0, to 1"),
        ({"layer": "conv9"}, "small has no layer 'conv9'"),
        ({"layer": "classes"}, r"classes gives \(None, 3\).*name one with filter=0 to 2"),
    ],
)
def test_what_cannot_be_climbed_is_refused(model, options, message):
    with pytest.raises(ValueError, match=message):
        maximize_activation(model, **({"layer": "conv1"} | options))


def test_images_too_small_for_a_layer_are_refused():
    image = keras.Input((None, None, 3))
    maps = keras.layers.Conv2D(4, 5, name="conv")(keras.layers.MaxPooling2D()(image))
    with pytest.raises(ValueError, match="of 9×9 pixels leaves conv no position; take a larger"):
        maximize_activation(keras.Model(image, maps), "conv", filter=0, size=9)


def test_a_filter_is_a_number(model):
    for filter, found in ((["red"], "'red'"), (1.0, "1.0")):
        with pytest.raises(TypeError, match=f"filter is {found}; expected an integer or several"):
            maximize_activation(model, "conv1", filter)


def test_the_embedded_backbone_is_excited_by_more_than_noise():
    backbone = load_backbone()
    _, activations = maximize_activation(backbone, "conv_pw_3_relu", [4, 10], steps=20)
    gained = activations[-1] - activations[0]
    assert (gained > 0).all() and gained.mean() > 0.1


def test_who_watches_a_climb_sees_every_step_and_may_end_it(model):
    seen = []

    def watch(ascent):
        seen.append(ascent)
        return len(seen) == 5

    reached = maximize_activation(model, "relu", filter=0, watch=watch, **FAST)
    assert [len(ascent.activations) for ascent in seen] == [1, 2, 3, 4, 5]
    np.testing.assert_array_equal(reached.images, seen[-1].images)
    assert np.abs(seen[-1].images - seen[0].images).max() > 1
