"""The embedded weights can be made anew, and what ships is what its log says."""

import json

import numpy as np
import pytest

from tlkit.__main__ import main
from tlkit.backbones import EMBEDDED_WEIGHTS, load_backbone
from tlkit.codes import cnn_codes
from tlkit.formula_images import fractal_images
from tlkit.linear import linear_classifier
from tlkit.pretraining import BASE_CLASSES, pretrain


@pytest.mark.slow
def test_pretraining_writes_weights_that_load_and_a_log(tmp_path):
    log = pretrain(folder=tmp_path, classes=range(3), per_class=8, epochs=2, batch_size=8)
    assert json.loads((tmp_path / "MobileNet.json").read_text()) == log
    assert len(log["history"]["loss"]) == 2
    load_backbone(weights=tmp_path / "MobileNet.weights.h5", alpha=0.25, input_shape=(64, 64, 3))


def test_what_ships_is_small():
    assert sum(path.stat().st_size for path in EMBEDDED_WEIGHTS.iterdir()) < 3e6


@pytest.mark.slow
def test_what_ships_knows_its_classes_as_well_as_its_log_says():
    log = json.loads((EMBEDDED_WEIGHTS / "MobileNet.json").read_text())
    assert log["classes"] == [BASE_CLASSES[0], BASE_CLASSES[-1]]
    backbone = load_backbone()
    images, labels = fractal_images(BASE_CLASSES, 8, seed=5)
    codes = cnn_codes(backbone, images, cache=False)
    train = np.arange(len(labels)) % 8 < 6
    found = linear_classifier(codes[train], labels[train]).score(codes[~train], labels[~train])
    assert found > log["history"]["val_accuracy"][-1] - 0.15


def test_help_answers(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["pretrain", "--help"])
    assert caught.value.code == 0
    assert "passes over the pictures" in capsys.readouterr().out
