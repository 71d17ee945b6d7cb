"""A results file is measured where it lacks something, and nowhere twice."""

import json

import pytest

from tlkit.experiments.results_file import measure_missing, runs_of


def test_only_what_is_missing_is_measured(tmp_path):
    file = tmp_path / "results.json"
    asked = []

    def measure(seed):
        asked.append(seed)
        return {"accuracy": 0.123456 + seed}

    measure_missing(file, {"one": measure}, [0])
    results = measure_missing(file, {"one": measure}, [0, 1])
    assert asked == [0, 1]
    assert results == json.loads(file.read_text())
    assert runs_of("one", file) == [{"accuracy": 0.1235}, {"accuracy": 1.1235}]
    assert runs_of("other", file) == []


def test_a_break_loses_one_measurement_at_most(tmp_path):
    file = tmp_path / "results.json"

    def broken(seed):
        if seed:
            raise KeyboardInterrupt
        return {"accuracy": 0.5}

    with pytest.raises(KeyboardInterrupt):
        measure_missing(file, {"one": broken}, [0, 1])
    assert runs_of("one", file) == [{"accuracy": 0.5}]
    assert list(tmp_path.iterdir()) == [file]
