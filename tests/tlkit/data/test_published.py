"""Published sets: downloaded once, read as they were packed, and named where there is none."""

import numpy as np
import pytest

from tlkit.__main__ import main
from tlkit.data.published import PUBLISHED, download


def test_download_unpacks_what_was_published_once(published, server):
    folder = download(published)
    assert sorted(path.name for path in folder.rglob("*.png")) == ["1.png", "2.png"]
    assert download(published) == folder
    assert len(server.asked) == 1


def test_unknown_case():
    with pytest.raises(ValueError, match="no set is published for 'guitars'; there is one for"):
        download("guitars")


def test_cifar_is_read_from_its_binary_files(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3)).astype("uint8")
    rows = [bytes([k]) + image.transpose(2, 0, 1).tobytes() for k, image in enumerate(pixels)]
    (tmp_path / "data_batch_1.bin").write_bytes(b"".join(rows[:2]))
    (tmp_path / "test_batch.bin").write_bytes(b"".join(rows[2:]))
    (tmp_path / "batches.meta.txt").write_text("ant\nbee\ncat\ndog\n\n")
    (images, labels), names = PUBLISHED["large-similar"].load(tmp_path, (32, 32))
    assert np.array_equal(images, pixels)
    assert labels.tolist() == [0, 1, 2, 3]
    assert names == ["ant", "bee", "cat", "dog"]


def test_the_command_names_what_it_cannot_get(capsys):
    assert main(["download", "guitars"]) == 1
    assert "no set is published for 'guitars'" in capsys.readouterr().err


def test_the_command_gets_a_case(published, monkeypatch, capsys):
    monkeypatch.setitem(PUBLISHED, "small-similar", published)
    assert main(["download", "small-similar"]) == 0
    assert capsys.readouterr().out.startswith("A set. In ")
