"""The load of the machine that grades costs nobody points."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tiny

from autograder.grading import batch

COMPUTES = """def double(x):
    import time
    until = time.process_time() + 1.5  # of the 3 seconds that a cell may take
    while time.process_time() < until:
        pass
    return 2 * x"""
ANSWERS = {
    "right": tiny.DOUBLE,
    "computes": COMPUTES,
    "waits": "def double(x):\n    import time\n    time.sleep(2)\n    return 2 * x",
    "wrong": "def double(x):\n    return 3 * x",
    "endless": "def double(x):\n    while True: pass",
    "crashes": "import os\ndef double(x):\n    os._exit(1)",
}


@contextlib.contextmanager
def load(processes: int) -> Iterator[None]:
    """Keep the machine busy with so many processes."""
    burning = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)
    ]
    try:
        yield
    finally:
        for process in burning:
            process.kill()
            process.wait()


def verdicts(results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        student: {name: (test["verdict"], test["score"]) for name, test in result["tests"].items()}
        for student, result in results.items()
    }


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.sandbox
def test_a_load_of_twenty_moves_no_grade(course_root: Path) -> None:
    for student, answer in ANSWERS.items():
        tiny.hand_in(course_root, student, tiny.answered(double=answer))
    quiet = verdicts(tiny.grade_json(course_root))
    assert quiet["computes"] == quiet["waits"] == quiet["right"]
    assert quiet["endless"]["test_double"] == ("timeout", 0)
    assert quiet["crashes"]["test_count"] == quiet["right"]["test_count"]
    with load(20):
        busy = verdicts(tiny.grade_json(course_root, "--force"))
    assert busy == quiet


def test_what_a_busy_machine_stopped_is_examined_again_and_told(
    course_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_is_busy", lambda: True)
    tiny.hand_in(course_root, "crashes", tiny.answered(double=ANSWERS["crashes"]))
    tiny.hand_in(course_root, "right", tiny.answered())
    results = tiny.grade_json(course_root)
    assert results["crashes"]["remarks"] == [batch.AGAIN]
    assert not results["right"]["remarks"]
