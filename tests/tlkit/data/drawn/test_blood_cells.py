"""Drawn blood cells depend on kind and seed alone."""

import numpy as np
import pytest

from tlkit.data.drawn.blood_cells import cell_images, draw_cell


def test_drawings_depend_on_their_seed_alone():
    one, again, other = (cell_images(2, size=32, seed=seed)[0] for seed in (0, 0, 1))
    assert np.array_equal(one, again)
    assert len({image.tobytes() for image in (*one, *other)}) == len(one) + len(other)


def test_a_cell_is_drawn_by_its_kind():
    kinds = ("lymphocyte", "monocyte")
    first, other = (draw_cell(kind, 32, np.random.default_rng(0)) for kind in kinds)
    assert first.shape == (32, 32, 3)
    assert not np.array_equal(first, other)
    with pytest.raises(ValueError, match=r"kind is 'platelet'; it may be 'neutrophil', .*"):
        draw_cell("platelet", 32, np.random.default_rng(0))
