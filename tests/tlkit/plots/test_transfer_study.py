"""The image of a study shows what its table says."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from tlkit.plots.training import show_transfer_study

TREATMENTS = ["BnB", "BnB+", "AnB", "AnB+"]


@pytest.fixture
def table():
    rows = [("scratch", 0, 0.5), *((one, n, 0.6 + n / 10) for one in TREATMENTS for n in (1, 3))]
    return pd.DataFrame(rows, columns=["treatment", "n", "mean"]).assign(std=0.125, runs=2)


def test_there_is_a_curve_for_each_treatment_with_its_spread(table):
    (axis,) = show_transfer_study(table).axes
    assert [curve.get_label() for curve in axis.containers] == TREATMENTS
    for line, _, (bars,) in axis.containers:
        np.testing.assert_allclose(line.get_xydata(), [[1, 0.7], [3, 0.9]])
        np.testing.assert_allclose(bars.get_segments()[0][:, 1], [0.575, 0.825])


def test_scratch_is_a_level_to_compare_with(table):
    (axis,) = show_transfer_study(table).axes
    assert list(axis.lines[0].get_ydata()) == [0.5, 0.5]


def test_one_seed_has_no_spread_to_draw(table):
    (axis,) = show_transfer_study(table.assign(std=np.nan)).axes
    assert all(np.ptp(bar[:, 1]) == 0 for bar in axis.containers[0][2][0].get_segments())


def test_the_figure_is_closed_and_names_all_it_shows(table):
    figure = show_transfer_study(table)
    assert plt.get_fignums() == []
    names = [text.get_text() for text in figure.legends[0].get_texts()]
    assert sorted(names) == sorted(["scratch (n = 0)", *TREATMENTS])
