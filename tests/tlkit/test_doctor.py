"""The look at a machine says what is missing, and what to do."""

from pathlib import Path

import pytest

from tlkit import doctor
from tlkit.__main__ import main
from tlkit.data import published


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path / "file"))
    _, fine, said = doctor._codes()
    assert not fine
    assert "name another folder in TLKIT_CACHE" in said
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path / "new"))
    assert doctor._codes() == ("codes", True, f"kept in {tmp_path / 'new'}, 0 MB")


def test_an_old_keras_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.keras, "__version__", "3.9.2")
    _, fine, said = doctor._keras()
    assert not fine
    assert said.startswith("3.9.2 on ")
    assert said.endswith("the course needs 3.15 or newer")


def test_weights_that_are_missing_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError("no such file: MobileNet.weights.h5")

    monkeypatch.setattr(doctor, "load_case", fail)
    assert list(doctor._network()) == [
        ("network", False, "FileNotFoundError: no such file: MobileNet.weights.h5")
    ]


def test_what_was_downloaded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert "tlkit download" in doctor._photographs().result
    published.unpacked_folder("large-similar").mkdir(parents=True)
    assert doctor._photographs().result == "large-similar"


def test_the_command_fails_where_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [doctor.Finding("device", True, "gpu:0")]
    monkeypatch.setattr(doctor, "examine", lambda: found)
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.splitlines() == ["✓ device  gpu:0", "The course runs here."]
    found.append(doctor.Finding("codes", False, "disk full"))
    assert main(["doctor"]) == 1
    assert "✗ codes   disk full" in capsys.readouterr().err
