"""The image of the map of strategies shows what was measured, and marks the place asked for."""

import json

import pytest

from tlkit.experiments import strategy_map
from tlkit.plots.strategy_map import STRATEGIES, show_strategy_map

FOUND = dict(zip(STRATEGIES, (0.1, 0.2, 0.5, 0.6, 0.7, 0.3), strict=True))


@pytest.fixture
def file(tmp_path):
    """Two runs of everything; at one place, one of them upsets the order."""
    points = {
        strategy_map._name(*point): {"0": FOUND, "1": FOUND} for point in strategy_map._points()
    }
    points["shift 0, 5 a class"] = {"0": FOUND, "1": FOUND | {"raw pixels": 0.8}}
    (tmp_path / "map.json").write_text(json.dumps(points))
    return tmp_path / "map.json"


def test_every_strategy_has_its_own_look():
    assert tuple(STRATEGIES) == strategy_map.STRATEGIES
    assert len({colour for colour, _ in STRATEGIES.values()}) == len(STRATEGIES)


def test_every_place_names_its_winner_and_margin(file):
    (axis,) = show_strategy_map(file=file).axes
    words = [text.get_text() for text in axis.texts]
    assert words == ["fine-tuned\n≈ +10"] + ["fine-tuned\n+10"] * 14


def test_a_place_is_framed_and_its_accuracies_drawn(file):
    left, right = show_strategy_map(900, 0.1, file=file).axes
    (frame,) = [patch for patch in left.patches if not patch.get_fill()]
    assert frame.get_xy() == (2, 4)
    assert [bar.get_width() for bar in right.patches] == list(FOUND.values())
    assert [label.get_text() for label in right.get_yticklabels()] == list(FOUND)


def test_beyond_the_map_no_place_is_framed(file):
    (axis,) = show_strategy_map(10_000, 0.1, file=file).axes
    assert all(patch.get_fill() for patch in axis.patches)


@pytest.mark.parametrize("place", [(500, None), (None, 0.5), (0, 0.5), (500, 7)])
def test_a_place_that_no_map_has_is_refused(file, place):
    message = f"num_images is {place[0]} and similarity {place[1]}; expected 1 or more, and 0 to 1"
    with pytest.raises(ValueError, match=message):
        show_strategy_map(*place, file=file)


def test_what_ships_can_be_drawn():
    assert show_strategy_map().axes
