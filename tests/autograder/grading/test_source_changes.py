"""Cells that come, go or get another name after a unit was graded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from batches import grade, rows
from marking import comment, edit_source, mark, row
from tiny import UNIT, _meta, answered, find, hand_in

from autograder.__main__ import main
from autograder.course.courses import CourseError, open_course
from autograder.grading.source_changes import CELLS

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


def _swap(one: str, other: str) -> Any:
    """Let two cells swap their names."""

    def edit(notebook: Any) -> None:
        cells = find(notebook, one), find(notebook, other)
        for cell, name in zip(cells, (other, one), strict=True):
            cell.metadata.nbgrader.grade_id = name

    return edit


def _swap_texts(one: str, other: str) -> Any:
    """Let two tests swap their places, but not their cells' ids."""

    def edit(notebook: Any) -> None:
        cells = find(notebook, one), find(notebook, other)
        texts = [(cell.source, cell.metadata.nbgrader.points) for cell in cells]
        for cell, (text, points) in zip(cells, reversed(texts), strict=True):
            cell.source, cell.metadata.nbgrader.points = text, points

    return edit


def _tests_last(notebook: Any) -> None:
    tests = [find(notebook, name) for name in ("test_double", "test_count")]
    notebook.cells = [cell for cell in notebook.cells if cell not in tests] + tests


def _new_ids(notebook: Any) -> None:
    """Give all cells other ids, as some editors do."""
    for cell in notebook.cells:
        cell.id = f"new-{cell.id}"


def _forget(root: Path) -> None:
    """Make the gradebook one that was never registered here."""
    with open_course(root).gradebook() as gradebook:
        gradebook.db.execute(CELLS.delete())
        gradebook.db.commit()


@pytest.mark.parametrize("is_remembered", [True, False])
@pytest.mark.parametrize("edit", [_swap, _swap_texts])
def test_an_override_goes_with_its_test(root: Path, edit: Any, is_remembered: bool) -> None:
    edit_source(root, _tests_last)
    grade(root)
    if not is_remembered:
        _forget(root)
    edit_source(root, edit("test_double", "test_count"))
    for _ in range(2):
        result = grade(root)["ada"]
        assert (result.score, result.pending, result.to_confirm) == (4.75, 0, [])
        assert (result.earlier_marks, result.status) == ([], "graded")
        found = row(root, "ada", "test_count")
        assert (found["manual_score"], found["auto_score"], found["max_score"]) == (0.5, 0, 2)
        found = row(root, "ada", "test_double")
        assert (found["manual_score"], found["auto_score"], found["max_score"]) == (None, 3, 3)


def test_an_earlier_mark_goes_with_its_test(root: Path) -> None:
    hand_in(root, "ada", answered(double=WRONG + " + 1"))
    assert len(grade(root)["ada"].earlier_marks) == 1
    for edit in (_swap, _swap_texts):
        edit_source(root, edit("test_double", "test_count"))
        (mark,) = grade(root)["ada"].earlier_marks
        assert "another answer" in str(mark.changed) and mark.to_confirm
    assert row(root, "ada", "test_double")["manual_score"] == 0.5


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_around_a_swap_swaps_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    hand_in(root, "bob", answered())
    edit_source(root, _swap("test_double", "test_count"))

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    where = "source_changes._remember" if moment == "before" else "register.generate"
    monkeypatch.setattr(f"autograder.grading.{where}", killed)
    with pytest.raises(KeyboardInterrupt):
        grade(root)
    monkeypatch.undo()
    grade(root, "bob")
    assert grade(root)["ada"].to_confirm == []
    assert row(root, "ada", "test_count")["manual_score"] == 0.5


def test_written_answers_that_swap_names_keep_their_marks(root: Path) -> None:
    edit_source(root, _add_essay)
    grade(root)
    mark(root, "ada", "essay", 0.75, comment="Long.")
    edit_source(root, _swap("explain", "essay"))
    result = grade(root)["ada"]
    assert (result.to_confirm, result.earlier_marks) == ([], [])
    assert row(root, "ada", "essay")["manual_score"] == 1
    assert row(root, "ada", "explain")["manual_score"] == 0.75
    assert comment(root, "ada", "essay") == "Well put."
    assert comment(root, "ada", "explain") == "Long."


def _add_essay(notebook: Any) -> None:
    essay = nbformat.v4.new_markdown_cell("It.", metadata=_meta("essay", 1, solution=True))
    essay.id = "essay"
    notebook.cells.append(essay)


