"""Drawn guitars depend on their seed alone, and the models differ."""

import numpy as np

from tlkit.data.drawn.guitars import NAMES, guitar_images


def test_drawings_depend_on_their_seed_alone():
    one, again, other = (guitar_images(2, size=32, seed=seed)[0] for seed in (0, 0, 1))
    assert np.array_equal(one, again)
    assert len({image.tobytes() for image in (*one, *other)}) == len(one) + len(other)


def test_there_are_as_many_of_each_model():
    images, labels = guitar_images(3, size=16)
    assert images.shape == (9, 16, 16, 3)
    assert np.bincount(labels).tolist() == [3] * len(NAMES)
