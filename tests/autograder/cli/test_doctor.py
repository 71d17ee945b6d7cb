"""`autograder doctor`: what this machine can enforce, tried out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.cli import doctor
from autograder.sandbox import support


@pytest.mark.sandbox
def test_every_layer_holds_where_there_is_a_sandbox(capsys: pytest.CaptureFixture[str]) -> None:
    if reason := doctor.no_sandbox_here():
        pytest.skip(reason)
    assert main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sandboxed"] is True and told["reason"] is None
    assert [layer["name"] for layer in told["layers"] if not layer["holds"]] == []
    assert {"user namespace", "read-only view", "memory", "system calls"} <= {
        layer["name"] for layer in told["layers"]
    }


def test_no_sandbox_is_exit_code_1_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "no_sandbox_here", lambda: "It takes Linux 5.12 or newer.")
    assert main(["doctor"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "not sandboxed on this machine. It takes Linux 5.12 or newer." in shown


@pytest.mark.sandbox
def test_a_layer_that_fails_is_named_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    if reason := doctor.no_sandbox_here():
        pytest.skip(reason)
    monkeypatch.setattr(doctor, "_SMALL", {"scratch folder": {"scratch_files": 5000}})
    found = doctor.examine()
    assert found.layers == [
        doctor.Layer("scratch folder", False, "OSError: the scratch folder is not limited")
    ]
    assert found.reason and "(scratch folder)" in found.reason


def test_other_systems_have_no_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(doctor, "no_sandbox_here", lambda: "A sandbox needs Linux")
    found = doctor.examine()
    assert not any(layer.holds for layer in found.layers)
    assert found.as_json()["sandboxed"] is False


def test_without_proc_there_is_no_sandbox(monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(support, "_PROC", tmp_path)
    monkeypatch.setattr(support.sys, "platform", "linux")
    reason = support.no_sandbox_here.__wrapped__()
    assert reason and f"{tmp_path}/self/stat cannot be read here" in reason and "mount" in reason
