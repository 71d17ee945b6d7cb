"""`make bench`: one row a benchmark, and an exit code."""

import runpy
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).parent / "benchmarks" / "__main__.py"))


def benchmark(folder, name, last_line):
    script = folder / f"{name}.py"
    script.write_text(f"print('some words')\nprint({last_line!r})\n")
    return script


def test_prints_a_row_for_each_benchmark(tmp_path, capsys):
    benchmark(tmp_path, "codes", "ratio 0.5 limit 1.1")
    benchmark(tmp_path, "grading", "ratio 0.25 limit 0.3")
    assert BENCH["main"](tmp_path) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[1:] == [["codes", "0.50", "1.10"], ["grading", "0.25", "0.30"]]


def test_a_benchmark_above_its_limit_fails_the_run(tmp_path, capsys):
    benchmark(tmp_path, "codes", "ratio 1.2 limit 1.1")
    benchmark(tmp_path, "grading", "ratio 0.25 limit 0.3")
    assert BENCH["main"](tmp_path) == 1
    assert "above" in capsys.readouterr().out


def test_a_benchmark_without_a_ratio_is_named(tmp_path):
    script = benchmark(tmp_path, "codes", "done")
    with pytest.raises(ValueError, match=r"codes.py ended with 'done'; let its last line be"):
        BENCH["measure"](script)
