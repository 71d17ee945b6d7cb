"""Cases, folders of one's own, splits and downloads."""

import hashlib
import http.server
import tarfile
import threading
import urllib.request
from pathlib import Path

import keras
import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_digits

from tlkit import datasets
from tlkit.datasets import Images, digits, download, load_case, load_folder, split, take


@pytest.fixture(scope="module")
def small():
    return load_case("small-similar", per_class=3)


def picture(path: Path, colour="red", mode="RGB", size=(40, 30), **options) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path, **options)


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("cat", "dog"):
        for i in range(5):
            picture(tmp_path / name / f"{i}.png", (i, 0, 0))
    return tmp_path


def test_small_similar_is_complete_and_small(small):
    assert small.train.images.shape == (30, 64, 64, 3)
    assert small.num_classes == len(small.class_names) == 10
    assert "30 to train" in repr(small)


def test_parts_of_a_case_share_no_picture(small):
    seen = [image.tobytes() for part in (small.train, small.valid, small.test) for image in part[0]]
    assert len(set(seen)) == len(seen)


def test_small_different_is_digits():
    case = load_case("small-different", per_class=4)
    assert np.bincount(case.train.labels).tolist() == [4] * 10


def test_digits_are_those_of_scikit_learn():
    images, labels = digits(size=8)
    assert np.array_equal(images[..., 1], np.uint8(load_digits().images * 255 / 16))
    assert np.array_equal(labels, load_digits().target)


def test_case_from_a_folder(folder, small):
    case = load_case("small-similar", folder=folder, backbone=small.backbone)
    assert case.class_names == ["cat", "dog"]
    assert [len(part.labels) for part in (case.train, case.valid, case.test)] == [6, 2, 2]


def test_the_environment_decides_the_source(monkeypatch):
    monkeypatch.setenv("TLKIT_SOURCE", "embedded")
    assert "Fractals" in repr(load_case(source="imagenet", folder="/nowhere", per_class=1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"case": "tiny"}, "case is 'tiny'; it may be"),
        ({"source": "web"}, "source is 'web'; it may be"),
    ],
)
def test_unknown_case_or_source(arguments, message):
    with pytest.raises(ValueError, match=message):
        load_case(**arguments)


def test_folder_gives_pictures_labels_and_names(folder):
    (images, labels), names = load_folder(folder, size=(8, 12))
    assert images.shape == (10, 8, 12, 3)
    assert labels.tolist() == [0] * 5 + [1] * 5
    assert names == ["cat", "dog"]
    assert images[4, 0, 0].tolist() == [4, 0, 0]


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("L", 90, [90] * 3),
        ("CMYK", (0, 0, 0, 255), [0] * 3),
        ("I;16", 0x8000, [128] * 3),
        ("RGBA", (9, 9, 9, 0), [255] * 3),
        ("LA", (7, 255), [7] * 3),
        ("1", 1, [255] * 3),
    ],
)
def test_odd_modes_become_rgb(folder, mode, colour, expected):
    suffix = ".tif" if mode == "CMYK" else ".png"
    picture(folder / "cat" / f"a{suffix}", colour, mode)
    (images, _), _ = load_folder(folder, size=(4, 4))
    assert expected in images[:, 0, 0].tolist()


def test_a_picture_is_turned_as_its_camera_held_it(folder):
    image = Image.new("RGB", (40, 40), "black")
    image.paste("white", (0, 0, 20, 40))  # white at the left
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right: what is left comes to the top
    image.save(folder / "cat" / "0.png", exif=exif)
    (images, _), _ = load_folder(folder, size=(40, 40))
    assert images[0, 0].min() == 255
    assert images[0, -1].max() == 0


def test_unreadable_files_are_named_and_left_out(folder):
    (folder / "dog" / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    (folder / "dog" / "notes.txt").write_text("no picture either")
    with pytest.warns(UserWarning, match=r"left out, not readable: dog/broken.jpg"):
        (images, _), _ = load_folder(folder)
    assert len(images) == 10


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda root: root / "missing", "is not a folder"),
        (lambda root: root / "cat", "holds 0 class folders; at least 2 are needed"),
        (lambda root: ((root / "eel").mkdir(), root)[1], "no readable picture in"),
    ],
)
def test_folders_that_cannot_serve(folder, prepare, message):
    with pytest.raises(ValueError, match=message):
        load_folder(prepare(folder))


def test_split_is_even_in_every_class():
    pictures = Images(np.arange(60 * 12).reshape(60, 2, 2, 3), np.repeat([0, 1, 2], 20))
    assert [np.bincount(p.labels).tolist() for p in split(pictures)] == [[12] * 3, [4] * 3, [4] * 3]


def test_copies_stay_on_one_side():
    images = np.repeat(np.arange(30), 2)[:, None, None, None] * np.ones((60, 2, 2, 3))
    parts = split(Images(images, np.repeat([0, 1], 30)))
    sides = [set(np.unique(part.images)) for part in parts]
    assert not (sides[0] & sides[1] | sides[0] & sides[2] | sides[1] & sides[2])


def test_split_refuses_a_class_that_is_too_small():
    with pytest.raises(ValueError, match="class 1 has 4 pictures; 5 are the least"):
        split(Images(np.zeros((9, 2, 2, 3)), np.array([0] * 5 + [1] * 4)))


def test_take_keeps_at_most_so_many_of_each():
    pictures = Images(np.arange(7), np.array([0, 0, 0, 0, 1, 1, 2]))
    assert take(pictures, 2).labels.tolist() == [0, 0, 1, 1, 2]


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server on loopback that holds one published set, and Keras's cache in a folder beside."""
    served, archive = tmp_path / "served", tmp_path / "served" / "set.tgz"
    picture(tmp_path / "set" / "a" / "1.png")
    served.mkdir()
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "set", "set")
    monkeypatch.setattr(keras.config, "_KERAS_DIR", str(tmp_path / "home"), raising=False)
    monkeypatch.setattr("keras.src.utils.file_utils.config.keras_home", lambda: tmp_path / "home")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=str(served))

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        sha256 = hashlib.sha256(archive.read_bytes()).hexdigest()
        url = f"http://127.0.0.1:{httpd.server_port}/set.tgz"
        yield datasets.Download(url, sha256, "set", "A set.")
        httpd.shutdown()
        thread.join()
    urllib.request.urlcleanup()


def test_download_unpacks_what_was_published(server):
    folder = download(server)
    assert [path.name for path in folder.rglob("*.png")] == ["1.png"]


def test_download_happens_once(server, tmp_path):
    folder = download(server)
    (tmp_path / "served" / "set.tgz").unlink()
    assert download(server) == folder


def test_offline_says_what_to_do(server):
    nobody = server._replace(url="http://127.0.0.1:9/set.tgz")
    with pytest.raises(OSError, match=r"(?s)could not get http://127.0.0.1:9.* name a folder of"):
        download(nobody)


def test_download_refuses_another_file(server):
    with pytest.raises(OSError, match=r"(?s)could not get .* use source=\"embedded\""):
        download(server._replace(sha256="0" * 64))
