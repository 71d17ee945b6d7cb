"""Compositions: seeded, varied, and labelled by what they show."""

import numpy as np
import pytest

from tlkit.data.drawn.compositions import CLASSES, LEVELS, compose
from tlkit.data.drawn.contours import draw_contour, sample_contour
from tlkit.data.drawn.textures import draw_texture
from tlkit.models.demonstration import demonstration_network


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
    images, labels = images[labels[:, 3] >= 0], labels[labels[:, 3] >= 0]
    shown = np.median(images.reshape(len(images), -1, 3), axis=1)
    told = np.take(LEVELS, np.unravel_index(labels[:, 3], (3, 3, 3))).T
    other = np.random.default_rng(0).permutation(told)
    assert np.abs(shown - told).mean() < 0.7 * np.abs(shown - other).mean()


@pytest.mark.parametrize("number", range(8))
def test_contours_are_closed_and_within_the_image(number):
    ink, shade = draw_contour(sample_contour(number), 64, np.random.default_rng(0))
    assert ink[32, 32] == 1
    assert ink[[0, 0, -1, -1], [0, -1, 0, -1]].max() == 0
    assert min(ink.min(), shade.min()) >= 0 and max(ink.max(), shade.max()) <= 1


@pytest.mark.parametrize("number", range(8))
def test_textures_have_a_mean_of_one_half(number):
    first, other = (draw_texture(number, 32, np.random.default_rng(seed)) for seed in (0, 1))
    assert first.mean() == pytest.approx(0.5)
    assert not np.allclose(first, other)


def test_the_demonstration_network_takes_any_size_and_names_a_missing_file(tmp_path):
    small = demonstration_network(weights=None, input_shape=(32, 32, 3))
    large = demonstration_network(weights=None)
    large.set_weights(small.get_weights())
    with pytest.raises(FileNotFoundError, match="no weights file at"):
        demonstration_network(weights=tmp_path / "none.h5")


@pytest.mark.parametrize("shape", [(8, 32, 3), (32, 32, 1), (32, 32)])
def test_the_demonstration_network_refuses_what_is_no_image_for_it(shape):
    message = r"input_shape is .*; expected \(height, width, 3\), 16 pixels or more"
    with pytest.raises(ValueError, match=message):
        demonstration_network(weights=None, input_shape=shape)
