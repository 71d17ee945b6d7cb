"""The numerical core on JAX: the same tests pass in a process whose Keras runs on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CORE = (
    "cases/test_strategies.py",
    "core/test_receptive_field.py",
    "core/test_reused_layers.py",
    "experiments/test_strategy_map.py",
    "experiments/test_transfer_study.py",
    "features/test_accuracy_by_layer.py",
    "features/test_codes.py",
    "features/test_filters.py",
    "features/test_transferability.py",
    "models/test_backbones.py",
    "models/test_freezing.py",
    "models/test_fully_convolutional.py",
    "models/test_heads.py",
    "models/test_heads_reset.py",
    "training/test_fit_cached.py",
    "training/test_frozen_part.py",
    "training/test_layerwise_rates.py",
    "training/test_proof.py",
    "training/test_stages.py",
)


@pytest.mark.slow
def test_the_numerical_core_passes_on_jax():
    files = [Path(__file__).parent / name for name in CORE]
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
