"""Splits: even in every class, and near-copies on one side."""

import io

import numpy as np
import pytest
from PIL import Image

from tlkit.data.drawn.fractals import fractal_images
from tlkit.data.splits import Images, split, take


def test_split_is_even_in_every_class():
    pixels = np.random.default_rng(0).integers(0, 256, (60, 8, 8, 3)).astype("uint8")
    images = Images(pixels, np.repeat([0, 1, 2], 20))
    assert [np.bincount(p.labels).tolist() for p in split(images)] == [[12] * 3, [4] * 3, [4] * 3]


def test_copies_stay_on_one_side():
    pixels = np.random.default_rng(0).integers(0, 256, (30, 8, 8, 3)).astype("uint8")
    parts = split(Images(np.repeat(pixels, 2, axis=0), np.repeat([0, 1], 30)))
    assert_on_one_side(parts)


def test_copies_encoded_and_resized_anew_stay_on_one_side():
    drawn, _ = fractal_images(range(5), 6)
    pairs = np.stack([[image, encoded_anew(image)] for image in drawn]).reshape(-1, 64, 64, 3)
    numbers = np.repeat(np.arange(30), 2)
    pairs[:, 0, 0] = numbers[:, np.newaxis]  # so that each image tells whose copy it is
    assert_on_one_side(split(Images(pairs, np.repeat([0, 1], 30))))


def encoded_anew(image: np.ndarray) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray(image).resize((45, 45)).save(file, "jpeg", quality=60)
    with Image.open(file) as opened:
        return np.asarray(opened.resize((64, 64)))


def assert_on_one_side(parts) -> None:
    sides = [{image[0, 0].tobytes() for image in part.images} for part in parts]
    assert sum(map(len, sides)) == len(set.union(*sides)) == 30


def test_split_refuses_a_class_that_is_too_small():
    with pytest.raises(ValueError, match="class 1 has 4 images; 5 are the least"):
        split(Images(np.zeros((9, 2, 2, 3)), np.array([0] * 5 + [1] * 4)))


def test_split_refuses_a_class_of_copies():
    images = np.random.default_rng(0).integers(0, 256, (20, 8, 8, 3)).astype("uint8")
    images[:10] = images[0]
    message = "the images of class 3 are too many copies of too few to share out"
    with pytest.raises(ValueError, match=message):
        split(Images(images, np.repeat([3, 4], 10)))


@pytest.mark.parametrize("share", [split, lambda images: take(images, 1)])
@pytest.mark.parametrize(("images", "labels"), [(5, 6), (6, 5), (0, 0)])
def test_labels_that_do_not_match_are_refused(share, images, labels):
    dataset = Images(np.zeros((images, 2, 2, 3)), np.zeros(labels, int))
    message = f"{images} images and {labels} labels; expected one label per image"
    with pytest.raises(ValueError, match=message):
        share(dataset)


def test_take_keeps_at_most_so_many_of_each():
    images = Images(np.arange(7), np.array([0, 0, 0, 0, 1, 1, 2]))
    assert take(images, 2).labels.tolist() == [0, 0, 1, 1, 2]


def test_a_count_of_images_below_1_is_refused():
    with pytest.raises(ValueError, match="per_class is -1; expected 1 or more"):
        take(Images(np.zeros((4, 2, 2, 3)), np.array([0, 0, 1, 1])), -1)
