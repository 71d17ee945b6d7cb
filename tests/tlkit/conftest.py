"""What several of these tests need."""

from functools import partialmethod
from pathlib import Path

import keras
import matplotlib
import pytest
from PIL import Image

matplotlib.use("agg")


@pytest.fixture
def graph():
    """For the tests whose steps are compiled, as they are by default."""


@pytest.fixture
def eager(request, monkeypatch):
    """Elsewhere they are not: with nets so small, compiling takes longer than training."""
    if "graph" not in request.fixturenames:
        compile_eagerly = partialmethod(keras.Model.compile, run_eagerly=True)
        monkeypatch.setattr(keras.Model, "compile", compile_eagerly)


@pytest.fixture
def image_folder(tmp_path) -> Path:
    """Two classes of five images, of 40×30 pixels, each in a red of its own."""
    for name in ("cat", "dog"):
        (tmp_path / name).mkdir()
        for i in range(5):
            Image.new("RGB", (40, 30), (i, 0, 0)).save(tmp_path / name / f"{i}.png")
    return tmp_path
