"""The map in SVG has a box for each measured place, and a ring where the dials stand."""

import pandas as pd
import pytest

from tlkit.experiments import strategy_map
from tlkit.widgets._strategy_map import map_svg

PLACES = [(0.0, 5), (0.5, 20)]


@pytest.fixture
def table():
    rows = [
        {"winner": "last layer", "margin": 0.1, "clear": True},
        {"winner": "fine-tuned", "margin": 0.02, "clear": False},
    ]
    index = pd.MultiIndex.from_tuples(PLACES, names=["shift", "per_class"])
    return pd.DataFrame(rows, index=index)


def test_each_place_names_its_winner_and_margin(table):
    svg = map_svg(table, 50, 1.0, None)
    assert svg.count("<rect x=") == 2 * len(PLACES)  # a strip and a box each
    assert ">last layer<" in svg and ">+10<" in svg
    assert ">fine-tuned<" in svg and ">≈ +2<" in svg
    assert "<circle" not in svg


def test_the_ring_moves_with_the_dials(table):
    def ring(size, similarity):
        svg = map_svg(table, size, similarity, PLACES[0])
        x, y = svg.partition('<circle cx="')[2].split('"')[0:3:2]
        return int(x), int(y)

    few, many = (strategy_map.CLASSES * size for size in strategy_map.SIZES[:2])
    assert ring(few, 1.0)[0] < ring(many, 1.0)[0]
    assert ring(few, 1.0)[1] < ring(few, 0.0)[1]
