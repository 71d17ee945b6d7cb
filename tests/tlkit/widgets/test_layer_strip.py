"""The strip has a bar for each layer, and says where the cut is."""

import re

import keras

from tlkit.training.step_cost import Network
from tlkit.widgets._layer_strip import Strip


def strip():
    dense = [keras.layers.Dense(3, name="first"), keras.layers.Dense(2, name="second>")]
    return Strip(Network(keras.Sequential([keras.Input((4,)), *dense])))


def test_a_bar_for_each_layer_with_its_weights():
    drawn = strip()
    html = drawn.draw(drawn.network.step(1).states, 1)
    assert re.findall(r"<title>([^<]*)</title>", html) == [
        "0 first: 15 weights",
        "1 second&gt;: 8 weights",
    ]
    assert "2 layers: 1 trained, 1 frozen" in html


def test_the_cut_is_named():
    drawn = strip()
    assert drawn.name(0) == "nothing is frozen"
    assert drawn.name(1) == "frozen up to first, trained from second&gt;"
    assert drawn.name(2) == "all is frozen"


def test_two_strips_on_a_page_share_no_pattern():
    assert strip().id != strip().id
