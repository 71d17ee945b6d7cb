"""The explorer of frozen layers, without a browser: controls are set, what they show is read."""

import re
from functools import partialmethod

import keras
import numpy as np
import pytest

from tlkit.cases.cases import Case
from tlkit.data.splits import Images
from tlkit.models import freezing
from tlkit.widgets import explore_freezing
from tlkit.widgets._training_runs import Report

layers = keras.layers
NAMES = ["image", "conv", "bn", "relu", "head_pool", "head_predictions"]


@pytest.fixture(autouse=True)
def eager(monkeypatch, tmp_path):
    """With a network so small, compiling takes longer than training."""
    monkeypatch.setattr(
        keras.Model, "compile", partialmethod(keras.Model.compile, run_eagerly=True)
    )
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path))


@pytest.fixture
def case():
    image = keras.Input((8, 8, 3), name="image")
    x = layers.BatchNormalization(name="bn")(layers.Conv2D(4, 3, name="conv")(image / 255))
    backbone = keras.Model(image, layers.ReLU(name="relu")(x), name="small")
    rng = np.random.default_rng(0)
    parts = [
        Images(rng.integers(0, 256, (n, 8, 8, 3)).astype("uint8"), np.arange(n) % 2)
        for n in (12, 6, 6)
    ]
    return Case("case", backbone, parts.__getitem__, ["a", "b"], "Noise.", len(parts[0].labels))


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


def test_a_try_trains_as_many_epochs_as_it_is_told_to_and_draws_its_curves(case):
    explorer = explore_freezing(case.backbone, case)
    assert explorer.runs.curves.value == ""
    explorer.runs.epochs.value = 2
    first = trained(explorer)
    explorer.frozen.value = 1
    second = trained(explorer)
    assert [first.name, second.name] == ["1: 4 frozen, rate 0.001", "2: 1 frozen, rate 0.001"]
    assert len(first.history.history["val_loss"]) == 2
    assert (first.trained, second.trained) == (10, 122)
    assert explorer.runs.curves.value.startswith('<img alt="Curves of the training runs (2)')
    assert "2: 1 frozen, rate 0.001 122" in words(explorer.runs.results)


def test_every_try_starts_from_the_same_weights(case):
    explorer = explore_freezing(case.backbone, case)
    explorer.runs.rate.value = 0.00001  # so small that the start decides
    losses = [trained(explorer).history.history["val_loss"][0] for _ in range(2)]
    np.testing.assert_allclose(losses[0], losses[1], rtol=1e-3)


def test_a_large_rate_is_the_one_that_trains(case):
    explorer = explore_freezing(case.backbone, case)
    explorer.runs.rate.value = 0.1
    explorer.runs.epochs.value = 1  # one batch: Adam's first step is as long as the rate
    trained(explorer)
    moved = np.abs(explorer.runs.copy.get_weights()[-1] - explorer.model.get_weights()[-1])
    np.testing.assert_allclose(moved, 0.1, rtol=0.01)


def test_a_second_try_runs_the_frozen_part_no_more(case, monkeypatch):
    passes = []
    monkeypatch.setattr(Report, "on_predict_batch_end", lambda *_, **__: passes.append(1))
    explorer = explore_freezing(case.backbone, case)
    trained(explorer)
    assert len(passes) == 2  # one batch to train, one to validate
    trained(explorer)
    assert len(passes) == 2


def test_stop_ends_a_try_and_keeps_what_was_reached(case, monkeypatch):
    explorer = explore_freezing(case.backbone, case)
    explorer.runs.epochs.value = 50
    say = explorer.runs.say

    def stop_in_the_third_epoch(words):
        say(words)
        if words.startswith("Epoch 3"):
            explorer.runs.stop.click()

    monkeypatch.setattr(explorer.runs, "say", stop_in_the_third_epoch)
    monkeypatch.setattr(Report, "PAUSE", 0)
    assert len(trained(explorer).history.epoch) in (3, 2)
    assert "Stopped after" in words(explorer.runs.progress)
    assert not explorer.runs.train.disabled and explorer.runs.stop.disabled


def test_clear_forgets_the_runs(case):
    explorer = explore_freezing(case.backbone, case)
    trained(explorer)
    explorer.runs.clear.click()
    assert explorer.runs.done == []
    assert explorer.runs.curves.value == explorer.runs.results.value == ""


def test_with_nothing_to_train_it_says_so(case):
    explorer = explore_freezing(case.backbone, case)
    explorer.frozen.value = 6
    explorer.runs.train.click()
    assert words(explorer.runs.progress) == "Nothing trains: freeze fewer layers."


def test_an_error_in_a_try_is_shown(case, monkeypatch):
    explorer = explore_freezing(case.backbone, case)
    monkeypatch.setattr("tlkit.widgets._training_runs.train_stages", lambda *_, **__: 1 / 0)
    explorer.runs.train.click()
    explorer.runs.thread.join()
    assert words(explorer.runs.progress) == "ZeroDivisionError: division by zero"
    assert not explorer.runs.train.disabled


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
