"""`autograder new` writes a unit that passes `autograder check`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.authoring.new_unit import new_unit
from autograder.authoring.samples import load_samples
from autograder.course.courses import CourseError, open_course


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # nbgrader's and nbclient's
def test_a_new_unit_passes_check(course_root: Path, capsys: Any) -> None:
    config = course_root / "nbgrader_config.py"
    config.write_text(config.read_text().replace("timeout = 3", "timeout = 60"))  # Keras loads
    assert main(["new", str(course_root), "03_class_means"]) == 0
    capsys.readouterr()
    code = main(["check", str(course_root), "03_class_means", "--json"])
    (found,) = json.loads(capsys.readouterr().out)["units"]
    assert (code, found["faults"]) == (0, [])
    assert [score["killed"] == score["mutants"] >= 10 for score in found["scores"]] == [True]


def test_it_is_all_there(course_root: Path) -> None:
    notebook, submissions = new_unit(open_course(course_root), "03_class_means")
    assert notebook == course_root / "source" / "03_class_means" / "03_class_means.ipynb"
    assert '"# Class means\\n"' in notebook.read_text()
    kinds = Counter(sample.kind for sample in load_samples(submissions.parent))
    assert kinds == {"right": 3, "wrong": 5}


@pytest.mark.parametrize("name", ["class means", "../03_x", "3_x", "03_X", ""])
def test_a_name_that_does_not_fit(name: str, course_root: Path) -> None:
    with pytest.raises(CourseError, match="is no name for a unit: two digits"):
        new_unit(open_course(course_root), name)


def test_nothing_is_written_over(course_root: Path, capsys: Any) -> None:
    assert main(["new", str(course_root), "03_class_means"]) == 0
    assert main(["new", str(course_root), "03_class_means"]) == 2
    assert "is there already: choose another name" in capsys.readouterr().err
