"""The table of what the four cases must show: resumed, and a failing rule is told."""

import json
from pathlib import Path

import pytest

import tlkit
from tlkit.cases.cases import load_case
from tlkit.experiments import four_cases
from tlkit.experiments.four_cases import RULES, measure_cases, summary, trained

CLEAR = {
    "small-similar": {"codes": 0.9, "scratch": 0.1},
    "small-different": {"last layer": 0.5, "best layer": 0.7, "raw pixels": 0.5},
    "large-similar": {
        "frozen, few": 0.8,
        "fine-tuned, few": 0.7,
        "frozen, many": 0.8,
        "fine-tuned, many": 0.9,
    },
    "large-different": {
        "pretrained, 10": 0.6,
        "random, 10": 0.3,
        "pretrained, 50": 0.7,
        "random, 50": 0.6,
        "pretrained, 300": 0.9,
        "random, 300": 0.8,
    },
}


@pytest.mark.parametrize("case", RULES)
def test_rules_hold_where_they_are_seen_to(case):
    assert RULES[case][1](CLEAR[case])


@pytest.mark.parametrize(
    ("case", "name", "value"),
    [
        ("small-similar", "scratch", 0.95),
        ("small-different", "last layer", 0.75),
        ("small-different", "raw pixels", 0.65),
        ("large-similar", "fine-tuned, few", 0.85),
        ("large-similar", "frozen, many", 0.95),
        ("large-different", "random, 300", 0.5),
        ("large-different", "pretrained, 10", 0.35),
        ("large-different", "random, 300", 0.95),
    ],
)
def test_rules_fail_where_they_do_not_hold(case, name, value):
    assert not RULES[case][1](CLEAR[case] | {name: value})


def test_measures_what_the_file_does_not_hold_yet(tmp_path, monkeypatch):
    asked = []
    measure = {"small-similar": lambda seed: asked.append(seed) or CLEAR["small-similar"]}
    monkeypatch.setattr(four_cases, "MEASURES", measure)
    measure_cases(tmp_path / "cases.json", seeds=[0])
    found = measure_cases(tmp_path / "cases.json", seeds=[0, 1])
    assert asked == [0, 1]
    assert json.loads((tmp_path / "cases.json").read_text()) == found
    assert "training from scratch: holds\n  codes              0.90 ± 0.00" in summary(
        tmp_path / "cases.json"
    )


def test_a_failing_rule_is_told(tmp_path):
    wrong = {"small-similar": {"0": {"codes": 0.1, "scratch": 0.2}}}
    (tmp_path / "cases.json").write_text(json.dumps(wrong))
    assert "FAILS" in summary(tmp_path / "cases.json")


def test_training_leaves_the_backbone_alone():
    case = load_case("guitars", per_class=2)
    before = case.backbone.get_weights()
    assert 0 <= trained(case, case.train, pretrained=False, seed=0, steps=1) <= 1
    assert all((a == b).all() for a, b in zip(before, case.backbone.get_weights(), strict=True))


@pytest.mark.parametrize("file", [four_cases.SHIPPED, four_cases.PHOTOGRAPHS])
def test_what_ships_holds_all_that_the_rules_ask_for(file):
    found = json.loads(file.read_text())
    assert found.keys() == RULES.keys()
    assert all(runs.keys() == {"0", "1", "2"} for runs in found.values())
    assert summary(file).count("holds") + summary(file).count("FAILS") == 4


def test_the_instructor_reads_what_was_measured_on_photographs():
    readme = Path(__file__).parents[3] / "course" / "README.md"
    assert summary(four_cases.PHOTOGRAPHS) in readme.read_text()


def test_rule_as_lessons_show_it():
    assert tlkit.measured_rule("small-similar") == summary(case="small-similar")
    on_photographs = tlkit.measured_rule("large-similar", photographs=True)
    assert on_photographs == summary(four_cases.PHOTOGRAPHS, case="large-similar")
    with pytest.raises(ValueError, match=r"case is 'guitars'; it may be 'small-similar', .*"):
        tlkit.measured_rule("guitars")
