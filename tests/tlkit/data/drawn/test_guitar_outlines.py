"""The outlines are closed shapes of the sizes that guitars have."""

import numpy as np
import pytest

from tlkit.data.drawn.guitar_outlines import LES_PAUL, SG, STRATOCASTER


@pytest.mark.parametrize("model", [STRATOCASTER, LES_PAUL, SG])
def test_parts_sit_where_a_guitar_has_them(model):
    body = np.array([point[:2] for point in model.body])
    head = np.array([point[:2] for point in model.head])
    width, length = np.ptp(body, axis=0)
    assert 28 < width < 36 and 38 < length < 46  # centimetres
    assert body[:, 1].max() < model.nut <= head[:, 1].min() + 1
    assert 0 < model.bridge < model.joint < model.nut
    assert 60 < model.nut - model.bridge < 66  # the scale: 62.8 and 64.8 cm
    assert len(model.tuners) == 6
