"""Photographs and ImageNet weights: case 1 on flowers, the two steps on guitars."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.real_data,
    pytest.mark.skipif(
        "TLKIT_REAL_DATA" not in os.environ,
        reason="TLKIT_REAL_DATA does not name the folder that holds data/ and keras/",
    ),
]


@pytest.fixture(scope="module")
def real_data() -> Path:
    return Path(os.environ["TLKIT_REAL_DATA"]).resolve()


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


def test_unit_02_runs_on_imagenet_weights_and_flowers(real_data, tmp_path, monkeypatch):
    shutil.copytree(real_data / "keras", tmp_path / "keras")
    shutil.unpack_archive(real_data / "data" / "flowers5.tar", tmp_path / "data", filter="data")
    (root,) = {path.parent.parent for path in (tmp_path / "data").rglob("*.jp*g")}
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    path = ROOT / "course" / "source" / "02_small_similar" / "02_small_similar.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (choice,) = [cell for cell in notebook.cells if cell.source.startswith("source, folder =")]
    choice.source = f'source, folder = "imagenet", {str(root)!r}'
    nbclient.NotebookClient(notebook, timeout=600).execute()
