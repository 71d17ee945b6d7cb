"""A file is written whole or not at all."""

import pytest

from tlkit.core.files import replacing


def test_a_write_that_fails_leaves_no_half_file(tmp_path):
    with pytest.raises(OSError, match="full"), replacing(tmp_path / "result") as path:
        path.write_text("half")
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_once_it_is_whole(tmp_path):
    path = tmp_path / "result"
    path.write_text("old")
    with replacing(path) as unfinished:
        unfinished.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]