def test_cells_that_get_other_ids_keep_their_marks(root: Path) -> None:
    mark(root, "ada", "double", comment="Mind the sign.")
    edit_source(root, _new_ids)
    result = grade(root)["ada"]
    assert (result.score, result.pending, result.to_confirm) == (4.75, 0, [])
    hand_in(root, "ada", answered(double=WRONG + " + 1"))
    assert len(grade(root)["ada"].to_confirm) == 2


def _become(name: str, **nbgrader: Any) -> Any:
    def edit(notebook: Any) -> None:
        cell = find(notebook, name)
        cell.metadata.nbgrader.update(nbgrader)
        if not nbgrader.get("grade", True) and not nbgrader.get("task"):
            del cell.metadata.nbgrader["points"]

    return edit


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (_become("explain", grade=False, solution=False, task=True), "its author made it a task"),
        (
            _become("explain", grade=False, solution=False, locked=True),
            "its author made it a cell without points",
        ),
    ],
)
def test_an_answer_that_becomes_another_kind_leaves_its_mark(
    root: Path, edit: Any, changed: str
) -> None:
    edit_source(root, edit)
    for _ in range(2):
        result = grade(root, force=True)["ada"]
        (old,) = result.earlier_marks
        assert (old.test, old.manual_score, old.changed) == ("explain", 1, [changed])
    assert (old.comment, result.pending) == ("Well put.", float("task" in changed))
    if "task" not in changed:
        return
    assert row(root, "ada", "explain")["needs_manual_grade"]
    mark(root, "ada", "explain", 0.5, comment="A task now.")
    edit_source(root, _become("explain", grade=True, solution=True, task=False))
    result = grade(root)["ada"]
    assert [mark.manual_score for mark in result.earlier_marks] == [1, 0.5]
    assert result.earlier_marks[1].comment == "A task now."
    assert result.earlier_marks[1].changed == ["its author made it an answer that a person grades"]


def test_a_mark_of_a_cell_that_goes_is_kept_without_a_graded_notebook(root: Path) -> None:
    (root / "autograded" / "ada" / UNIT / f"{UNIT}.ipynb").unlink()
    edit_source(root, _remove("test_double"))
    earlier = {mark.test: mark for mark in grade(root)["ada"].earlier_marks}
    assert earlier["test_double"].manual_score == 0.5
    assert earlier["explain"].to_confirm


def test_a_source_that_nbgrader_refuses_takes_nothing(root: Path) -> None:
    before = rows(root)

    def damage(notebook: Any) -> None:
        notebook.cells.remove(find(notebook, "test_double"))
        del find(notebook, "count").metadata.nbgrader["locked"]

    path = root / "source" / UNIT / f"{UNIT}.ipynb"
    content = path.read_text()
    edit_source(root, damage)
    with pytest.raises(CourseError, match="cannot be"):
        grade(root)
    path.write_text(content)
    assert (rows(root), grade(root)["ada"].earlier_marks) == (before, [])


@pytest.mark.parametrize("killed", [False, True])
def test_a_cell_that_comes_back_has_its_mark_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    mark(root, "ada", "double", comment="Mind the sign.")
    grade(root)
    before = rows(root)
    path = root / "source" / UNIT / f"{UNIT}.ipynb"
    content = path.read_text()
    for name in ("test_double", "explain", "double"):
        edit_source(root, _remove(name))
    assert len(grade(root)["ada"].earlier_marks) == 3
    path.write_text(content)
    if killed:
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr("autograder.grading.writer.replace_folder", _kill)
            grade(root)
    result = grade(root)["ada"]
    assert (result.score, result.to_confirm, result.earlier_marks) == (4.75, [], [])
    assert rows(root) == before


def test_a_cell_that_comes_back_with_other_points_has_its_mark_to_be_confirmed(root: Path) -> None:
    path = root / "source" / UNIT / f"{UNIT}.ipynb"
    content = path.read_text()
    edit_source(root, _remove("test_double"))
    grade(root)
    path.write_text(content.replace('"points": 2', '"points": 4'))
    (told,) = grade(root)["ada"].to_confirm
    assert "its points went from 2 to 4" in told
    assert row(root, "ada", "test_double")["manual_score"] == 0.5


def _kill(*_: Any) -> None:
    raise KeyboardInterrupt
