"""What a step takes, against published numbers and against Keras's own account of a freeze."""

import keras
import numpy as np
import pytest

from tlkit.models import freezing
from tlkit.models.backbones import load_backbone
from tlkit.models.heads import add_head
from tlkit.training.step_cost import FROZEN, NORMALISED, TRAINED, WEIGHTLESS, Network, layer_state

layers = keras.layers


def small():
    image = keras.Input((8, 8, 3), name="image")
    x = layers.Conv2D(4, 3, name="conv")(image)
    x = layers.BatchNormalization(name="bn")(x)
    x = layers.ReLU(name="relu")(x)
    x = layers.DepthwiseConv2D(3, name="depthwise")(x)
    return add_head(keras.Model(image, x), 2, seed=0)


def test_mobilenet_multiplies_as_often_as_its_paper_says():
    # arXiv:1704.04861, table 8: 569 million for an image of 224 pixels
    model = load_backbone(weights=None, alpha=1.0, input_shape=(224, 224, 3), include_top=True)
    step = Network(model).step(len(model.layers))
    assert round(step.multiplications / 1e6) == 569


@pytest.mark.parametrize("batch_norm", [True, False])
@pytest.mark.parametrize("frozen", range(8))
def test_weights_and_states_are_those_of_a_frozen_model(frozen, batch_norm):
    model = small()
    step = Network(model).step(frozen, batch_norm=batch_norm)
    freezing.unfreeze(model, frozen, batch_norm=batch_norm)
    table = freezing.layer_table(model)
    assert step.trained == table.loc["total", "trained"]
    assert step.frozen == table.loc["total", "frozen"]
    assert step.states == [layer_state(layer) for layer in model.layers]


def test_states_have_a_word_for_each_kind_of_layer():
    assert Network(small()).step(4).states == [
        WEIGHTLESS,
        FROZEN,
        NORMALISED,
        WEIGHTLESS,
        TRAINED,
        WEIGHTLESS,
        TRAINED,
    ]


def test_a_step_goes_back_only_to_the_first_layer_that_trains():
    # multiplications forward, by hand
    conv = 6 * 6 * 108
    depthwise = 4 * 4 * 36
    dense = 8
    network = Network(small())
    forward = conv + depthwise + dense
    assert network.step(5).multiplications == forward + dense
    assert network.step(5).multiplications_cached == 2 * dense
    assert network.step(4).multiplications == forward + depthwise + 2 * dense
    assert network.step(0).multiplications == forward + conv + 2 * depthwise + 2 * dense


def test_memory_is_that_of_weights_and_of_what_gradients_need():
    network = Network(small())
    weights = 112 + 8 + 40 + 10
    pooled = 4
    classes = 2
    assert network.step(5, batch_size=3).memory == 4 * (3 * (pooled + classes) + weights + 30)


def test_a_cut_through_branches_is_told_from_one_between_blocks():
    image = keras.Input((8, 8, 3))
    left = layers.Conv2D(2, 1)(image)
    right = layers.Conv2D(2, 1)(image)
    joined = layers.Concatenate(name="joined")([left, right])
    network = Network(keras.Model(image, layers.Conv2D(2, 1)(joined)))
    assert [network.cut_block(cut) for cut in (0, 1, 2, 4)] == [None, None, ("joined", 1, 4), None]


def test_a_model_without_a_size_is_refused():
    model = load_backbone(weights=None, alpha=0.25, input_shape=(None, None, 3))
    with pytest.raises(ValueError, match=r"what a step takes depends on the size"):
        Network(model)


def test_nothing_trained_costs_a_pass_forward():
    network = Network(small())
    assert network.step(7).multiplications == np.sum(network.multiplications)
    assert network.step(7).trained == 0
