"""The explorer of the four cases, without a browser: dials are set, and what they show is read."""

import json
import re

import pytest

from tlkit.cases.strategies import choose_case
from tlkit.experiments import four_cases, strategy_map
from tlkit.widgets.cases import explore_cases


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.value).split())


@pytest.fixture
def measured(monkeypatch):
    """A map of one run: the last layer wins with few images, fine-tuning with more."""

    def runs_of(name, file):
        size = int(name.split()[2])
        found = dict(zip(strategy_map.STRATEGIES, (0.1, 0.2, 0.6, 0.5, 0.4, 0.3), strict=True))
        return [found | ({"fine-tuned": 0.9} if size > 5 else {})]

    monkeypatch.setattr(strategy_map, "runs_of", runs_of)


@pytest.mark.parametrize("size", [100, 1_000_000])
@pytest.mark.parametrize("similarity", [0.1, 0.9])
def test_dials_show_what_choose_case_says(size, similarity):
    explorer = explore_cases()
    explorer.size.value = size
    explorer.similarity.value = similarity
    expected = choose_case(size, similarity, num_classes=10)
    assert explorer.choice == expected
    assert f"Do : {expected.strategy} Why : " in words(explorer.words)
    assert f'{size:,} images of similarity {similarity:.2f}: {expected.name}"' in (
        explorer.plane.value
    )


def test_few_images_a_class_are_warned_of():
    explorer = explore_cases()
    explorer.size.value = 1000
    explorer.classes.value = 2
    assert "images per class are below" not in words(explorer.words)
    explorer.classes.value = 100
    assert "10 images per class are below" in words(explorer.words)


def test_accuracies_are_the_mean_of_what_was_measured(tmp_path, monkeypatch):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"small-similar": {"0": {"codes": 0.5}, "1": {"codes": 0.9}}}))
    assert four_cases.measured("small-similar", file) == ({"codes": pytest.approx(0.7)}, 2)
    assert four_cases.measured("large-similar", file) == ({}, 0)
    shown = {"small-similar": ({"codes": 0.7}, 2)}
    monkeypatch.setattr("tlkit.widgets.cases.measured", lambda case: shown.get(case, ({}, 0)))
    explorer = explore_cases()
    assert "small-similar, the mean of 2 runs codes 0.70" in words(explorer.accuracies)
    explorer.similarity.value = 0.0
    assert words(explorer.accuracies) == "small-different has not been measured."


def test_the_map_shows_who_wins_where_and_frames_where_the_dials_stand(measured):
    explorer = explore_cases()
    explorer.size.value = 50
    explorer.similarity.value = 1.0
    label = re.search('aria-label="([^"]*)"', explorer.map.value).group(1)
    assert label.startswith("Who wins, by images and similarity: 50 at 1 last layer, 200 at 1")
    assert "200 at 1 fine-tuned, 800 at 1 fine-tuned, 50 at 0.75 last layer" in label
    assert words(explorer.map).count("+10") == 5
    assert words(explorer.map).count("+30") == 10
    before = framed(explorer)
    explorer.similarity.value = 0.0
    assert framed(explorer)["x"] == before["x"]
    assert framed(explorer)["y"] > before["y"]
    explorer.size.value = 1000
    assert framed(explorer)["x"] > before["x"]


def framed(explorer):
    """Where the one box with a frame stands."""
    (box,) = re.findall('<rect x="([0-9]+)" y="([0-9]+)"[^>]* stroke=', explorer.map.value)
    return dict(zip("xy", map(int, box), strict=True))


def test_strategies_stand_with_what_they_got_there(measured):
    explorer = explore_cases()
    explorer.size.value = 50
    explorer.similarity.value = 0.7
    assert words(explorer.strategies) == (
        "Accuracy with 50 images of similarity 0.75, one run raw pixels 0.10 random weights 0.20 "
        "last layer 0.60 best layer 0.50 fine-tuned 0.40 from scratch 0.30 "
        "Here the map confirms the rule: last layer (0.60) is not beaten."
    )


def test_a_map_that_contradicts_the_rule_says_so(measured):
    explorer = explore_cases()
    explorer.size.value = 200
    explorer.similarity.value = 0.9
    assert words(explorer.strategies).endswith(
        "Here the map contradicts the rule: fine-tuned (0.90) beats last layer (0.60), which the "
        "rule says, by 30 points, and in every run."
    )
    explorer.similarity.value = 0.1
    assert "beats best layer (0.50), which the rule says, by 40 points" in words(
        explorer.strategies
    )


def test_where_nothing_was_measured_the_map_says_so(measured):
    explorer = explore_cases()
    explorer.size.value = 2000
    assert "The map ends at 800 images" in words(explorer.strategies)
    assert "<circle" not in explorer.map.value
    assert 'stroke-width="2.5"' not in explorer.map.value
