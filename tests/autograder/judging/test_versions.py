"""One list of the versions that a grade depends on, for both sides."""

from __future__ import annotations

import importlib.metadata
import platform

import pytest

from autograder.grading import batch
from autograder.judging import judge, versions


def test_names_what_may_decide_a_verdict() -> None:
    found = versions.versions()
    assert found.keys() == {"python", "tlkit", "keras", "tensorflow", "numpy", "scikit-learn"}
    assert found["python"] == platform.python_version()
    assert found["scikit-learn"] == importlib.metadata.version("scikit-learn")


def test_the_host_and_the_judge_ask_the_same() -> None:
    assert batch.versions is judge.versions is versions.versions


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "PACKAGES", ("no-such-package",))
    assert versions.versions()["no-such-package"] == "not installed"
