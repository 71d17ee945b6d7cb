"""Which layer's codes are before a ReLU: known by construction, and in published networks."""

import keras
import pytest
from keras import layers

from tlkit.core.activations import activation_after, rectifies


def after(model, name):
    found = activation_after(model, model.get_layer(name))
    return found and found.name


@pytest.fixture(scope="module")
def residual():
    """conv -> bn -> add with a shortcut -> relu -> pool -> conv with a ReLU of its own."""
    image = keras.Input((8, 8, 3), name="image")
    shortcut = layers.Conv2D(2, 1, name="shortcut")(image)
    x = layers.Conv2D(2, 3, padding="same", name="conv")(image)
    x = layers.Dropout(0.1, name="dropout")(layers.BatchNormalization(name="bn")(x))
    x = layers.Activation("relu", name="relu")(layers.Add(name="add")([x, shortcut]))
    x = layers.Conv2D(2, 3, activation="relu", name="own")(layers.MaxPooling2D(name="pool")(x))
    return keras.Model(image, layers.Dense(2, name="dense")(layers.Flatten(name="flat")(x)))


@pytest.mark.parametrize("name", ["conv", "bn", "dropout", "add", "shortcut"])
def test_the_relu_ahead_is_found(residual, name):
    assert after(residual, name) == "relu"


@pytest.mark.parametrize("name", ["image", "relu", "pool", "own", "flat", "dense"])
def test_no_relu_is_ahead(residual, name):
    assert after(residual, name) is None


def test_a_softmax_is_no_relu():
    image = keras.Input((4,))
    x = layers.Dense(2, name="logits")(image)
    model = keras.Model(image, layers.Activation("softmax")(x))
    assert after(model, "logits") is None


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (layers.ReLU(6.0), True),
        (layers.LeakyReLU(), True),
        (layers.Activation("silu"), True),
        (layers.Conv2D(2, 3, activation="relu"), True),
        (layers.Conv2D(2, 3), False),
        (layers.Softmax(), False),
        (layers.MaxPooling2D(), False),
    ],
)
def test_layers_that_rectify(layer, expected):
    assert rectifies(layer) is expected


def test_published_networks():
    shape = {"weights": None, "include_top": False, "input_shape": (64, 64, 3)}
    mobilenet = keras.applications.MobileNet(alpha=0.25, **shape)
    assert after(mobilenet, "conv_pw_13") == "conv_pw_13_relu"
    inverted = keras.applications.MobileNetV2(alpha=0.35, **shape)
    assert after(inverted, "block_1_expand") == "block_1_expand_relu"
    assert after(inverted, "block_2_project_BN") is None  # a linear bottleneck
