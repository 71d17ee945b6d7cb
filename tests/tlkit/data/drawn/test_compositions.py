"""Compositions: seeded, varied, and labelled by what they show."""

import numpy as np

from tlkit.data.drawn.compositions import CLASSES, LEVELS, compose


def test_shapes_types_and_labels():
    images, labels = compose(20, size=32)
    assert images.shape == (20, 32, 32, 3)
    assert images.dtype == np.uint8
    assert labels.shape == (20, len(CLASSES))
    plain = (labels[:, 1:] == -1).all(1)
    assert plain.sum() == 10
    assert (labels[:, 0] >= 0).all() and (labels[~plain] >= 0).all()
    assert (labels < list(CLASSES.values())).all()


def test_same_seed_same_images_other_seed_others():
    first, again, other = (compose(4, size=32, seed=seed).images for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_no_two_images_are_the_same():
    assert len({image.tobytes() for image in compose(60, size=32).images}) == 60


def test_the_ground_has_the_colour_of_its_label():
    images, labels = compose(400, size=32, seed=3)
    images = images[labels[:, 3] >= 0]
    labels = labels[labels[:, 3] >= 0]
    shown = np.median(images.reshape(len(images), -1, 3), axis=1)
    told = np.take(LEVELS, np.unravel_index(labels[:, 3], (3, 3, 3))).T
    other = np.random.default_rng(0).permutation(told)
    assert np.abs(shown - told).mean() < 0.7 * np.abs(shown - other).mean()
