"""Photographs and ImageNet weights: case 1 on flowers, two steps on guitars, class maps."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import tlkit
from tlkit.experiments import four_cases

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.real_data]


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tests/real_data/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_codes_of_imagenet_weights_tell_flowers_apart(real_data):
    folds = script("flowers").measure(real_data)
    assert folds["pretrained"].mean() >= 0.81
    assert folds["pretrained"].mean() > folds["raw pixels"].mean() + 0.2
    assert folds["pretrained"].mean() > folds["random weights"].mean() + 0.2


def test_two_steps_beat_a_linear_classifier_on_guitars(real_data):
    rows = dict(script("guitars").measure(real_data, all_rows=False))
    assert rows["a linear classifier on codes"] >= 0.89
    assert rows["after step two"] > rows["a linear classifier on codes"]
    assert round(rows["after step two"], 2) >= 0.92


def test_imagenet_weights_load_by_their_name(real_data, tmp_path):
    shutil.copytree(real_data / "keras", tmp_path / "keras")
    code = (
        "import tlkit, numpy as np\n"
        "model = tlkit.load_backbone('MobileNet', weights='imagenet', alpha=0.25, include_top=True)"
        "\nprint(model(np.full((1, 224, 224, 3), 128.0)).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"KERAS_HOME": str(tmp_path / "keras")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "(1, 1000)" in done.stdout


def test_imagenets_own_classifier_slides_over_photographs(real_data):
    weights = real_data / "keras" / "models" / "mobilenet_2_5_224_tf.h5"
    model = tlkit.load_backbone("MobileNet", weights=weights, alpha=0.25, include_top=True)
    images, labels = script("flowers").flowers(real_data, per_class=20)
    daisies = images[labels == 0]  # ImageNet knows them, as its class 985
    said = model.predict(daisies, verbose=0)
    assert np.mean(said.argmax(axis=1) == 985) > 0.5
    everywhere = tlkit.to_fully_convolutional(model)
    np.testing.assert_allclose(everywhere.predict(daisies, verbose=0)[:, 0, 0], said, atol=1e-5)
    large = daisies[:8].reshape(2, 4, 224, 224, 3).transpose(0, 2, 1, 3, 4).reshape(448, 896, 3)
    assert everywhere.predict(large[np.newaxis], verbose=0).shape == (1, 8, 22, 1000)
    maps = tlkit.class_map(model, daisies).scores.mean(axis=(1, 2))
    np.testing.assert_allclose(
        np.exp(maps) / np.exp(maps).sum(axis=1, keepdims=True), said, atol=1e-5
    )


def test_what_ships_of_case_2_on_cells_is_measured_again(real_data):
    found = script("four_cases").measure_frozen(real_data, "small-different", 0)
    shipped = json.loads(four_cases.PHOTOGRAPHS.read_text())["small-different"]["0"]
    assert found == pytest.approx(shipped, abs=0.04)  # two of the 60 test images
