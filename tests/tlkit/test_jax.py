"""The numerical core on JAX: the same tests pass in a process whose Keras runs on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CORE = (
    "accuracy_by_layer",
    "backbones",
    "codes",
    "convolutional",
    "filters",
    "finetuning",
    "fit_cached",
    "freezing",
    "geometry",
    "heads",
    "heads_reset",
    "layerwise_rates",
    "measured_map",
    "prefix",
    "proof",
    "reused_layers",
    "strategies",
    "study",
    "transferability",
)


@pytest.mark.slow
def test_the_numerical_core_passes_on_jax():
    files = [Path(__file__).with_name(f"test_{name}.py") for name in CORE]
    # as pyproject.toml ignores it where the warning comes from Keras itself
    copying = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "-m", "not slow", "-W", copying, *files],
        env=os.environ | {"KERAS_BACKEND": "jax"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-5000:]
