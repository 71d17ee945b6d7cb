"""The controls and the HTML that explorers are made of."""

import numpy as np

from tlkit.widgets._controls import MARK, sheet


def test_a_sheet_frames_one_of_its_images():
    drawn = sheet(np.zeros((3, 1, 1, 3)), 2, marked=1)
    assert drawn.shape == (10, 10, 3)
    assert drawn[0, 5].tolist() == drawn[4, 9].tolist() == list(MARK)
    assert drawn[0, 0].tolist() == [255] * 3  # frames are white else, and so is what is empty
    assert (drawn[5:, 5:] == 255).all()
    assert (drawn[2, 2] == 0).all() and (drawn[2, 7] == 0).all()
