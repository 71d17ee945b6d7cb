"""The explorer of the four cases, without a browser: dials are set, and what they show is read."""

import json
import re

import pytest

from tlkit import measured_cases
from tlkit.strategies import choose_case
from tlkit.widgets import explore_cases


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.value).split())


@pytest.mark.parametrize("size", [100, 1_000_000])
@pytest.mark.parametrize("similarity", [0.1, 0.9])
def test_dials_show_what_choose_case_says(size, similarity):
    explorer = explore_cases()
    explorer.size.value, explorer.similarity.value = size, similarity
    expected = choose_case(size, similarity, num_classes=10)
    assert explorer.choice == expected
    assert f"Do : {expected.strategy} Why : " in words(explorer.words)
    assert f'{size:,} pictures of similarity {similarity:.2f}: {expected.name}"' in (
        explorer.plane.value
    )


def test_few_pictures_a_class_are_warned_of():
    explorer = explore_cases()
    explorer.size.value, explorer.classes.value = 1000, 2
    assert "pictures a class are below" not in words(explorer.words)
    explorer.classes.value = 100
    assert "10 pictures a class are below" in words(explorer.words)


def test_accuracies_are_the_mean_of_what_was_measured(tmp_path, monkeypatch):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"small-similar": {"0": {"codes": 0.5}, "1": {"codes": 0.9}}}))
    assert measured_cases.measured("small-similar", file) == ({"codes": pytest.approx(0.7)}, 2)
    assert measured_cases.measured("large-similar", file) == ({}, 0)
    shown = {"small-similar": ({"codes": 0.7}, 2)}
    monkeypatch.setattr("tlkit.widgets.cases.measured", lambda case: shown.get(case, ({}, 0)))
    explorer = explore_cases()
    assert "small-similar, the mean of 2 runs codes 0.70" in words(explorer.accuracies)
    explorer.similarity.value = 0.0
    assert words(explorer.accuracies) == "small-different has not been measured."
