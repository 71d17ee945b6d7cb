"""The memory on disk: whole files only, whatever processes write or die."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tlkit.core import cache as codes_cache
from tlkit.core.cache import SUFFIX, cache_folder, load, prune, recall, store

PACKAGE = Path(codes_cache.__file__).parent
ARRAY = np.arange(12, dtype="float32").reshape(3, 4)


def process(body, folder):
    """Start a Python with the module alone, without Keras, as `cache`."""
    code = f"import sys; sys.path.insert(0, {str(PACKAGE)!r})\nimport cache\n{body}"
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], stderr=subprocess.PIPE)


def compute_ones(names):
    return {name: np.ones(2) for name in names}


def never(names):
    raise AssertionError(f"computed {names} again")


def test_what_was_stored_is_loaded(tmp_path):
    store(tmp_path, "key", ARRAY)
    np.testing.assert_array_equal(load(tmp_path, "key"), ARRAY)


def test_nothing_is_loaded_under_another_key(tmp_path):
    store(tmp_path, "key", ARRAY)
    assert load(tmp_path, "other") is None


def test_only_what_is_missing_is_computed(tmp_path):
    store(tmp_path, "a", ARRAY)
    asked = []
    found = recall(
        tmp_path, {"x": "a", "y": "b"}, lambda names: asked.append(names) or {"y": ARRAY}
    )
    assert asked == [["y"]]
    assert list(found) == ["x", "y"]


def test_what_was_computed_is_kept(tmp_path):
    recall(tmp_path / "new", {"x": "a"}, compute_ones)
    assert recall(tmp_path / "new", {"x": "a"}, never)["x"].tolist() == [1, 1]


@pytest.mark.parametrize("damage", ["empty", "cut", "changed"])
def test_a_damaged_file_is_computed_again(tmp_path, damage):
    store(tmp_path, "a", ARRAY)
    path = tmp_path / f"a{SUFFIX}"
    data = bytearray(path.read_bytes())
    data[data.index(ARRAY.tobytes()) + 5] ^= 1
    path.write_bytes({"empty": b"", "cut": data[:100], "changed": data}[damage])
    assert recall(tmp_path, {"x": "a"}, compute_ones)["x"].tolist() == [1, 1]
    assert recall(tmp_path, {"x": "a"}, never)["x"].tolist() == [1, 1]


def test_a_pickle_is_not_loaded(tmp_path):
    np.savez(tmp_path / f"a{SUFFIX}", codes=np.array([object()]))
    assert load(tmp_path, "a") is None


def test_a_kill_before_the_rename_leaves_nothing_under_the_key(tmp_path):
    kill = "import numpy, os\ncache.os.replace = lambda *_: os.kill(os.getpid(), 9)\n"
    child = process(kill + "cache.store(cache.Path(sys.argv[1]), 'key', numpy.ones(9))", tmp_path)
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1  # what it was writing
    assert load(tmp_path, "key") is None
    store(tmp_path, "key", ARRAY)
    np.testing.assert_array_equal(load(tmp_path, "key"), ARRAY)


def test_two_processes_that_write_one_key_never_show_half_a_file(tmp_path):
    body = """
import numpy, os
folder = cache.Path(sys.argv[1])
for _ in range(30):
    cache.store(folder, "key", numpy.full(50_000, os.getpid()))
    found = cache.load(folder, "key")
    assert found is not None and len(set(found)) == 1
"""
    children = [process(body, tmp_path) for _ in range(2)]
    errors = [child.communicate()[1].decode() for child in children]
    assert errors == ["", ""]
    assert [path.name for path in tmp_path.iterdir()] == [f"key{SUFFIX}"]


def test_a_failed_write_leaves_no_file(tmp_path, monkeypatch):
    def full(_):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(tmp_path, "key", ARRAY)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.warns(UserWarning, match=r"could not be kept in .*file.* cache=False"):
        found = recall(tmp_path / "file", {"x": "a"}, compute_ones)
    assert found["x"].tolist() == [1, 1]


def test_the_longest_unused_go_first(tmp_path):
    for age, key in enumerate(["new", "used", "old"]):
        store(tmp_path, key, ARRAY)
        os.utime(tmp_path / f"{key}{SUFFIX}", (0, 1000 - age))
    load(tmp_path, "used")
    prune(tmp_path, limit=2 * (tmp_path / f"new{SUFFIX}").stat().st_size)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"new{SUFFIX}", f"used{SUFFIX}"]


def test_files_of_others_are_never_removed(tmp_path):
    (tmp_path / "thesis.npz").write_bytes(bytes(100))
    prune(tmp_path, limit=0)
    assert (tmp_path / "thesis.npz").exists()


def test_the_environment_names_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path))
    assert cache_folder(True) == tmp_path


def test_the_environment_switches_it_off(monkeypatch):
    monkeypatch.setenv("TLKIT_CACHE", "off")
    assert cache_folder(True) is None


def test_the_default_folder_is_in_the_home(monkeypatch):
    monkeypatch.delenv("TLKIT_CACHE", raising=False)
    assert cache_folder(True) == Path.home() / ".cache/tlkit/codes"


def test_a_folder_or_none_can_be_asked_for(tmp_path):
    assert cache_folder(str(tmp_path)) == tmp_path
    assert cache_folder(False) is None
