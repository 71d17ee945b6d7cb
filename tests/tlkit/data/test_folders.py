"""Folders of one's own: images of any mode, unreadable files, and what cannot serve."""

from pathlib import Path

import pytest
from PIL import Image

from tlkit.data.folders import load_folder


def image(path: Path, colour="red", mode="RGB", size=(40, 30), **options) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path, **options)


@pytest.mark.parametrize("size", [64, (0, 64), (None, None), (64, 64, 3)])
def test_a_size_that_is_no_height_and_width_is_refused(image_folder, size):
    with pytest.raises(ValueError, match=r"size is .*; expected \(height, width\) in pixels"):
        load_folder(image_folder, size=size)


def test_folder_gives_images_labels_and_names(image_folder):
    (images, labels), names = load_folder(image_folder, size=(8, 12))
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
def test_odd_modes_become_rgb(image_folder, mode, colour, expected):
    suffix = ".tif" if mode == "CMYK" else ".png"
    image(image_folder / "cat" / f"a{suffix}", colour, mode)
    (images, _), _ = load_folder(image_folder, size=(4, 4))
    assert expected in images[:, 0, 0].tolist()


def test_an_image_is_turned_as_its_camera_held_it(image_folder):
    image = Image.new("RGB", (40, 40), "black")
    image.paste("white", (0, 0, 20, 40))  # white at the left
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right: what is left comes to the top
    image.save(image_folder / "cat" / "0.png", exif=exif)
    (images, _), _ = load_folder(image_folder, size=(40, 40))
    assert images[0, 0].min() == 255
    assert images[0, -1].max() == 0


def test_unreadable_files_are_named_and_left_out(image_folder):
    (image_folder / "dog" / "broken.jpg").write_bytes(b"\xff\xd8 no image")
    (image_folder / "dog" / "notes.txt").write_text("no image either")
    with pytest.warns(UserWarning, match=r"left out, not readable: dog/broken.jpg"):
        (images, _), _ = load_folder(image_folder)
    assert len(images) == 10


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda root: root / "missing", "is not a folder"),
        (lambda root: root / "cat", "holds 0 class folders; at least 2 are needed"),
        (lambda root: ((root / "eel").mkdir(), root)[1], "no readable image in"),
    ],
)
def test_folders_that_cannot_serve(image_folder, prepare, message):
    with pytest.raises(ValueError, match=message):
        load_folder(prepare(image_folder))
