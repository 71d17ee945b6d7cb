"""Grad-CAM, judged by the class map, by plain differences and by what it refuses."""

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.features.class_maps import class_map, grad_cam

IMAGES = np.random.default_rng(0).integers(0, 256, (3, 12, 14, 3)).astype("uint8")


def network(*head, activation="softmax"):
    keras.utils.set_random_seed(0)
    image = keras.Input((12, 14, 3))
    left = layers.Conv2D(4, 3, strides=2, name="left")(image / 255)
    right = layers.Conv2D(4, 3, strides=2, name="right")(image / 255)
    x = layers.ReLU(name="maps")(layers.Concatenate(name="both")([left, right]))
    for layer in head or [layers.GlobalAveragePooling2D(name="pool")]:
        x = layer(x)
    return keras.Model(image, layers.Dense(3, activation=activation, name="classes")(x))


@pytest.mark.parametrize("activation", ["softmax", None])
def test_is_the_class_map_without_bias_up_to_scale_for_a_pooled_linear_head(activation):
    model = network(activation=activation)
    kernel, _ = model.layers[-1].get_weights()
    model.layers[-1].set_weights([kernel, np.array([3.0, -5.0, 1.0])])
    found = grad_cam(model, IMAGES, [0, 1, 2])
    expected = class_map(model, IMAGES)
    rows, columns = expected.scores.shape[1:3]
    without_bias = np.maximum(expected.scores - [3.0, -5.0, 1.0], 0)
    np.testing.assert_allclose(found.scores * rows * columns, without_bias, atol=1e-5)
    assert found.geometry == expected.geometry


def test_the_weights_of_the_maps_are_slopes_of_the_class():
    model = network(layers.Flatten(name="flat"), layers.Dense(5, activation="tanh", name="hidden"))
    model.layers[-1].activation = keras.activations.linear  # so that its scores can be read
    maps = keras.Model(model.inputs[0], model.get_layer("maps").output)(IMAGES[:1])
    rest = keras.Model(model.get_layer("maps").output, model.output)
    maps = keras.ops.convert_to_numpy(maps)

    def score(maps):
        return float(keras.ops.convert_to_numpy(rest(maps))[0, 2])

    step = 0.05
    positions = maps.shape[1] * maps.shape[2]
    mean_slopes = [
        (score(maps + step * one) - score(maps - step * one)) / (2 * step * positions)
        for one in np.eye(maps.shape[-1])
    ]
    expected = np.maximum((maps * mean_slopes).sum(axis=-1), 0)
    np.testing.assert_allclose(
        grad_cam(model, IMAGES[:1], [2]).scores[..., 0], expected, atol=0.02 * expected.max()
    )


def test_leaves_the_model_as_it_is():
    model = network()
    before = model.get_config()
    answer = model.predict(IMAGES, verbose=0)
    grad_cam(model, IMAGES, [1])
    assert model.get_config() == before
    np.testing.assert_array_equal(model.predict(IMAGES, verbose=0), answer)


@pytest.mark.parametrize(
    ("classes", "layer", "message"),
    [
        ([3], None, r"classes is \[3\], but functional.* has 3 classes \(0 to 2\); name one or"),
        ([], None, r"classes is \[\], but"),
        ([0], "left", "reads more than the maps of layer 'left'; choose the end of a block"),
        ([0], "pool", "which are not feature maps; choose one before pooling or Flatten"),
        ([0], "mops", "has no layer 'mops'; did you mean 'maps'"),
    ],
)
def test_refuses(classes, layer, message):
    with pytest.raises(ValueError, match=message):
        grad_cam(network(), IMAGES, classes, layer)


def test_refuses_scaled_images_and_a_model_without_a_classifier():
    with pytest.raises(ValueError, match="so they were scaled before"):
        grad_cam(network(), IMAGES / 255, [0])
    model = network()
    with pytest.raises(ValueError, match="has no classifier"):
        grad_cam(keras.Model(model.inputs[0], model.get_layer("maps").output), IMAGES, [0])
