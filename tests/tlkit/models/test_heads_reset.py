"""Random weights again, judged by the initialisers' ranges and by NumPy."""

import keras
import numpy as np
import pytest

from tlkit.models.freezing import freeze
from tlkit.models.heads import reset_weights


@pytest.fixture
def backbone():
    """Two convolutions, the first with batch normalisation."""
    image = keras.Input((16, 16, 3), name="image")
    x = keras.layers.Conv2D(2, 3, name="block1_conv")(image)
    x = keras.layers.BatchNormalization(name="block1_bn")(x)
    return keras.Model(image, keras.layers.Conv2D(4, 3, name="block2_conv")(x), name="small")


def test_reset_gives_all_layers_new_weights(backbone):
    before = backbone.get_layer("block1_conv").get_weights()[0]
    reset_weights(backbone, seed=0)
    assert np.abs(backbone.get_layer("block1_conv").get_weights()[0] - before).max() > 0


def test_the_same_seed_gives_the_same_weights(backbone):
    weights = []
    for seed in (3, 3, 4):
        reset_weights(backbone, seed=seed)
        weights.append(backbone.get_layer("block2_conv").get_weights()[0])
    np.testing.assert_array_equal(weights[0], weights[1])
    assert np.abs(weights[0] - weights[2]).max() > 0


def test_equal_layers_get_different_weights():
    layers = [keras.layers.Dense(4), keras.layers.Dense(4)]
    model = keras.Sequential([keras.Input((4,)), *layers])
    reset_weights(model, seed=0)
    first, second = (layer.get_weights()[0] for layer in layers)
    assert np.abs(first - second).max() > 0


def test_the_two_kernels_of_a_layer_get_different_weights():
    initializer = keras.initializers.RandomNormal(seed=1)
    layer = keras.layers.SeparableConv2D(
        3, 1, depthwise_initializer=initializer, pointwise_initializer=initializer
    )
    model = keras.Sequential([keras.Input((8, 8, 3)), layer])
    reset_weights(model, seed=0)
    depthwise, pointwise = (w.ravel() for w in layer.get_weights()[:2])
    assert not np.isin(depthwise, pointwise).any()


def test_a_layer_draws_from_its_own_initialiser():
    initializer = keras.initializers.RandomUniform(5.0, 6.0, seed=1)
    layer = keras.layers.Dense(50, kernel_initializer=initializer, bias_initializer="ones")
    reset_weights(keras.Sequential([keras.Input((20,)), layer]), seed=0)
    kernel, bias = layer.get_weights()
    assert kernel.min() >= 5
    assert kernel.max() <= 6
    assert (bias == 1).all()


def test_statistics_start_anew(backbone):
    bn = backbone.get_layer("block1_bn")
    bn.set_weights([np.full(2, 7.0)] * 4)
    reset_weights(backbone, seed=0)
    np.testing.assert_array_equal(bn.get_weights(), [[1, 1], [0, 0], [0, 0], [1, 1]])


def test_reset_from_a_layer_leaves_those_before_it(backbone):
    before = backbone.get_weights()
    reset_weights(backbone, "block2", seed=0)
    changed = [
        not np.array_equal(a, b) for a, b in zip(before, backbone.get_weights(), strict=True)
    ]
    assert changed == [False] * 6 + [True, False]  # the bias was zero and is zero


def test_a_layer_gets_the_same_weights_wherever_the_reset_begins(backbone):
    reset_weights(backbone, seed=0)
    whole = backbone.get_layer("block2_conv").get_weights()[0]
    reset_weights(backbone, "block2", seed=0)
    np.testing.assert_array_equal(backbone.get_layer("block2_conv").get_weights()[0], whole)


def test_preprocessing_is_not_reset():
    layer = keras.layers.Normalization(mean=None, variance=None)
    model = keras.Sequential([keras.Input((3,)), layer, keras.layers.Dense(2)])
    layer.adapt(np.arange(12.0).reshape(4, 3))
    before = layer.get_weights()
    reset_weights(model, seed=0)
    for old, new in zip(before, layer.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_reset_does_not_touch_the_global_generators(backbone):
    keras.utils.set_random_seed(5)
    expected = np.random.random()
    keras.utils.set_random_seed(5)
    reset_weights(backbone, seed=0)
    assert np.random.random() == expected


def test_reset_leaves_what_is_frozen_frozen(backbone):
    freeze(backbone, "block1")
    reset_weights(backbone, seed=0)
    assert [x.name for x in backbone.layers if x.trainable_weights] == ["block2_conv"]


@pytest.mark.parametrize(("seed", "error"), [(-1, ValueError), (None, TypeError), (0.5, TypeError)])
def test_a_seed_that_is_none_is_refused(backbone, seed, error):
    with pytest.raises(error, match=r"seed is .*; expected .*0 or more"):
        reset_weights(backbone, seed=seed)
