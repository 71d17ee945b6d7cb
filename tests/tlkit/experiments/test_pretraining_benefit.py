"""The evaluation of pretraining: fair splits, and a table in which every start stands."""

import numpy as np
import pytest

from tlkit.data.splits import Images
from tlkit.experiments import pretraining_benefit


def test_a_split_trains_on_as_many_of_each_class_and_tests_on_others():
    images = np.arange(60, dtype="uint8").reshape(60, 1, 1, 1)
    train, test = pretraining_benefit._split(Images(images, np.arange(60) % 3), 5, seed=1)
    assert np.bincount(train.labels).tolist() == [5, 5, 5]
    assert sorted([*train.images.ravel(), *test.images.ravel()]) == list(range(60))
    assert (train.images.ravel() % 3 == train.labels).all()
    other, _ = pretraining_benefit._split(Images(images, np.arange(60) % 3), 5, seed=2)
    assert not np.array_equal(train.images, other.images)


def test_classes_with_nothing_left_to_test_on_are_left_out():
    labels = np.array([0, 1, 1, 1, 2, 2, 3, 3, 3])
    kept = pretraining_benefit._frequent(Images(np.arange(9).reshape(9, 1, 1, 1), labels), 2)
    assert kept.labels.tolist() == [0, 0, 0, 1, 1, 1]
    assert kept.images.ravel().tolist() == [1, 2, 3, 6, 7, 8]


@pytest.mark.slow
def test_the_table_has_every_start_and_says_which_learned_the_digits(monkeypatch):
    monkeypatch.delenv("TLKIT_REAL_DATA", raising=False)
    monkeypatch.setattr(pretraining_benefit, "TEST", 100)
    monkeypatch.setattr(pretraining_benefit, "STEPS", 60)
    told: list[str] = []
    table = pretraining_benefit.evaluate(seeds=1, tell=told.append)
    starts = ["pretrained", "random weights", "random weights, calibrated", "raw pixels"]
    assert table.index.to_list() == [("digits", start) for start in starts]
    assert told[0].startswith("digits, seed 0: fine-tuned pretrained")
    linear, tuned = (table.loc["digits"][name] for name in ("linear", "fine-tuned"))
    assert linear["pretrained"] > linear["random weights"]
    assert tuned["pretrained"] > tuned["random weights"]
    assert np.isnan(tuned["raw pixels"])
