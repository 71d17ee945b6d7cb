"""Plain nbgrader, with our configuration, grades and writes feedback as our command does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import odd_submissions
import pytest
from tiny import UNIT, hand_in

from autograder.course.courses import open_course
from autograder.results.results import read_result

STUDENTS = ("noisy", "skips_a_test", "dies", "removed_a_test", "repeated_answer", "truncated")


def nbgrader(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader's own command line in the course."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


@pytest.fixture(scope="module")
def by_nbgrader(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that plain nbgrader has graded."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("plain") / "course"))
    for student in STUDENTS:
        hand_in(root, student, odd_submissions.all_of_them()[student])
    assert nbgrader(root, "generate_assignment", UNIT, "--force").returncode == 0
    nbgrader(root, "autograde", UNIT)
    nbgrader(root, "generate_feedback", UNIT)
    return root


@pytest.mark.parametrize("student", ["noisy", "skips_a_test", "dies", "removed_a_test"])
def test_grades_are_the_same(student: str, by_nbgrader: Path, graded: dict[str, Any]) -> None:
    result = read_result(open_course(by_nbgrader), UNIT, student)
    ours = graded[student]["tests"].values()
    assert [test.score for test in result.tests] == [test["score"] for test in ours]


@pytest.mark.parametrize("student", ["repeated_answer", "truncated"])
def test_one_bad_notebook_stops_nobody_else(student: str, by_nbgrader: Path) -> None:
    assert not (by_nbgrader / "autograded" / student / UNIT).exists()
    assert (by_nbgrader / "autograded" / "skips_a_test" / UNIT).exists()


def test_feedback_is_the_same(by_nbgrader: Path, graded: dict[str, Any]) -> None:
    page = by_nbgrader / "feedback" / "noisy" / UNIT / f"{UNIT}.html"
    assert page.read_text() == Path(graded["noisy"]["feedback"][0]).read_text()


def test_release_directory_outside_the_course(by_nbgrader: Path) -> None:
    assert (by_nbgrader.parent / "notebooks" / UNIT / f"{UNIT}.ipynb").exists()
