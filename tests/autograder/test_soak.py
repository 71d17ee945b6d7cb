"""A large class, and made-up notebooks, through the whole grader."""

from __future__ import annotations

import json
import shutil
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import cases
import pytest
import tiny
from batches import grade, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_notebooks import notebooks

CLASS = 500


@pytest.fixture(scope="module")
def fuzz_root(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which made-up notebooks are handed in and graded."""
    return Path(shutil.copytree(template, tmp_path_factory.mktemp("fuzz") / "course"))


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(notebooks, min_size=1, max_size=8))
def test_made_up_notebooks_never_stop_the_batch(fuzz_root: Path, handed_in: list[Any]) -> None:
    shutil.rmtree(fuzz_root / "submitted", ignore_errors=True)
    for number, content in enumerate(handed_in):
        tiny.hand_in(fuzz_root, f"made-up-{number}", json.dumps(content))
    tiny.hand_in(fuzz_root, "ada", tiny.answered())
    results = grade(fuzz_root)
    assert len(results) == len(handed_in) + 1
    assert {result.status for result in results.values()} <= {"graded", "ungradable"}
    assert (results["ada"].status, results["ada"].score) == ("graded", 5)
    in_gradebook = " ".join(rows(fuzz_root))
    assert all(f"'{student}'" in in_gradebook for student in results)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.kernel
def test_a_class_of_five_hundred(tmp_path: Path) -> None:
    root = cases.write_course(tmp_path)
    quick = [
        case for case in cases.HARMLESS
        if "timeout" not in str(case.fails) and case.name not in ("too_large", "prints_a_lot")
    ]  # fmt: skip
    for number, case in enumerate(islice(cycle(quick), CLASS)):
        cases.hand_in(root, case, student=f"{number:03}-{case.name}")
    results = tiny.grade_json(root)
    assert len(results) == CLASS
    by_case: dict[str, set[str]] = {}
    for student, result in results.items():
        verdicts = {name: test["verdict"] for name, test in result["tests"].items()}
        by_case.setdefault(student[4:], set()).add(f"{result['status']} {verdicts}")
    assert {name: found for name, found in by_case.items() if len(found) > 1} == {}
    seconds = [results[student]["seconds"] for student in sorted(results)]
    first, last = (sorted(part)[25] for part in (seconds[:100], seconds[-100:]))
    assert last < 1.5 * first + 0.1  # the quicker ones: what else the machine does slows only some
