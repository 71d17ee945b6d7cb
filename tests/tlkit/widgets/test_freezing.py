"""The explorer of frozen layers, without a browser: controls are set, what they show is read."""

import re

import keras
import numpy as np
import pytest

from tlkit.cases.cases import Case
from tlkit.data.splits import Images
from tlkit.models import freezing
from tlkit.widgets.freezing import explore_freezing

pytestmark = pytest.mark.usefixtures("small_and_eager")


layers = keras.layers
NAMES = ["image", "conv", "bn", "relu", "head_pool", "head_predictions"]


def trained(explorer):
    explorer.runs.train.click()
    explorer.runs.thread.join()
    return explorer.runs.done[-1]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.value).split())


def test_opens_with_the_classifier_alone_to_train(case):
    explorer = explore_freezing(case.backbone, case)
    assert [layer.name for layer in explorer.model.layers] == NAMES
    assert explorer.frozen.value == NAMES.index("head_pool")
    assert explorer.step.trained == 4 * 2 + 2


def test_inception_opens_at_150():
    model = keras.Sequential(
        [keras.Input((4,)), *[layers.Dense(1) for _ in range(160)]], name="inception_v3"
    )
    assert explore_freezing(model).frozen.value == 150


def test_a_model_is_neither_frozen_nor_trained(case):
    explorer = explore_freezing(case.backbone, case)
    before = case.backbone.get_weights()
    explorer.frozen.value = 1
    trained(explorer)
    assert all(layer.trainable for layer in case.backbone.layers)
    for weight, old in zip(case.backbone.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, old)


@pytest.mark.parametrize("frozen", range(7))
def test_the_slider_shows_the_numbers_of_the_layer_table(case, frozen):
    explorer = explore_freezing(case.backbone, case)
    explorer.frozen.value = frozen
    explorer.batch_norm.value = True
    freezing.freeze(explorer.model, frozen)
    total = freezing.layer_table(explorer.model).loc["total"]
    shown = words(explorer.numbers)
    assert f"weights that train {total['trained']} " in shown
    assert f"frozen weights {total['frozen']} " in shown


def test_the_strip_says_what_is_frozen_and_where(case):
    explorer = explore_freezing(case.backbone, case)
    explorer.frozen.value = 2
    assert "frozen up to conv, trained from bn" in words(explorer.drawing)
    assert "Layers: 1 trained 1 frozen 1 normalisation in inference" in words(explorer.drawing)
    explorer.batch_norm.value = True
    assert "Layers: 2 trained 1 frozen 0 normalisation in inference" in words(explorer.drawing)


def test_the_list_of_blocks_and_the_slider_follow_each_other(case):
    explorer = explore_freezing(case.backbone, case)
    explorer.block.label = "nothing"
    assert explorer.frozen.value == 0
    explorer.block.label = "the end of image"
    assert explorer.frozen.value == 1
    explorer.frozen.value = 2
    assert explorer.block.label == "inside a block"
    assert explorer.frozen.value == 2


def test_a_case_of_another_size_or_with_other_classes_is_refused(case):
    small = Images(case.train.images[:, :4, :4], case.train.labels)
    other = Case("case", case.backbone, lambda _: small, ["a", "b"], "", len(small.labels))
    with pytest.raises(ValueError, match=r"the images of case are \(4, 4, 3\), but small takes"):
        explore_freezing(case.backbone, other)
    model = keras.Sequential([keras.Input((8, 8, 3)), layers.Flatten(), layers.Dense(3)])
    with pytest.raises(ValueError, match=r"tells 3 classes apart, but case has 2; see"):
        explore_freezing(model, case)


def test_without_a_case_there_is_no_button(case):
    assert explore_freezing(case.backbone).runs is None
