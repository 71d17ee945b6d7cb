"""The embedded weights can be made anew, and what ships is what its log says."""

import json
import subprocess
import sys

import numpy as np
import psutil
import pytest

from tlkit.__main__ import main
from tlkit.data.drawn.fractals import fractal_images
from tlkit.experiments.pretraining import pretrain
from tlkit.features.codes import cnn_codes
from tlkit.features.linear import linear_classifier
from tlkit.models.backbones import load_backbone
from tlkit.models.demonstration import demonstration_network
from tlkit.models.embedded import EMBEDDED, EMBEDDED_WEIGHTS

SHORT = {"epochs": 2, "images": 64, "batch_size": 32}


@pytest.mark.slow
@pytest.mark.parametrize("name", EMBEDDED)
def test_pretraining_writes_weights_that_load_and_a_log(name, tmp_path):
    log = pretrain(name, folder=tmp_path, **SHORT)
    assert json.loads((tmp_path / f"{name}.json").read_text()) == log
    assert len(log["history"]) == 2
    weights = tmp_path / f"{name}.weights.h5"
    if name == "demonstration":
        demonstration_network(weights=weights)
    else:
        load_backbone(name, weights=weights, alpha=0.25, input_shape=(64, 64, 3))
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / f"{name}.json", weights])


@pytest.mark.slow
def test_a_run_cut_off_goes_on_to_the_same_weights(tmp_path, monkeypatch):
    pretrain("demonstration", folder=tmp_path / "whole", **SHORT)

    def cut_off(log):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("tlkit.experiments.pretraining._tell", cut_off)
        pretrain("demonstration", folder=tmp_path / "cut", **SHORT)
    with pytest.raises(ValueError, match="unfinished run with seed 0, not 1"):
        pretrain("demonstration", folder=tmp_path / "cut", seed=1, **SHORT)
    pretrain("demonstration", folder=tmp_path / "cut", **SHORT)
    whole, cut = (
        demonstration_network(weights=tmp_path / way / "demonstration.weights.h5").get_weights()
        for way in ("whole", "cut")
    )
    for one, other in zip(whole, cut, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_nothing_running(tmp_path):
    command = [sys.executable, "-m", "tlkit", "pretrain", "demonstration", "--folder", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        run.stdout.readline()  # after the first epoch
        others = psutil.Process(run.pid).children(recursive=True)
        assert others
        run.kill()
        assert psutil.wait_procs(others, timeout=30)[1] == []


def test_unknown_network(tmp_path):
    with pytest.raises(ValueError, match="name is 'VGG16'; it may be 'MobileNet' or"):
        pretrain("VGG16", folder=tmp_path)


def test_what_ships_is_small():
    assert sum(path.stat().st_size for path in EMBEDDED_WEIGHTS.iterdir()) < 3e6


def embedded(weights):
    return load_backbone(weights=weights, alpha=0.25, input_shape=(64, 64, 3)), None


def demonstration(weights):
    return demonstration_network(weights=weights), "dense2"


@pytest.mark.slow
@pytest.mark.parametrize("network", [embedded, demonstration])
def test_what_ships_tells_new_fractals_apart_better_than_random_weights(network):
    (pretrained, layer) = network("embedded")
    (random, _) = network(None)
    images, labels = fractal_images(range(500, 510), 16, size=pretrained.input_shape[1], seed=5)
    train = np.arange(len(labels)) % 16 < 12
    known, unknown = (
        linear_classifier(codes[train], labels[train]).score(codes[~train], labels[~train])
        for codes in (cnn_codes(net, images, layer, cache=False) for net in (pretrained, random))
    )
    assert known > unknown + 0.3


@pytest.mark.parametrize("count", ["0", "-1", "few"])
@pytest.mark.parametrize("command", ["pretrain --epochs", "measure-map --seeds"])
def test_a_count_below_1_is_refused(capsys, command, count):
    with pytest.raises(SystemExit) as caught:
        main([*command.split(), count])
    assert caught.value.code == 2
    assert f"{count} is not a positive integer" in capsys.readouterr().err


def test_help_answers(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["pretrain", "--help"])
    assert caught.value.code == 0
    assert "of new images" in capsys.readouterr().out
