"""Shapes land where the map of the plane puts them."""

import numpy as np
from PIL import Image

from tlkit.data.drawn.painter import Painter, ellipse, outline, placement, rectangle

SQUARE = [(-1, -1), (1, -1), (1, 1), (-1, 1)]


def painter(**options):
    image = Image.new("RGB", (40, 40))
    return image, Painter(image, placement(0.0, 10.0, **options), np.array([20.0, 20.0]))


def test_a_curve_runs_through_its_points_and_corners_stay_corners():
    smooth = outline(SQUARE)
    cornered = outline([(x, y, 1) for x, y in SQUARE])
    for curve in (smooth, cornered):
        assert np.abs(curve[:, None] - np.array(SQUARE)).sum(-1).min(0).max() < 1e-9
    assert np.abs(cornered).max() <= 1 < np.abs(smooth).max()  # only the smooth one bulges


def test_a_unit_is_as_long_as_the_scale_and_y_points_up():
    image, brush = painter()
    brush.fill(rectangle(0.5, 1.0, 1.0, 1.0), (255, 0, 0))
    rows, columns = np.nonzero(np.asarray(image)[..., 0])
    assert (columns.min(), columns.max()) == (20, 30)
    assert (rows.min(), rows.max()) == (5, 15)


def test_flipped_is_mirrored():
    image, brush = painter(flip=True)
    brush.fill(rectangle(1.0, 0.0, 1.0, 1.0), (255, 0, 0))
    assert np.nonzero(np.asarray(image)[..., 0])[1].max() < 20


def test_a_mask_is_where_a_shape_lies():
    _, brush = painter()
    mask = np.asarray(brush.mask(ellipse(0, 0, 2.0)))
    assert mask[20, 20] == 255
    assert mask[0, 0] == 0
    np.testing.assert_allclose((mask > 0).sum(), np.pi * 10**2, rtol=0.1)
