"""Class maps: their mean, their scores, and where they look."""

import keras
import numpy as np
import pytest
from small_classifiers import MODELS, headed, pixels, predict, small_body

from tlkit.features.class_maps import class_map
from tlkit.models.heads import add_head


@pytest.mark.parametrize("size", [(16, 20), (27, 34)])
def test_mean_of_the_class_map_is_the_logits(size):
    logits = add_head(small_body(size=size), 5, activation=None, seed=1)
    softmax = headed("avg")
    softmax.set_weights(logits.get_weights())
    images = pixels(2, *size)
    mean = class_map(softmax, images).scores.mean(axis=(1, 2))
    np.testing.assert_allclose(mean, predict(logits, images), atol=1e-5)


def test_mean_is_something_else_with_a_hidden_layer():
    model = headed("avg", dense=7, activation=None)
    images = pixels(2, 16, 20)
    mean = class_map(model, images).scores.mean(axis=(1, 2))
    assert np.abs(mean - predict(model, images)).max() > 1e-4


@pytest.mark.parametrize("name", ["flatten", "flatten, hidden", "VGG's form", "sequential"])
def test_scores_are_those_before_the_softmax_or_sigmoid(name):
    model = MODELS[name]()
    images = pixels(2, 16, 20)  # of the model's own size: a classifier with Flatten has one place
    scores = class_map(model, images).scores[:, 0, 0]
    function = keras.ops.sigmoid if name == "sequential" else keras.ops.softmax
    np.testing.assert_allclose(
        keras.ops.convert_to_numpy(function(scores)), predict(model, images), atol=1e-5
    )
    assert np.abs(scores - predict(model, images)).max() > 0.1


def test_class_map_of_a_model_for_any_size():
    model = add_head(small_body(size=(None, None)), 5, seed=1)
    images = pixels(1, 22, 26)
    one_size = headed("avg")
    one_size.set_weights(model.get_weights())
    expected = class_map(one_size, images)
    np.testing.assert_allclose(class_map(model, images).scores, expected.scores, atol=1e-6)


@pytest.mark.parametrize("name", ["average", "flatten"])
def test_class_map_says_where_it_looks(name):
    """Only positions within half a receptive field of a changed pixel change, and all of those."""
    model = MODELS[name]()
    before = pixels(1, 40, 52)
    row, column = 21, 30
    after = before.copy()
    after[0, row, column] = 255 - after[0, row, column]
    (scores, geometry) = class_map(model, before)
    changed = class_map(model, after).scores
    moved = np.abs(scores - changed).max(axis=-1)[0] > 1e-6
    for axis, pixel in enumerate((row, column)):
        centres = geometry.offset[axis] + geometry.stride[axis] * np.arange(scores.shape[1 + axis])
        near = np.abs(centres - pixel) <= (geometry.receptive_field[axis] - 1) / 2
        np.testing.assert_array_equal(moved.any(axis=1 - axis), near)
