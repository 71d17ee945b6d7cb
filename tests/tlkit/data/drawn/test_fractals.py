"""Fractals: the same number is the same fractal, and its images vary."""

import numpy as np
import pytest

from tlkit.data.drawn.fractals import fractal_images, sample_system


def test_shapes_types_and_labels():
    images, labels = fractal_images([5, 3], 3, size=24)
    assert images.shape == (6, 24, 24, 3)
    assert images.dtype == np.uint8
    assert labels.tolist() == [0, 0, 0, 1, 1, 1]


def test_same_seed_same_images_other_seed_others():
    images = [fractal_images([4], 2, seed=seed)[0] for seed in (0, 0, 1)]
    assert np.array_equal(images[0], images[1])
    assert not np.array_equal(images[0], images[2])


def test_a_class_is_drawn_alike_whatever_stands_beside_it():
    together, _ = fractal_images([1, 2, 3], 1)
    assert np.array_equal(together[1], fractal_images([2], 1)[0][0])


def test_no_two_images_of_a_class_are_the_same():
    images, _ = fractal_images([9], 12)
    assert len({image.tobytes() for image in images}) == 12


@pytest.mark.parametrize("number", range(20))
def test_systems_are_contractive(number):
    singular_values = np.linalg.svd(sample_system(number).linear, compute_uv=False)
    assert singular_values.max() < 1
