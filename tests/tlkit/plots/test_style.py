"""The style of all figures: curves that differ without colour, and images that may be drawn."""

import numpy as np
import pytest

from tlkit.plots import style


def test_curves_differ_in_colour_or_marker():
    looks = [style.look(i) for i in range(20)]
    pairs = {(look["color"], look["marker"]) for look in looks}
    assert len(pairs) == 20
    assert len({look["marker"] for look in looks[: len(style.COLOURS)]}) == len(style.COLOURS)


def test_an_image_is_drawn_as_it_is():
    pixels = np.array([[[0.0, 254.6, 255.4]]])
    assert style.drawable(pixels).tolist() == [[[0, 255, 255]]]
    assert style.drawable(pixels).dtype == np.uint8


@pytest.mark.parametrize("scale", [1 / 255, 2.0])
def test_an_image_that_was_scaled_is_refused(scale):
    with pytest.raises(ValueError, match="scaled before"):
        style.drawable(np.full((2, 2, 3), 200.0) * scale)


def test_a_figure_has_the_axes_and_inches_asked_for():
    figure, axes = style.new_figure(2, 3, width=4, height=5)
    assert axes.shape == (2, 3)
    assert figure.get_size_inches().tolist() == [4, 5]
    assert style.done(figure) is figure
