"""Sheets of filters, feature maps, and images with their climb."""

import matplotlib
import numpy as np
import pytest

from tlkit.features.filters import Ascent
from tlkit.plots import filters as plots


def titles(figure):
    return [axis.get_title() for axis in figure.axes if axis.images]


@pytest.mark.parametrize(("channels", "shape"), [(3, (5, 5, 3)), (1, (5, 5))])
def test_filters_stand_in_a_sheet(channels, shape):
    figure = plots.show_filters(np.full((10, 5, 5, channels), 255.0))
    assert titles(figure) == [str(i) for i in range(10)]
    assert figure.axes[0].images[0].get_array().shape == shape


def test_grey_is_grey_whatever_else_the_filter_holds():
    (axis,) = plots.show_filters(np.full((1, 5, 5, 1), 127.5)).axes
    assert axis.images[0].get_clim() == (0, 255)


def test_no_more_filters_than_asked_for():
    assert len(titles(plots.show_filters(np.zeros((10, 5, 5, 1)), most=3))) == 3


def test_the_strongest_maps_come_first_with_their_filter():
    maps = np.ones((4, 4, 3)) * [1.0, -3.0, 2.0]
    assert titles(plots.show_feature_maps(maps, most=2)) == ["1", "2"]


@pytest.mark.parametrize("channels", [1, 3])
def test_filters_that_are_no_images_are_refused(channels):
    with pytest.raises(ValueError, match=r"images run from -1\.0 to .*scaled before"):
        plots.show_filters(np.linspace(-1, 1, 50 * channels).reshape(2, 5, 5, channels))


def test_a_rounding_error_is_no_scaling():
    (axis,) = plots.show_filters(np.array([[[[-1e-3]], [[255.001]]]])).axes
    assert axis.images[0].get_array().tolist() == [[0], [255]]


def test_maps_of_several_images_are_refused():
    with pytest.raises(ValueError, match=r"maps has shape \(2, 4, 4, 3\); expected .*maps\[0\]"):
        plots.show_feature_maps(np.ones((2, 4, 4, 3)))


def test_a_scaled_image_before_its_maps_is_refused():
    with pytest.raises(ValueError, match="they were scaled before"):
        plots.show_feature_maps(np.ones((4, 4, 2)), image=np.full((8, 8, 3), 0.5))


def test_the_image_stands_before_its_maps():
    figure = plots.show_feature_maps(np.ones((4, 4, 2)), image=np.zeros((8, 8, 3), "uint8"))
    assert titles(figure) == ["image", "0", "1"]


def test_an_ascent_is_its_images_and_its_climb():
    ascent = Ascent(np.zeros((2, 8, 8, 3)), np.array([[0.0, 1.0], [2.0, 5.0]]))
    figure = plots.show_activation(ascent, ["cat", "dog"])
    assert titles(figure) == ["cat", "dog"]
    climb = figure.axes[-1]
    assert [line.get_ydata().tolist() for line in climb.lines] == [[0, 2], [1, 5]]
    assert [line.get_label() for line in climb.lines] == ["cat", "dog"]


def test_climbs_differ_in_their_markers_too():
    climb = plots.show_activation(Ascent(np.zeros((8, 8, 8, 3)), np.zeros((3, 8)))).axes[-1]
    looks = [(line.get_marker(), line.get_color()) for line in climb.lines]
    assert len(set(looks)) == 8
    assert len({marker for marker, _ in looks}) == 7


@pytest.mark.parametrize(("count", "most"), [(0, 64), (2, 0)])
def test_a_sheet_of_no_filters_is_refused(count, most):
    with pytest.raises(ValueError, match=f"of {count} images, {most} are to be drawn; expected on"):
        plots.show_filters(np.zeros((count, 3, 3, 3)), most=most)


def test_names_that_are_not_as_many_are_refused():
    with pytest.raises(ValueError, match="1 names for 2 images; give each image one"):
        plots.show_activation(Ascent(np.zeros((2, 8, 8, 3)), np.zeros((3, 2))), ["cat"])


def test_images_without_names_are_numbered():
    ascent = Ascent(np.zeros((7, 8, 8, 3)), np.zeros((3, 7)))
    assert titles(plots.show_activation(ascent)) == [str(i) for i in range(7)]


def test_maps_become_images_over_their_own_range():
    maps = np.array([[[0.0, 1.0]], [[-5.0, 5.0]], [[2.0, 2.0]]])
    images = plots.map_images(maps)
    assert (images.shape, images.dtype) == ((3, 1, 2, 3), np.uint8)
    ends = (255 * np.array(matplotlib.colormaps["viridis"]([0.0, 1.0]))[:, :3]).round()
    for shown in images[:2]:
        np.testing.assert_allclose(shown[0], ends, atol=1)
    np.testing.assert_allclose(images[2, 0], ends[[0, 0]], atol=1)
