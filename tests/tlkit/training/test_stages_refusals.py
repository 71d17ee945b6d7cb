"""What a training in stages refuses, and what it says."""

import keras
import numpy as np
import pytest
from small_net import RATES, STAGES, TRAIN, VALID, build, layers, moved, train

from tlkit.training.layerwise_rates import layerwise_rates
from tlkit.training.stages import Stage, train_stages

pytestmark = pytest.mark.usefixtures("eager")


def test_no_stage_is_refused():
    with pytest.raises(ValueError, match="stages is empty; give one or more"):
        train(build(), [])


def test_what_is_no_stage_is_refused():
    with pytest.raises(TypeError, match="'head' is not a Stage; write one such as Stage"):
        train(build(), ["head"])


def test_a_wrong_stage_is_refused_before_the_first_trains():
    model = build()
    before = model.get_weights()
    with pytest.raises(ValueError, match="small has no layer 'blokc2'; did you mean 'block2'"):
        train(model, [Stage("head"), Stage("blokc2")])
    assert not any(moved(before, model.get_weights()))


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ({"head": 1e-3}, "no learning rate for 'block2_left', which trains"),
        ({0: 1e-3, "haed": 1e-2}, "small has no layer 'haed'"),
    ],
)
def test_wrong_rates_are_refused_before_the_first_stage_trains(rates, message):
    model = build()
    before = model.get_weights()
    with pytest.raises(ValueError, match=message):
        train(model, [Stage("head"), Stage("block2", learning_rate=rates)])
    assert not any(moved(before, model.get_weights()))


def test_a_stage_that_trains_nothing_is_refused():
    model = build()
    with pytest.raises(ValueError, match="stage 'from 16' trains nothing: small has no weights"):
        train(model, [Stage(len(model.layers))])


def test_a_stage_of_frozen_normalisation_alone_is_refused():
    image = keras.Input((8, 8, 3))
    maps = layers.Conv2D(3, 8, name="conv")(image)
    flat = layers.Flatten()(layers.BatchNormalization(name="norm")(maps))
    model = keras.Model(image, layers.Softmax()(flat), name="odd")
    with pytest.raises(ValueError, match="stage 'norm' trains nothing"):
        train(model, [Stage("norm")])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"epochs": 0}, "epochs is 0; expected 1 or more"),
        ({"patience": 0}, "patience is 0; expected 1 or more"),
        ({"learning_rate": -1e-3}, "learning rate is -0.001; give a number above 0"),
        ({"learning_rate": True}, "learning rate is True"),
        ({"optimizer": "adamm"}, "optimizer is 'adamm'; give a name such as"),
        ({"optimizer": None}, "optimizer is None; give a name such as"),
    ],
)
def test_a_stage_refuses_values_out_of_range(options, message):
    with pytest.raises(ValueError, match=message):
        Stage("head", **options)


def test_a_rate_beside_an_optimizer_with_several_is_refused():
    several = layerwise_rates(build(), "sgd", RATES)
    with pytest.raises(ValueError, match="MultiOptimizer has learning rates of its own"):
        Stage("head", optimizer=several, learning_rate=1e-3)


def test_patience_without_validation_is_refused():
    with pytest.raises(ValueError, match="stage 'head' has patience 2, but there is nothing to"):
        train_stages(build(), TRAIN, None, [Stage("head", patience=2)])


def test_labels_and_images_of_stages_must_match():
    with pytest.raises(ValueError, match="16 images, but 6 labels"):
        train_stages(build(), (TRAIN[0], VALID[1]), VALID, STAGES)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.full(16, 2), "labels hold one class only, 2; a classifier needs two or more"),
        (np.arange(16) % 4, r"labels run from 0 to 3, but small has 3 classes \(0 to 2\)"),
        (np.arange(16) % 3 - 1, "labels run from -1 to 1"),
        (np.eye(3)[TRAIN[1]], r"labels are float64 of shape \(16, 3\); expected integers"),
    ],
)
def test_labels_that_are_no_classes_of_the_model_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        train_stages(build(), (TRAIN[0], labels), VALID, STAGES)


def test_a_model_without_a_classifier_is_refused():
    model = build()
    body = keras.Model(model.input, model.get_layer("block2_relu").output, name="body")
    with pytest.raises(ValueError, match=r"body gives \(None, 8, 8, 9\) and has no classifier"):
        train(body, [Stage(None)])


def test_images_scaled_before_are_refused():
    with pytest.raises(ValueError, match="scaled before"):
        train_stages(build(), (TRAIN[0] / 255, TRAIN[1]), VALID, STAGES)
