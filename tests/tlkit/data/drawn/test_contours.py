"""Contours are closed figures within their image."""

import numpy as np
import pytest

from tlkit.data.drawn.contours import draw_contour, sample_contour


@pytest.mark.parametrize("number", range(8))
def test_contours_are_closed_and_within_the_image(number):
    ink, shade = draw_contour(sample_contour(number), 64, np.random.default_rng(0))
    assert ink[32, 32] == 1
    assert ink[[0, 0, -1, -1], [0, -1, 0, -1]].max() == 0
    assert min(ink.min(), shade.min()) >= 0 and max(ink.max(), shade.max()) <= 1
