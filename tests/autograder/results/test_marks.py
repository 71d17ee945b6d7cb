"""What a person decided stays decided, until what they decided on is something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from batches import Plain, grade, rows
from marking import change, comment, mark, row, set_points
from nbgrader.apps import NbGraderAPI
from tiny import UNIT, answered, hand_in
from traitlets.config import Config

from autograder.__main__ import main
from autograder.cli.terminal import one_line
from autograder.course.courses import open_course
from autograder.reports.grade_sheets import fill_sheet
from autograder.results.results import SubmissionResult

WRONG = "def double(x):\n    return abs(2 * x)"
OTHER = "def double(x):\n    return x + x"
SHEET = "Identifier,Grade\nParticipant 1,-\n"


@pytest.fixture
def root(course_root: Path) -> Path:
    """A course in which a person has marked ada_1: an answer, an override, a comment."""
    hand_in(course_root, "ada_1", answered(double=WRONG))
    grade(course_root)
    mark(course_root, "ada_1", "explain", 1, comment="Well put.")
    mark(course_root, "ada_1", "test_double", 0.5)
    return course_root


def _mend(root: Path) -> None:
    """Mend a test that has nothing to do with any mark."""
    change(root, "test_count", "# Counts letters", "# Counts letters, also none")


def _graded(root: Path, **options: Any) -> SubmissionResult:
    return grade(root, "ada_1", **options)["ada_1"]


@pytest.mark.parametrize("force", [False, True])
def test_marks_stay_decided_when_something_else_changes(root: Path, force: bool) -> None:
    _mend(root)
    result = _graded(root, force=force)
    assert (result.score, result.pending, result.to_confirm) == (4.5, 0, [])
    for cell, score in (("explain", 1), ("test_double", 0.5)):
        found = row(root, "ada_1", cell)
        assert (found["manual_score"], found["needs_manual_grade"]) == (score, False)
    assert comment(root, "ada_1", "explain") == "Well put."
    sheet = fill_sheet(open_course(root), UNIT, SHEET)
    assert (sheet.filled, sheet.text.splitlines()[1]) == (1, "Participant 1,4.5")


def test_another_answer_is_for_the_person_again(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    result = _graded(root)
    assert [mark.sentence for mark in result.earlier_marks] == [
        "explain: a person gave 1 of 1 and a comment; since then the student handed in another "
        "answer. Look again, and save the points in formgrader: the same or others."
    ]
    assert (row(root, "ada_1", "explain")["manual_score"], result.pending) == (1, 1)
    assert row(root, "ada_1", "explain")["needs_manual_grade"]
    assert not row(root, "ada_1", "test_double")["needs_manual_grade"]
    assert fill_sheet(open_course(root), UNIT, SHEET).filled == 0
    assert "Look again" in str(one_line(result))


def test_what_a_student_may_be_told_leaves_out_a_mark_to_confirm(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    result = _graded(root)
    assert (result.score, result.earned, result.decided) == (4.5, 3.5, 5)
    page = Path(result.feedback[0]).read_text()
    assert "<strong>3.5</strong> of 5 points" in page


def test_the_old_mark_is_kept_beside_the_new_one(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    grade(root)
    mark(root, "ada_1", "explain", 0.25, comment="Worse than before.")
    _mend(root)
    result = _graded(root)
    assert (result.pending, result.to_confirm) == (0, [])
    (old,) = result.earlier_marks
    assert (old.manual_score, old.comment, old.to_confirm) == (1, "Well put.", False)
    assert row(root, "ada_1", "explain")["manual_score"] == 0.25


def test_a_mark_that_the_person_confirms_is_done_with(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    grade(root)
    mark(root, "ada_1", "explain", 1)
    _mend(root)
    assert (_graded(root).to_confirm, row(root, "ada_1", "explain")["needs_manual_grade"]) == (
        [], False,
    )  # fmt: skip


def test_a_mark_that_nobody_confirmed_is_told_again(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    before = _graded(root).to_confirm
    _mend(root)
    again = _graded(root)
    assert again.to_confirm == before != []
    assert len(again.earlier_marks) == 1
    assert row(root, "ada_1", "explain")["needs_manual_grade"]


def test_a_mark_stands_again_once_its_answer_is_back(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    grade(root)
    hand_in(root, "ada_1", answered(double=WRONG))
    result = _graded(root)
    assert (result.to_confirm, result.earlier_marks, result.pending) == ([], [], 0)


def test_an_override_whose_points_change_is_told(root: Path) -> None:
    set_points(root, "test_double", 5)
    (told,) = _graded(root).to_confirm
    assert "test_double: a person gave 0.5 of 2 (in place of 0)" in told
    assert "its points went from 2 to 5" in told
    found = row(root, "ada_1", "test_double")
    assert (found["manual_score"], found["needs_manual_grade"]) == (0.5, True)


def test_an_override_whose_automatic_score_changes_is_told(root: Path) -> None:
    change(root, "test_double", "double(-3) == -6", "double(3) == 6")
    result = _graded(root)
    (told,) = result.to_confirm
    assert "the program gives 2, where it gave 0" in told
    assert result.score == 4.5  # the override still counts, as in formgrader
    assert row(root, "ada_1", "test_double")["auto_score"] == 2


def test_an_override_is_for_its_own_answer(root: Path) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, count="count = str.count"))
    assert _graded(root).to_confirm == []
    hand_in(root, "ada_1", answered(double=OTHER + "\n\nx = [].y", count="count = str.count"))
    assert "another answer" in str(_graded(root).to_confirm)


def test_an_override_of_a_cell_that_the_student_added_a_helper_to(root: Path) -> None:
    notebook = answered(double=WRONG)
    notebook.cells.insert(4, nbformat.v4.new_code_cell("def double(x):\n    return x * -2"))
    hand_in(root, "ada_1", notebook)
    assert "another answer" in str(_graded(root).to_confirm)


def test_extra_credit_alone_is_a_mark(root: Path) -> None:
    mark(root, "ada_1", "test_count", extra=0.5)
    _mend(root)
    assert _graded(root).to_confirm == []
    assert row(root, "ada_1", "test_count")["extra_credit"] == 0.5
    hand_in(root, "ada_1", answered(double=WRONG, count="def count(*_):\n    return 0"))
    (told,) = _graded(root).to_confirm
    assert "test_count: a person gave 0.5 of extra credit" in told


def test_a_comment_on_an_answer_that_is_another_now_is_told(root: Path) -> None:
    mark(root, "ada_1", "double", comment="Mind the sign.")
    _mend(root)
    assert _graded(root).to_confirm == []
    hand_in(root, "ada_1", answered())
    told = " ".join(_graded(root).to_confirm)
    assert "double: a person gave a comment; since then the student handed in another" in told
    assert comment(root, "ada_1", "double") == "Mind the sign."
    mark(root, "ada_1", "double", comment="Better.")
    grade(root, force=True)
    assert "a comment;" not in str(_graded(root).to_confirm)


@pytest.mark.parametrize("verdict", ["tampered", "ungradable"])
def test_points_for_what_no_program_could_judge_stay(course_root: Path, verdict: str) -> None:
    content = answered(double="raise OSError('tampered')\n") if verdict == "tampered" else b""
    if verdict == "tampered":
        content = answered(double="def double(x):\n    raise OSError('tampered')")
    hand_in(course_root, "ada_1", content)
    grade(course_root)
    mark(course_root, "ada_1", "test_double", 1.5)
    for cell in ("test_count", "explain"):
        mark(course_root, "ada_1", cell, 1)
    for _ in range(2):
        _mend(course_root)
        change(course_root, "test_count", ", also none", "")
        result = _graded(course_root, force=True)
        assert (result.status, result.score, result.pending) == ("graded", 3.5, 0)
    hand_in(course_root, "ada_1", answered())
    result = _graded(course_root)
    assert len(result.to_confirm) == (3 if verdict == "ungradable" else 1)


def test_a_fault_of_ours_un_marks_nothing(root: Path) -> None:
    class Fails(Plain):
        def examine(self, notebook: Any, files: Path) -> Any:
            raise RuntimeError("lost the judge")

    _mend(root)
    assert "lost the judge" in _graded(root, examiner=Fails).message
    assert not row(root, "ada_1", "explain")["needs_manual_grade"]
    result = _graded(root)
    assert (result.score, result.to_confirm, result.pending) == (4.5, [], 0)


def test_a_penalty_that_fails_un_marks_nothing(root: Path) -> None:
    hand_in(root, "ada_1", "2025-01-02 00:00:00 UTC", name="timestamp.txt")
    with open_course(root).gradebook() as gradebook:
        gradebook.update_or_create_assignment(UNIT, duedate="2025-01-01 00:00:00 UTC")
    config = root / "nbgrader_config.py"
    before = config.read_text()
    penalty = "\nfrom nbgrader.plugins import BasePlugin\nclass Late(BasePlugin):\n"
    penalty += "    def late_submission_penalty(self, *args):\n        return 1 / 0\n"
    config.write_text(before + penalty + "c.AssignLatePenalties.plugin_class = Late\n")
    assert "ZeroDivisionError" in _graded(root).message
    assert "ZeroDivisionError" in _graded(root).message
    config.write_text(before)
    result = _graded(root)
    assert (result.score, result.to_confirm, result.pending) == (4.5, [], 0)


def test_grades_of_an_edition_that_kept_no_marks(root: Path) -> None:
    path = root / "autograded" / "ada_1" / UNIT / f"{UNIT}.ipynb"
    notebook = json.loads(path.read_text())
    for name in ("marks", "depends"):
        del notebook["metadata"]["autograder"][name]
    path.chmod(0o644)
    path.write_text(json.dumps(notebook))
    _mend(root)
    result = _graded(root)
    assert (result.score, result.to_confirm, result.pending) == (4.5, [], 0)
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    assert "another answer" in str(_graded(root).to_confirm)


def test_a_mark_whose_graded_notebook_is_lost_is_for_the_person_again(root: Path) -> None:
    (root / "autograded" / "ada_1" / UNIT / f"{UNIT}.ipynb").unlink()
    assert "nobody knows what it was given for" in str(_graded(root).to_confirm)
    assert row(root, "ada_1", "explain")["manual_score"] == 1


def test_explain_report_and_json_tell_the_same(
    root: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    (told,) = _graded(root).to_confirm
    assert main(["explain", str(root), UNIT, "ada_1"]) == 0
    assert told in capsys.readouterr().out
    assert main(["explain", str(root), UNIT, "ada_1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["to_confirm"] == [told]
    assert found["earlier_marks"][0]["manual_score"] == 1
    assert main(["report", str(root), UNIT]) == 0
    page = (root / "report.html").read_text()
    assert "Marked before" in page and told in page
    assert main(["grade", str(root), UNIT, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2])["submissions"][0][
        "to_confirm"
    ] == [told]


def test_extra_credit_for_an_answer_that_has_no_points_yet(course_root: Path) -> None:
    hand_in(course_root, "ada_1", answered())
    grade(course_root)
    mark(course_root, "ada_1", "explain", extra=0.5)
    _mend(course_root)
    result = _graded(course_root)
    assert (result.pending, result.to_confirm) == (1, [])
    assert row(course_root, "ada_1", "explain")["needs_manual_grade"]


@pytest.mark.slow
@pytest.mark.kernel
def test_plain_nbgrader_in_between_asks_for_a_second_look(root: Path) -> None:
    done = NbGraderAPI(config=_config(root)).autograde(UNIT, "ada_1")
    assert done["success"], done["log"]
    assert row(root, "ada_1", "explain")["needs_manual_grade"]  # as nbgrader does with every mark
    result = _graded(root)
    assert [mark.test for mark in result.earlier_marks] == ["test_double", "explain"]
    assert "nbgrader itself graded it" in str(result.to_confirm)
    assert result.score == 4.5
    mark(root, "ada_1", "explain", 1)
    mark(root, "ada_1", "test_double", 0.5)
    _mend(root)
    assert (_graded(root).to_confirm, _graded(root).pending) == ([], 0)


def _config(root: Path) -> Config:
    config = Config()
    config.merge(open_course(root).config)
    config.CourseDirectory.root = str(root)
    return config


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_kill_while_the_graded_notebook_is_replaced_loses_no_mark(
    renames: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes round."))
    grade(root)
    mark(root, "ada_1", "explain", 0.25)
    hand_in(root, "ada_1", answered(double=WRONG, explain="It goes back."))
    rename, done = Path.rename, []

    def until_killed(path: Path, target: Path) -> Path:
        if len(done) == renames:
            raise KeyboardInterrupt
        done.append(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", until_killed)
    if renames < 2:
        with pytest.raises(KeyboardInterrupt):
            grade(root)
    monkeypatch.undo()
    result = _graded(root)
    assert [mark.manual_score for mark in result.earlier_marks] == [1, 0.25]
    assert [mark.changed for mark in result.earlier_marks] == [
        ["the student handed in another answer"]
    ] * 2


@pytest.mark.parametrize("gradings", [1, 2])
@pytest.mark.parametrize("fault", ["damaged", "missing", "a link beside it"])
def test_what_cannot_be_read_for_a_while_leaves_marks_as_they_were(
    fault: str, gradings: int, root: Path
) -> None:
    mark(root, "ada_1", "test_count", extra=0.5)
    mark(root, "ada_1", "double", comment="Mind the sign.")
    before, rows_before = _graded(root), rows(root)
    path = root / "submitted" / "ada_1" / UNIT / f"{UNIT}.ipynb"
    content = path.read_bytes()
    link = path.with_name("link")
    if fault == "damaged":
        path.write_bytes(content[:-9])
    elif fault == "missing":
        path.unlink()
    else:
        link.symlink_to("/etc")
    for _ in range(gradings):
        assert _graded(root, force=True).status == "ungradable"
    link.unlink(missing_ok=True)
    path.write_bytes(content)
    result = _graded(root)
    assert (result.score, result.to_confirm, result.earlier_marks) == (before.score, [], [])
    assert rows(root) == rows_before
