"""Every case of the corpus gets the verdict that its manifest states, all in one batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cases
import pytest
import tiny

ALL = cases.cases()
HOSTILE = [case for case in ALL if case.hostile]


def grade(folder: Path, handed_in: list[cases.Case]) -> dict[str, dict[str, Any]]:
    """Grade cases in one batch; results by case."""
    root = cases.write_course(folder)
    with cases.within_reach() as reach:
        for case in handed_in:
            cases.hand_in(root, case, reach=reach)
        return tiny.grade_json(root)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Results of all cases that need no sandbox."""
    return grade(tmp_path_factory.mktemp("harmless"), cases.HARMLESS)


def test_manifest_is_whole() -> None:
    assert len(ALL) >= 80
    for case in ALL:
        assert case.fails.keys() <= set(cases.TESTS) and case.about.endswith(".")
        assert case.ungradable is None or not case.fails


@pytest.mark.parametrize("case", ALL, ids=str)
def test_can_be_handed_in(case: cases.Case, tmp_path: Path) -> None:
    folder = cases.hand_in(cases.write_course(tmp_path), case)
    assert any(folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("case", cases.HARMLESS, ids=str)
def test_verdict(case: cases.Case, harmless: dict[str, dict[str, Any]]) -> None:
    assert cases.faults(case, harmless[case.name]) == []


@pytest.mark.slow
@pytest.mark.sandbox
def test_hostile_cases_are_contained(tmp_path: Path) -> None:
    results = grade(tmp_path, HOSTILE)
    found = {case.name: cases.faults(case, results[case.name]) for case in HOSTILE}
    assert {name: fault for name, fault in found.items() if fault} == {}
