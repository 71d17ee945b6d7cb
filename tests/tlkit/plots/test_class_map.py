"""A class map is drawn over its image, every score at the pixels that it looks at."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from tlkit.core.receptive_field import Geometry
from tlkit.features.class_maps import ClassMap
from tlkit.plots import images as plots

IMAGE = np.full((30, 40, 3), 120, "uint8")
SCORES = np.arange(2 * 3 * 4.0).reshape(1, 2, 3, 4)
FOUND = ClassMap(SCORES, Geometry(stride=(8, 10), receptive_field=(9, 9), offset=(4.0, 7.0)))


def panels():
    figure = plots.show_class_map(IMAGE, FOUND, {"cat": 3, "dog": 0})
    assert plt.get_fignums() == []
    return figure.axes[:2]


def test_a_panel_a_class_on_one_scale():
    shown = [axis.images[1] for axis in panels()]
    np.testing.assert_array_equal(shown[0].get_array(), SCORES[0, ..., 3])
    np.testing.assert_array_equal(shown[1].get_array(), SCORES[0, ..., 0])
    assert [image.get_clim() for image in shown] == [(0, 23), (0, 23)]
    assert [axis.get_title() for axis in panels()] == ["cat", "dog"]


def test_every_score_lies_where_it_looks():
    (axis, _) = panels()
    (rows, columns) = SCORES.shape[1:3]
    left, right, bottom, top = axis.images[1].get_extent()
    height, width = (bottom - top) / rows, (right - left) / columns
    for row, column in np.ndindex(rows, columns):
        centre = (top + height * (row + 0.5), left + width * (column + 0.5))
        assert centre == (4 + 8 * row, 7 + 10 * column)


def test_the_whole_image_lies_beneath():
    for axis in panels():
        np.testing.assert_array_equal(axis.images[0].get_array(), IMAGE[..., 0])
        assert (axis.get_xlim(), axis.get_ylim()) == ((-0.5, 39.5), (29.5, -0.5))


@pytest.mark.parametrize("classes", [{}, {"cat": 4}, {"cat": 0, "dog": -5}])
def test_classes_that_the_map_does_not_have_are_refused(classes):
    with pytest.raises(ValueError, match=r"classes is .*, but the map has 4 classes \(0 to 3\)"):
        plots.show_class_map(IMAGE, FOUND, classes)
