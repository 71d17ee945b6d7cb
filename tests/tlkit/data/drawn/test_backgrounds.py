"""Backgrounds depend on their seed alone, and fill the image."""

import numpy as np
import pytest

from tlkit.data.drawn.backgrounds import boards, clutter, gradient, scenery


@pytest.mark.parametrize("seed", range(12))  # every kind of scenery among them
def test_scenery_depends_on_its_seed_alone(seed):
    one, again = (np.asarray(scenery(24, np.random.default_rng(seed))) for _ in range(2))
    assert one.shape == (24, 24, 3)
    np.testing.assert_array_equal(one, again)


def test_a_gradient_keeps_to_its_strength():
    shaded = np.asarray(gradient(32, (120, 120, 120), np.random.default_rng(0), strength=10))
    assert 2 < np.abs(shaded.astype(int) - 120).max() <= 10 * np.sqrt(2)


def test_boards_are_brown():
    red, _, blue = np.asarray(boards(48, np.random.default_rng(0))).mean(axis=(0, 1))
    assert red > blue


def test_clutter_changes_the_image_it_is_given():
    image = gradient(32, (128, 128, 128), np.random.default_rng(0), strength=0)
    clutter(image, np.random.default_rng(1), count=0)
    assert np.ptp(np.asarray(image)) == 0
    clutter(image, np.random.default_rng(1), count=5)
    assert np.ptp(np.asarray(image)) > 0
