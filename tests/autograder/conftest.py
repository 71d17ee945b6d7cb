"""Fixtures: a fresh tiny course, and one where many odd submissions have been graded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import batches
import odd_submissions
import pytest
import tiny
from examining import examine, passes, warm  # noqa: F401  fixtures

from autograder.grading import batch


@pytest.fixture(scope="session", autouse=True)
def quiet_machine() -> Iterator[None]:
    """However busy this machine is, grading in a test takes it for quiet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "_is_busy", lambda: False)
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that holds the tiny unit, and a gradebook, which nbgrader takes seconds to make."""
    root = tiny.write_course(tmp_path_factory.mktemp("template"))
    batches.grade(root)
    return root


@pytest.fixture
def course_root(template: Path, tmp_path: Path) -> Path:
    """A fresh course that holds the tiny unit."""
    return Path(shutil.copytree(template, tmp_path / "course"))


@pytest.fixture(scope="session")
def graded_root(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with the odd submissions."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("graded") / "course"))
    for student, content in odd_submissions.all_of_them().items():
        tiny.hand_in(root, student, content)
    return root


@pytest.fixture(scope="session")
def graded(graded_root: Path) -> dict[str, Any]:
    """Results of the odd submissions, graded in one run, by student."""
    return tiny.grade_json(graded_root)
