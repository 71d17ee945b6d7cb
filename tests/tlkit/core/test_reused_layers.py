"""A layer that stands in two models: the model that is given says which of its outputs is meant."""

import keras
import numpy as np
import pytest

import tlkit
from tlkit.core.activations import activation_after
from tlkit.core.graph import input_of, output_of
from tlkit.core.layers import copy_of
from tlkit.training.step_cost import Network

IMAGES = np.random.default_rng(0).integers(0, 256, (12, 10, 10, 3)).astype("uint8")
TRAIN = IMAGES, np.arange(12) % 2
layers = keras.layers


@pytest.fixture
def model():
    """The second model of some layers, for larger images than the first."""
    keras.utils.set_random_seed(0)
    shared = [layers.Conv2D(4, 3, name="conv"), layers.ReLU(name="relu")]
    shared += [layers.GlobalAveragePooling2D(name="pool"), layers.Dense(2, name="classes")]

    def built(side):
        x = image = keras.Input((side, side, 3))
        for layer in shared:
            x = layer(x)
        return keras.Model(image, x)

    built(8)
    return built(10)


def test_inputs_and_outputs_are_those_of_the_model(model):
    relu = model.get_layer("relu")
    assert relu.output.shape == (None, 6, 6, 4)
    assert output_of(model, relu).shape == input_of(model, relu).shape == (None, 8, 8, 4)
    assert activation_after(model, model.get_layer("conv")) is relu


@pytest.mark.parametrize(
    "use",
    [
        lambda m: tlkit.cut(m, "relu").predict(IMAGES, verbose=0),
        lambda m: tlkit.replace_head(m, 3, seed=0).predict(IMAGES, verbose=0),
        lambda m: tlkit.cnn_codes(m, IMAGES, "relu", cache=False),
        lambda m: tlkit.feature_maps(m, IMAGES, "relu"),
        lambda m: tlkit.class_map(m, IMAGES).scores,
        lambda m: tlkit.grad_cam(m, IMAGES, [0]).scores,
        lambda m: tlkit.maximize_activation(m, "relu", filter=0, steps=2).images,
        lambda m: tlkit.layer_table(m)["output_shape"].to_numpy(),
        lambda m: tlkit.accuracy_by_layer(m, TRAIN, TRAIN, layers=["relu"], cache=False),
    ],
    ids=lambda use: use.__code__.co_names[1],
)
def test_all_is_as_if_the_layers_stood_in_no_other_model(model, use):
    alone = np.asarray(use(copy_of(model)))
    shared = np.asarray(use(model))
    if alone.dtype == object:
        assert alone.tolist() == shared.tolist()
    else:
        np.testing.assert_allclose(alone, shared, atol=1e-5)


def test_a_step_is_counted_in_the_model(model):
    assert Network(model).outputs.tolist() == Network(copy_of(model)).outputs.tolist()


def test_the_frozen_part_is_computed_in_the_model(model):
    tlkit.unfreeze(model, "classes")
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    plain = copy_of(model)
    tlkit.unfreeze(plain, "classes")
    plain.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    plain.fit(*TRAIN, shuffle=False, verbose=0)
    tlkit.fit_cached(model, *TRAIN, shuffle=False, verbose=0)
    for right, weight in zip(plain.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-5)
