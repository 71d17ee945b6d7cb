"""Keras is imported when it is asked for, quietly, and says all where its import fails."""

import logging
import os
import subprocess
import sys

import pytest

import tlkit
from tlkit._keras import quiet_stderr

NOISY = "import os; os.write(2, b'noise'); {}"


def run(code, folder):
    """Run a fresh Python that finds the packages in a folder first."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    environment.pop("TF_CPP_MIN_LOG_LEVEL", None)
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("name", ["keras", "tensorflow"])
def test_what_an_import_writes_is_held_back(tmp_path, name):
    (tmp_path / f"{name}.py").write_text(NOISY.format(""))
    loud = run(f"import {name}", tmp_path)
    quiet = run(f"import tlkit, {name}; print({name}.__spec__.origin)", tmp_path)
    assert loud.stderr == "noise"
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert quiet.stdout.strip() == str(tmp_path / f"{name}.py")


def test_what_an_import_writes_is_shown_where_it_fails(tmp_path):
    (tmp_path / "keras.py").write_text(NOISY.format("1 / 0"))
    failed = run("import tlkit, keras", tmp_path)
    assert failed.returncode == 1
    assert failed.stderr.startswith("noise")
    assert "ZeroDivisionError" in failed.stderr


def test_other_modules_are_as_loud_as_ever(tmp_path):
    (tmp_path / "other.py").write_text(NOISY.format(""))
    assert run("import tlkit, other", tmp_path).stderr == "noise"


def test_a_missing_keras_is_missing(tmp_path):
    code = "import sys, tlkit; sys.path[:] = []; import keras"
    assert "ModuleNotFoundError: No module named 'keras'" in run(code, tmp_path).stderr


def test_tensorflow_logs_errors_only():
    tlkit.check_images  # noqa: B018, imports Keras and its backend
    assert logging.getLogger("tensorflow").level == logging.ERROR


def test_the_block_ends_with_standard_error_as_it_was(capfd):
    with quiet_stderr():
        os.write(2, b"held back")
    os.write(2, b"shown")
    assert capfd.readouterr().err == "shown"
