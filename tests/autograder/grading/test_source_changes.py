"""Cells that come, go or get another name after a unit was graded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from batches import grade, rows
from marking import edit_source, mark, row
from tiny import UNIT, _meta, answered, find, hand_in

from autograder.__main__ import main
from autograder.course.courses import open_course

WRONG = "def double(x):\n    return abs(2 * x)"


@pytest.fixture
def root(course_root: Path) -> Path:
    """A course in which a person has marked an answer and overridden a test."""
    hand_in(course_root, "ada", answered(double=WRONG))
    grade(course_root)
    mark(course_root, "ada", "explain", 1, comment="Well put.")
    mark(course_root, "ada", "test_double", 0.5, extra=0.25)
    return course_root


def _rename(old: str, new: str) -> Any:
    def edit(notebook: Any) -> None:
        find(notebook, old).metadata.nbgrader.grade_id = new

    return edit


def _remove(name: str) -> Any:
    def edit(notebook: Any) -> None:
        notebook.cells.remove(find(notebook, name))

    return edit


def _add(notebook: Any) -> None:
    test = nbformat.v4.new_code_cell("assert triple(1) == 3", metadata=_meta("test_triple", 2))
    answer = nbformat.v4.new_code_cell(
        "### BEGIN SOLUTION\ntriple = 3 .__mul__\n### END SOLUTION",
        metadata=_meta("triple", solution=True),
    )
    answer.id, test.id = "triple", "test-triple"
    notebook.cells += [answer, test]


@pytest.mark.parametrize("name", ["test_double", "explain"])
def test_a_renamed_cell_keeps_its_mark_and_is_not_run(root: Path, name: str) -> None:
    edit_source(root, _rename(name, f"{name}_new"))
    result = grade(root)["ada"]
    assert (result.ran, result.score, result.pending, result.to_confirm) == ([], 4.75, 0, [])
    found = row(root, "ada", f"{name}_new")
    assert found["manual_score"] == {"test_double": 0.5, "explain": 1}[name]
    assert not found["needs_manual_grade"]


def test_a_removed_test_takes_its_points_but_not_what_a_person_gave(
    root: Path, capsys: Any
) -> None:
    edit_source(root, _remove("test_double"))
    result = grade(root)["ada"]
    assert (result.score, result.points, result.pending, result.ran) == (4, 4, 0, [])
    assert result.moved_by == ["test_double 0.75 → 0"]
    (old,) = result.earlier_marks
    assert (old.test, old.manual_score, old.extra_credit) == ("test_double", 0.5, 0.25)
    assert not old.to_confirm
    capsys.readouterr()
    assert main(["explain", str(root), UNIT, "ada"]) == 0
    assert "the unit has this cell no longer" in " ".join(capsys.readouterr().out.split())
    grade(root, force=True)
    assert len(grade(root, force=True)["ada"].earlier_marks) == 1


def test_an_added_exercise_is_run_and_un_marks_nothing(root: Path) -> None:
    hand_in(root, "bob", answered())
    grade(root)
    edit_source(root, _add)
    results = grade(root)
    assert (results["ada"].ran, results["ada"].points) == (["test_triple"], 8)
    assert (results["ada"].score, results["ada"].pending) == (4.75, 0)
    assert results["bob"].score == 5
    fresh = rows(root)
    with open_course(root).gradebook() as gradebook:
        gradebook.remove_submission(UNIT, "bob")
    grade(root)
    assert rows(root) == fresh


def test_who_was_graded_before_a_cell_went_is_told_to_grade_again(root: Path, capsys: Any) -> None:
    hand_in(root, "bob", answered())
    grade(root)
    edit_source(root, _remove("test_double"))
    grade(root, "bob")
    assert main(["explain", str(root), UNIT, "ada"]) == 2
    assert "had the cell 'test_double', which it has no longer" in capsys.readouterr().err


def test_a_kill_after_the_note_leaves_one_note(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_source(root, _remove("test_double"))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.grading.source_changes._follow", killed)
    with pytest.raises(KeyboardInterrupt):
        grade(root)
    monkeypatch.undo()
    assert len(grade(root)["ada"].earlier_marks) == 1
