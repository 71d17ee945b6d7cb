"""Training runs of an explorer: they start alike, can be stopped, and are drawn side by side."""

import re

import numpy as np
import pytest

from tlkit.widgets._training_runs import Report
from tlkit.widgets.freezing import explore_freezing

pytestmark = pytest.mark.usefixtures("small_and_eager")


def trained(explorer):
    explorer.runs.train.click()
    explorer.runs.thread.join()
    return explorer.runs.done[-1]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.value).split())


def test_a_run_trains_as_many_epochs_as_it_is_told_to_and_draws_its_curves(case):
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


def test_every_run_starts_from_the_same_weights(case):
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


def test_a_second_run_runs_the_frozen_part_no_more(case, monkeypatch):
    passes = []
    monkeypatch.setattr(Report, "on_predict_batch_end", lambda *_, **__: passes.append(1))
    explorer = explore_freezing(case.backbone, case)
    trained(explorer)
    assert len(passes) == 2  # one batch to train, one to validate
    trained(explorer)
    assert len(passes) == 2


def test_stop_ends_a_run_and_keeps_what_was_reached(case, monkeypatch):
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


def test_an_error_in_a_run_is_shown(case, monkeypatch):
    explorer = explore_freezing(case.backbone, case)
    monkeypatch.setattr("tlkit.widgets._training_runs.train_stages", lambda *_, **__: 1 / 0)
    explorer.runs.train.click()
    explorer.runs.thread.join()
    assert words(explorer.runs.progress) == "ZeroDivisionError: division by zero"
    assert not explorer.runs.train.disabled
