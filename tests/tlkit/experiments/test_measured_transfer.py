"""The study of transferable layers: its tasks, its table on disk, and what ships."""

import json

import numpy as np
import pandas as pd
import pytest

from tlkit.experiments import measured_transfer
from tlkit.experiments.transfer_study import TREATMENTS

TABLE = pd.DataFrame(
    {"treatment": ["scratch"], "n": [0], "mean": [0.123456], "std": [0.01], "runs": [2]}
)


def test_tasks_are_of_one_size_and_fit_the_network():
    model = measured_transfer.transfer_network(0)
    for train, test in map(measured_transfer.transfer_task, ("B", "near", "far")):
        assert abs(len(train.labels) - measured_transfer.TRAIN) < 6
        assert train.images.shape[1:] == test.images.shape[1:] == model.input_shape[1:]
        assert set(train.labels) == set(test.labels) == set(range(max(train.labels) + 1))
        assert max(train.labels) < model.output_shape[1]


def test_no_image_is_trained_on_and_tested_on():
    train, test = measured_transfer.transfer_task("B")
    seen = {image.tobytes() for image in train.images}
    assert not any(image.tobytes() in seen for image in test.images)


def test_weights_depend_on_the_seed_alone():
    first, again, other = (
        measured_transfer.transfer_network(seed).get_weights()[0] for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_writes_what_it_found_for_each_donor(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        measured_transfer,
        "transfer_study",
        lambda *tasks, **options: asked.append(options) or TABLE,
    )
    tables = measured_transfer.measure_transfer(tmp_path, seeds=[0, 1])
    assert [options["folder"].name for options in asked] == ["near", "far"]
    assert [options["seeds"] for options in asked] == [[0, 1], [0, 1]]
    assert list(tables) == ["near", "far"]
    written = measured_transfer.measured_transfer("far", tmp_path / "transfer.json")
    assert written.loc[0, "mean"] == 0.1235
    assert json.loads((tmp_path / "transfer.json").read_text())["near"][0]["n"] == 0


def test_refuses_a_donor_that_it_does_not_know():
    with pytest.raises(ValueError, match='task is \'middle\'; it may be "B", "near" or "far"'):
        measured_transfer.transfer_task("middle")
    with pytest.raises(ValueError, match="donor is 'middle'; it may be 'near', 'far'"):
        measured_transfer.measured_transfer("middle")


@pytest.mark.parametrize("donor", ["near", "far"])
def test_what_ships_is_a_whole_study(donor):
    table = measured_transfer.measured_transfer(donor)
    found = table.groupby("treatment")["n"].apply(list).to_dict()
    assert found == {"scratch": [0], **{name: [1, 2, 3, 4, 5] for name in TREATMENTS}}
    assert (table["runs"] >= 2).all()
    assert table["mean"].between(0, 1).all()
