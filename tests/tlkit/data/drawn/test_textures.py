"""Textures have one mean, and vary."""

import numpy as np
import pytest

from tlkit.data.drawn.textures import draw_texture


@pytest.mark.parametrize("number", range(8))
def test_textures_have_a_mean_of_one_half(number):
    first, other = (draw_texture(number, 32, np.random.default_rng(seed)) for seed in (0, 1))
    assert first.mean() == pytest.approx(0.5)
    assert not np.allclose(first, other)
