"""The map of strategies: what is measured at a point, on which images, and who wins."""

import json

import keras
import numpy as np
import pandas as pd
import pytest

from tlkit.__main__ import main
from tlkit.cases.cases import Case
from tlkit.data.splits import Images
from tlkit.experiments import strategy_map

LAYERS = ["early", "late"]
FOUND = dict(zip(strategy_map.STRATEGIES, (0.1, 0.2, 0.5, 0.6, 0.7, 0.3), strict=True))


def images(part):
    """Two classes, dark and bright, nine of each."""
    labels = np.repeat([0, 1], 9)
    noise = np.random.default_rng(part).integers(0, 60, (18, 16, 16, 3))
    return Images((noise + 195 * labels[:, None, None, None]).astype("uint8"), labels)


@pytest.fixture
def case(monkeypatch):
    keras.utils.set_random_seed(0)
    image = x = keras.Input((16, 16, 3), name="image")
    for number in (1, 2):
        x = keras.layers.Conv2D(6, 3, strides=2, name=f"conv_{number}")(x)
        x = keras.layers.BatchNormalization(name=f"bn_{number}")(x)
        x = keras.layers.ReLU(name=f"relu_{number}")(x)
    case = Case("tiny", keras.Model(image, x), images, ["dark", "bright"], "", 18)
    monkeypatch.setattr(strategy_map, "_case", lambda shift, seed: case)
    monkeypatch.setattr(strategy_map, "LAYERS", ["relu_1", "relu_2"])
    return case


def test_every_strategy_is_measured(case, monkeypatch):
    monkeypatch.setattr(strategy_map, "STEPS", 2)
    before = case.backbone.get_weights()
    found = strategy_map.measure_point(0.5, 4, seed=0)
    assert tuple(found) == strategy_map.STRATEGIES
    assert all(found[name] > 0.8 for name in ("raw pixels", "last layer", "best layer"))
    assert all(0 <= value <= 1 for value in found.values())
    assert all((a == b).all() for a, b in zip(before, case.backbone.get_weights(), strict=True))


def test_layers_are_chosen_on_the_validation_images(case, monkeypatch):
    names = ["pretrained", "random weights", "random weights, calibrated", "raw pixels"]
    valid = pd.DataFrame([[0.9, 0.1, 0.2, 0.3], [0.8, 0.1, 0.1, 0.3]], LAYERS, names)
    test = pd.DataFrame([[0.5, 0.1, 0.4, 0.2], [0.6, 0.9, 0.8, 0.2]], LAYERS, names)
    asked = []

    def by_layer(backbone, train, tests, **options):
        asked.append((len(train.labels), [int(part.images.sum()) for part in tests]))
        return [valid, test]

    monkeypatch.setattr(strategy_map, "accuracies_by_layer", by_layer)
    monkeypatch.setattr(
        strategy_map, "trained", lambda *_, pretrained, **__: 0.7 if pretrained else 0.3
    )
    assert strategy_map.measure_point(0.5, 4, seed=0) == {
        "raw pixels": 0.2,
        "random weights": 0.4,
        "last layer": 0.6,
        "best layer": 0.5,
        "fine-tuned": 0.7,
        "from scratch": 0.3,
    }
    assert asked == [(8, [int(images(part).images.sum()) for part in (1, 2)])]


def written(folder, *runs, name="shift 0, 5 a class"):
    file = folder / "map.json"
    file.write_text(json.dumps({name: {str(seed): FOUND | run for seed, run in enumerate(runs)}}))
    return file


def test_the_winner_is_that_of_the_highest_mean(tmp_path):
    file = written(tmp_path, {"last layer": 0.9}, {"last layer": 0.7})
    row = strategy_map.measured_map(file).loc[(0, 5)]
    assert (row["winner"], row["clear"], row["runs"]) == ("last layer", False, 2)
    assert row["margin"] == pytest.approx(0.1)
    assert row["last layer"] == pytest.approx(0.8)


def test_a_winner_is_clear_that_is_ahead_in_every_run(tmp_path):
    file = written(tmp_path, {"last layer": 0.9}, {"last layer": 0.71})
    assert strategy_map.measured_map(file)["clear"].tolist() == [True]


def test_of_two_that_are_as_good_the_simpler_wins(tmp_path):
    row = strategy_map.measured_map(written(tmp_path, {"last layer": 0.7})).loc[(0, 5)]
    assert (row["winner"], row["margin"], row["clear"]) == ("last layer", 0, False)


def test_the_command_measures_what_is_missing(tmp_path, monkeypatch, capsys):
    file = written(tmp_path, {}, name="shift 0.25, 20 a class")
    asked = []
    monkeypatch.setattr(strategy_map, "measure_point", lambda *point: asked.append(point) or FOUND)
    assert main(["measure-map", "--file", str(file), "--seeds", "2"]) == 0
    everywhere = [(shift, size) for shift in strategy_map.SHIFTS for size in strategy_map.SIZES]
    wanted = [(*point, seed) for seed in (0, 1) for point in everywhere]
    assert asked == [point for point in wanted if point != (0.25, 20, 0)]
    assert list(strategy_map.measured_map(file).index) == everywhere
    assert "fine-tuned" in capsys.readouterr().out


def test_no_clear_winner_contradicts_no_rule(tmp_path):
    file = written(tmp_path, {"fine-tuned": 0.9}, {"fine-tuned": 0.4})
    assert strategy_map.verdict("small-different", (0, 5), file) == (
        "Here fine-tuned (0.65) is not a clear winner over best layer (0.60), which the rule says."
    )


@pytest.mark.parametrize(
    ("num_images", "similarity", "expected"),
    [(50, 0.9, (0, 5)), (90, 0.6, (0.5, 5)), (110, 0.1, (1, 20)), (1600, 0, (1, 80))],
)
def test_the_nearest_place_that_was_measured(num_images, similarity, expected):
    places = [(shift, size) for shift in strategy_map.SHIFTS for size in strategy_map.SIZES]
    table = pd.DataFrame(index=pd.MultiIndex.from_tuples(places))
    assert strategy_map.nearest(table, num_images, similarity) == expected


@pytest.mark.parametrize("num_images", [20, 1700])
def test_far_from_what_was_measured_nothing_is_near(num_images):
    places = [(shift, size) for shift in strategy_map.SHIFTS for size in strategy_map.SIZES]
    table = pd.DataFrame(index=pd.MultiIndex.from_tuples(places))
    assert strategy_map.nearest(table, num_images, 0.5) is None


def test_what_ships_is_whole():
    table = strategy_map.measured_map()
    assert list(table.index) == [
        (shift, size) for shift in strategy_map.SHIFTS for size in strategy_map.SIZES
    ]
    assert set(table["runs"]) == {3}
