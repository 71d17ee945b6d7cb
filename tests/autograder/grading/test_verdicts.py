"""Verdicts on odd submissions, and what a second run does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tiny import UNIT, answered, find, grade_json, hand_in
from traitlets.config import Config

from autograder.course.courses import open_course

FULL = {"test_double": ("passed", 2), "test_count": ("passed", 3)}
VERDICTS = {
    "right": FULL,
    "wrong": FULL | {"test_double": ("failed", 0)},
    "wrong_when_negative": FULL | {"test_double": ("failed", 0)},
    "partly_right": FULL | {"test_count": ("partial", 1)},
    "syntax_error": FULL | {"test_double": ("error", 0)},
    "not_solved": FULL | {"test_double": ("error", 0)},
    "noisy": FULL,
    "numeric_last_line": FULL | {"test_double": ("failed", 0)},
    "dies": FULL | {"test_count": ("crashed", 0)},
    "calls_exit": FULL,
    "never_ends": FULL | {"test_count": ("timeout", 0)},
    "cannot_be_interrupted": FULL | {"test_count": ("timeout", 0)},
    "added_a_cell": FULL,
    "removed_a_test": FULL,
    "removed_an_answer": FULL | {"test_double": ("error", 0)},
    "edited_a_test": FULL | {"test_double": ("error", 0)},
    "skips_a_test": FULL | {"test_double": ("error", 0)},
    "says_lesson": FULL | {"test_double": ("error", 0)},
    "changed_points": FULL,
    "no_schema": FULL,
    "repeated_alike": FULL,
    "bom_and_crlf": FULL,
    "without_ids": FULL,
}
MESSAGES = {
    "wrong": "double(2) is 4, but yours is 5",
    "wrong_when_negative": "A hidden test failed: Negative numbers too",
    "syntax_error": "NameError: name 'double' is not defined",
    "not_solved": "NameError: name 'double' is not defined",
    "skips_a_test": "TypeError: 'NoneType' object is not callable",
}
REMARKS = {
    "removed_a_test": "The cell 'test_double' was deleted; it was put back.",
    "removed_an_answer": "The answer 'double' was deleted.",
    "edited_a_test": "The cell 'test_double' was changed; its original was used.",
}


@pytest.mark.parametrize("student", VERDICTS)
def test_verdicts_and_points(student: str, graded: dict[str, Any]) -> None:
    tests = graded[student]["tests"]
    found = {name: (tests[name]["verdict"], tests[name]["score"]) for name in FULL}
    assert found == VERDICTS[student]


@pytest.mark.parametrize("student", MESSAGES)
def test_message_of_a_failed_test(student: str, graded: dict[str, Any]) -> None:
    assert MESSAGES[student] in graded[student]["tests"]["test_double"]["message"]


def test_message_of_partial_credit_is_what_the_test_printed(graded: dict[str, Any]) -> None:
    message = graded["partly_right"]["tests"]["test_count"]["message"]
    assert message == "1 of 3 examples are right"


@pytest.mark.parametrize(
    ("student", "message"),
    [
        ("dies", "The notebook's kernel stopped here"),
        ("never_ends", "This cell was stopped after 3 s of computing."),
        ("cannot_be_interrupted", "This cell ran out of time and could not be interrupted."),
    ],
)
def test_message_when_the_kernel_did_not_answer(
    student: str, message: str, graded: dict[str, Any]
) -> None:
    assert message in graded[student]["tests"]["test_count"]["message"]


@pytest.mark.parametrize("student", REMARKS)
def test_oddities_are_remarked_upon(student: str, graded: dict[str, Any]) -> None:
    assert graded[student]["remarks"] == [REMARKS[student]]


def test_an_honest_submission_gets_no_remark(graded: dict[str, Any]) -> None:
    for student in ("right", "wrong", "without_ids", "bom_and_crlf"):
        assert graded[student]["remarks"] == []


@pytest.mark.parametrize(
    ("student", "message"),
    [
        ("truncated", "01_tiny.ipynb is cut off or damaged"),
        ("empty", "01_tiny.ipynb is empty."),
        ("repeated_answer", "the answer 'double' is there 2 times"),
    ],
)
def test_ungradable_goes_to_a_person(student: str, message: str, graded: dict[str, Any]) -> None:
    result = graded[student]
    assert (result["status"], result["score"]) == ("ungradable", None)
    assert message in result["message"]


@pytest.mark.parametrize("student", ["truncated", "empty", "repeated_answer"])
def test_ungradable_is_never_a_zero_in_the_gradebook(
    student: str, graded_root: Path, graded: dict[str, Any]
) -> None:
    with open_course(graded_root).gradebook() as gradebook:
        (part,) = gradebook.find_submission(UNIT, student).notebooks
        assert {(g.auto_score, g.needs_manual_grade) for g in part.grades} == {(None, True)}


def test_a_written_answer_waits_for_a_person(graded: dict[str, Any]) -> None:
    written = graded["right"]["tests"]["explain"]
    assert (written["verdict"], written["score"]) == ("pending", None)
    assert graded["right"]["pending"] == 1


def test_gradebook_holds_the_same_scores(graded_root: Path, graded: dict[str, Any]) -> None:
    with open_course(graded_root).gradebook() as gradebook:
        for student in VERDICTS:
            assert gradebook.find_submission(UNIT, student).score == graded[student]["score"]


def test_autograded_notebooks_are_valid_and_read_only(
    graded_root: Path, graded: dict[str, Any]
) -> None:
    for student in VERDICTS:
        path = graded_root / "autograded" / student / UNIT / f"{UNIT}.ipynb"
        nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))
        assert path.stat().st_mode & 0o777 == 0o444


def test_a_second_run_keeps_what_is_unchanged(course_root: Path) -> None:
    hand_in(course_root, "ada", answered())
    hand_in(course_root, "bob", answered())
    grade_json(course_root, "--student", "ada")
    again = grade_json(course_root)
    assert (again["ada"]["kept"], again["bob"]["kept"]) == (True, False)
    assert again["ada"]["score"] == again["bob"]["score"] == 5


def test_a_new_submission_is_graded_again(course_root: Path) -> None:
    hand_in(course_root, "ada", answered(double="double = None"))
    assert grade_json(course_root)["ada"]["score"] == 3
    hand_in(course_root, "ada", answered())
    again = grade_json(course_root)["ada"]
    assert (again["score"], again["kept"]) == (5, False)


def test_a_changed_source_grades_again(course_root: Path) -> None:
    hand_in(course_root, "ada", answered(double="def double(x):\n    return abs(2 * x)"))
    assert grade_json(course_root)["ada"]["score"] == 3
    path = course_root / "source" / UNIT / f"{UNIT}.ipynb"
    path.write_text(path.read_text().replace("double(-3) == -6", "double(3) == 6"))
    again = grade_json(course_root)["ada"]
    assert (again["score"], again["ran"]) == (5, ["test_double"])
    assert again["moved_by"] == ["test_double 0 → 2"]
    source = nbformat.read(path, as_version=4)
    find(source, "test_count").metadata.nbgrader.points = 4
    nbformat.write(source, path)
    again = grade_json(course_root)["ada"]  # the test gives a number: 3, whatever its points
    assert (again["score"], again["ran"]) == (5, [])
    assert again["tests"]["test_count"]["verdict"] == "partial"


def test_force_grades_again(course_root: Path) -> None:
    hand_in(course_root, "ada", answered())
    grade_json(course_root)
    assert grade_json(course_root, "--force")["ada"]["kept"] is False


def _grading(root: Path, student: str) -> subprocess.Popen[str]:
    """A grading process, in a terminal of its own, that has begun with a submission."""
    command = [sys.executable, "-m", "autograder", "grade", str(root), UNIT, "--workers", "1"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (root / "autograded" / student / f".{UNIT}.unfinished").exists():
        assert process.poll() is None
        time.sleep(0.05)
    return process


def _hand_in_three(root: Path) -> None:
    for student in ("ada", "bob", "cleo"):
        hand_in(root, student, answered(count="import time\ntime.sleep(2)\ncount = str.count"))


def test_what_was_graded_before_a_kill_is_kept(course_root: Path) -> None:
    _hand_in_three(course_root)
    process = _grading(course_root, "cleo")  # so bob is perhaps being written, and ada is done
    process.kill()
    process.communicate()
    again = grade_json(course_root)
    assert (again["ada"]["kept"], again["cleo"]["kept"]) == (True, False)
    assert {result["score"] for result in again.values()} == {5}


def test_ctrl_c_finishes_what_runs(course_root: Path) -> None:
    _hand_in_three(course_root)
    process = _grading(course_root, "ada")
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all processes
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "What is graded is kept; the same command goes on." in stderr
    again = grade_json(course_root)
    assert [again[name]["kept"] for name in ("ada", "bob", "cleo")] == [True, False, False]
    assert {result["score"] for result in again.values()} == {5}


def test_a_second_ctrl_c_ends_what_runs(course_root: Path) -> None:
    hand_in(course_root, "ada", answered(count="import time\nwhile True: time.sleep(1)"))
    config = course_root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.ExecutePreprocessor.timeout = 300\n")
    process = _grading(course_root, "ada")
    for _ in range(2):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.5)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert not (course_root / "autograded" / "ada" / UNIT).exists()


def test_a_fault_of_the_test_is_not_the_students(course_root: Path) -> None:
    path = course_root / "source" / UNIT / f"{UNIT}.ipynb"
    path.write_text(path.read_text().replace('sum(right)"', '99"'))
    hand_in(course_root, "ada", answered())
    result = grade_json(course_root)["ada"]
    test = result["tests"]["test_count"]
    assert test["verdict"] == "no_score" and test["score"] is None
    assert "gave 99, where a number of points from 0 to 3 is wanted" in test["message"]
    assert result["tests"]["test_double"]["verdict"] == "passed"
    with open_course(course_root).gradebook() as gradebook:
        assert gradebook.find_submission(UNIT, "ada").needs_manual_grade


def test_late_penalty_is_taken_off(course_root: Path) -> None:
    config = course_root / "nbgrader_config.py"
    penalty = "\nfrom nbgrader.plugins import BasePlugin\nclass Late(BasePlugin):\n"
    penalty += "    def late_submission_penalty(self, *args):\n        return 1.5\n"
    config.write_text(config.read_text() + penalty + "c.AssignLatePenalties.plugin_class = Late\n")
    hand_in(course_root, "ada", answered())
    hand_in(course_root, "ada", "2025-01-02 00:00:00 UTC", name="timestamp.txt")
    grade_json(course_root)
    with open_course(course_root).gradebook() as gradebook:
        gradebook.update_or_create_assignment(UNIT, duedate="2025-01-01 00:00:00 UTC")
    result = grade_json(course_root, "--force")["ada"]
    assert (result["late_penalty"], result["score"]) == (1.5, 3.5)


def test_configuration_of_the_course_wins(course_root: Path) -> None:
    config = course_root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.NotebookClient.skip_cells_with_tag = 'demo'\n")
    found = open_course(course_root).config
    assert isinstance(found, Config)
    assert found.NotebookClient.skip_cells_with_tag == "demo"
