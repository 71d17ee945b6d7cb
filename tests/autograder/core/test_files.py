"""Only plain files are read, whatever lies in a folder."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from autograder.core import files
from autograder.core.files import NotPlain, read_file, read_folder, write_whole


def test_reads_all_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "in" / "side").mkdir(parents=True)
    (tmp_path / "in" / "side" / "b c").write_text("2")
    assert read_folder(tmp_path) == {"a": b"1", "in/side/b c": b"2"}


def test_leaves_out_what_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "a").write_text("1")
    (tmp_path / "b.pyc").write_text("2")
    assert read_folder(tmp_path, (".ipynb_checkpoints", "*.pyc")) == {}


@pytest.mark.parametrize("kind", ["file link", "folder link", "dangling link", "pipe", "socket"])
def test_refuses_what_is_no_file(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    unit = Path("unit")
    unit.mkdir()
    place = unit / "odd"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(place))
    else:
        targets = {"file link": "/etc/passwd", "folder link": "/etc", "dangling link": "nowhere"}
        place.symlink_to(targets[kind])
    for read in (lambda: read_folder(unit), lambda: read_file(place, 100)):
        with pytest.raises(NotPlain, match="odd is a link or a device, not a plain file"):
            read()


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "unit").symlink_to("/etc")
    with pytest.raises(NotPlain, match="unit is a link"):
        read_folder(tmp_path / "unit")


def test_a_link_swapped_in_after_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("1")
    opened = os.open

    def swap(name, *arguments, **more):  # type: ignore[no-untyped-def]
        if name == "a":
            (tmp_path / "a").unlink()
            (tmp_path / "a").symlink_to("/etc/passwd")
        return opened(name, *arguments, **more)

    monkeypatch.setattr(files.os, "open", swap)
    with pytest.raises(NotPlain, match="a is a link or a device"):
        read_folder(tmp_path)


def test_too_large_or_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FOLDER", 2 * files.MEGABYTE)
    monkeypatch.setattr(files, "MAX_FILES", 3)
    for name in "ab":
        (tmp_path / name).write_bytes(bytes(files.MEGABYTE))
    assert len(read_folder(tmp_path)) == 2
    (tmp_path / "c").write_text("1")
    with pytest.raises(NotPlain, match="c is too large"):
        read_folder(tmp_path)
    for name in "abcd":
        (tmp_path / name).write_text("")
    with pytest.raises(NotPlain, match="holds more than 3 files"):
        read_folder(tmp_path)


def test_folders_nested_too_deeply(tmp_path: Path) -> None:
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("a", dir_fd=place)
        inner = os.open("a", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    try:
        with pytest.raises(NotPlain, match=r"too deep"):
            read_folder(tmp_path)
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "a"], check=True)  # too deep for Python's own


def test_a_file_is_written_whole_or_stays(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)  # there is room for this name, but for none that is longer
    path.write_text("old")
    with pytest.raises(OSError, match=r"n cannot be written \(File name too long\)"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    with pytest.raises(OSError, match="cannot be written"):
        write_whole(tmp_path, "new")
    assert not list(tmp_path.parent.glob(".*.unfinished"))
    write_whole(tmp_path / "lines.csv", "a\r\nb\ud800\n")
    assert (tmp_path / "lines.csv").read_bytes() == b"a\r\nb?\n"
