"""What several of these tests need."""

import sys
from functools import partialmethod
from pathlib import Path

import keras
import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def graph():
    """For the tests whose steps are compiled, as they are by default."""


@pytest.fixture
def eager(request, monkeypatch):
    """Elsewhere they are not: with nets so small, compiling takes longer than training."""
    if "graph" not in request.fixturenames:
        compile_eagerly = partialmethod(keras.Model.compile, run_eagerly=True)
        monkeypatch.setattr(keras.Model, "compile", compile_eagerly)
