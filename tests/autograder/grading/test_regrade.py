"""Grading anew runs only the tests that a change concerns."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import nbformat
import pytest
from batches import Plain, grade, rows, tree
from marking import change, edit_source, mark, row, set_points
from tiny import UNIT, _meta, answered, find, hand_in

from autograder.course.courses import open_course
from autograder.results.record import Record

WRONG = "def double(x):\n    return abs(2 * x)"
LATE = """
from nbgrader.plugins import BasePlugin
class Late(BasePlugin):
    def late_submission_penalty(self, student, score, seconds):
        return {penalty}
c.AssignLatePenalties.plugin_class = Late
"""


class Counted(Plain):
    """Remembers which tests were run."""

    examined: ClassVar[list[list[str]]] = []

    def examine(self, notebook: Any, files: Path) -> Record:
        record = super().examine(notebook, files)
        self.examined.append(list(record.tests))
        return record


@pytest.fixture
def root(course_root: Path) -> Path:
    """A course with a right and a wrong submission, graded."""
    hand_in(course_root, "ada", answered())
    hand_in(course_root, "bob", answered(double=WRONG))
    grade(course_root)
    return course_root


def _again(root: Path, **options: Any) -> tuple[list[list[str]], dict[str, Any]]:
    """What is run when the course is graded anew, and the results."""
    Counted.examined.clear()
    results = grade(root, examiner=Counted, **options)
    return [*Counted.examined], results


def _fresh(root: Path) -> Any:
    """What grading leaves behind where nothing was graded before."""
    Counted.examined.clear()
    grade(root, force=True)
    return rows(root)


def test_a_mended_test_is_run_alone(root: Path) -> None:
    change(root, "test_double", "double(-3) == -6", "double(3) == 6")
    examined, results = _again(root)
    assert examined == [["test_double"]] * 2
    assert (results["ada"].ran, results["ada"].kept) == (["test_double"], False)
    assert (results["bob"].before, results["bob"].score) == (3, 5)
    assert results["bob"].moved_by == ["test_double 0 → 2"]
    found = rows(root)
    assert found == _fresh(root)


def test_what_other_tests_and_cells_showed_is_kept(root: Path) -> None:
    before = nbformat.read(root / "autograded" / "bob" / UNIT / f"{UNIT}.ipynb", as_version=4)
    change(root, "test_count", "# Counts letters", "# Counts all letters")
    _again(root)
    after = nbformat.read(root / "autograded" / "bob" / UNIT / f"{UNIT}.ipynb", as_version=4)
    for name in ("double", "test_double", "count", "test_count"):
        assert find(after, name).outputs == find(before, name).outputs != []
    told = before.metadata.autograder.record.tests
    assert after.metadata.autograder.record.tests == told
    assert told["test_double"].evidence == ["double(2)"]


def test_a_test_that_uses_a_name_of_the_mended_one_is_run_too(root: Path) -> None:
    change(root, "test_double", "assert double(2)", "limit = 3\nassert double(2)")
    change(root, "test_count", "right =", "assert limit >= 3\nright =")
    assert _again(root)[0] == [["test_double", "test_count"]] * 2
    change(root, "test_count", "# Counts", "# Well counts")
    assert _again(root)[0] == [["test_double", "test_count"]] * 2  # for its name alone
    assert _again(root)[1]["ada"].kept
    change(root, "test_double", "limit = 3", "limit = 4")
    assert _again(root)[1]["ada"].ran == ["test_double", "test_count"]


def test_loop_variables_tie_no_tests_together(root: Path) -> None:
    change(root, "test_double", "assert double(2)", "for x in [1]:\n    x\nassert double(2)")
    change(root, "test_count", "right =", "for x in [2]:\n    x\nright =")
    _again(root)
    change(root, "test_double", "in [1]", "in [3]")
    assert _again(root)[0] == [["test_double"]] * 2


def test_changed_set_up_runs_the_tests_that_use_it(root: Path) -> None:
    change(root, "setup", "warnings", "warnings\nlimit = 4")
    assert _again(root)[0] == []  # nobody reads it yet
    change(root, "test_double", "== 4,", "== limit,")
    _again(root)
    change(root, "setup", "limit = 4", "limit = 5")
    examined, results = _again(root)
    assert examined == [["test_double"]] * 2
    assert results["ada"].score == 3


def test_set_up_that_an_answer_reads_runs_its_tests(course_root: Path) -> None:
    change(course_root, "setup", "warnings", "warnings\nfactor = 2")
    hand_in(course_root, "ada", answered(double="def double(x):\n    return factor * x"))
    grade(course_root)
    change(course_root, "setup", "factor = 2", "factor = 3")
    assert _again(course_root)[0] == [["test_double"]]


def test_set_up_that_acts_on_a_module_concerns_all(root: Path) -> None:
    change(root, "setup", "warnings", "warnings\nsys.setrecursionlimit(2000)")
    assert _again(root)[0] == [["test_double", "test_count"]] * 2


def test_prose_and_lessons_regrade_nobody(root: Path) -> None:
    before = rows(root)

    def edit(notebook: Any) -> None:
        notebook.cells[0].source = "# A very tiny unit"
        notebook.cells[5].source = "shown = 2"
        notebook.cells[2].source = "## Doubling\n\nTwice it is."

    edit_source(root, edit)
    examined, results = _again(root)
    assert examined == []
    assert all(result.kept and not result.ran for result in results.values())
    assert rows(root) == before
    assert _again(root, only="changed")[1] == {}


def test_a_lesson_whose_result_an_answer_reads_runs_its_tests(course_root: Path) -> None:
    def edit(text: str) -> Any:
        def change_lesson(notebook: Any) -> None:
            notebook.cells[5].source = text

        return change_lesson

    edit_source(course_root, edit("letters = 'a'"))
    notebook = answered(count="first = letters\ndef count(text, letter):\n    return 3")
    notebook.cells[5].source = "letters = 'a'"
    hand_in(course_root, "ada", notebook)
    grade(course_root)
    edit_source(course_root, edit("letters = 'ab'"))
    assert _again(course_root)[0] == [["test_count"]]


@pytest.mark.parametrize(
    ("test", "points", "ada", "bob"),
    [("test_double", 5, 8, 3), ("test_double", 1, 4, 3), ("explain", 9, 5, 3)],
)
def test_other_points_run_nobodys_code(
    test: str, points: float, ada: float, bob: float, root: Path
) -> None:
    set_points(root, test, points)
    examined, results = _again(root)
    assert examined == []
    assert [results[name].score for name in ("ada", "bob")] == [ada, bob]
    assert not results["ada"].kept
    assert rows(root) == _fresh(root)


def test_a_test_that_gives_a_number_gives_the_same_for_other_points(root: Path) -> None:
    set_points(root, "test_count", 6)
    examined, results = _again(root)
    assert examined == []
    (found,) = [t for t in results["ada"].tests if t.test == "test_count"]
    assert (found.verdict, found.score) == ("partial", 3)
    assert rows(root) == _fresh(root)


def test_a_number_that_is_too_large_for_the_new_points_is_asked_for_again(root: Path) -> None:
    set_points(root, "test_count", 2)
    assert _again(root)[0] == [["test_count"]] * 2


def _set_due(root: Path, day: str) -> None:
    with open_course(root).gradebook() as gradebook:
        gradebook.update_or_create_assignment(UNIT, duedate=f"{day} 00:00:00 UTC")


def test_late_rules_run_nobodys_code(root: Path) -> None:
    config = root / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(before + LATE.format(penalty=1.5))
    hand_in(root, "ada", "2025-01-02 00:00:00 UTC", name="timestamp.txt")
    assert _again(root)[0] == []
    _set_due(root, "2025-01-01")
    examined, results = _again(root)
    assert (examined, results["ada"].score, results["bob"].score) == ([], 3.5, 3)
    assert results["ada"].moved_by == ["late penalty 0 → 1.5"]
    config.write_text(before + LATE.format(penalty=2))
    examined, results = _again(root)
    assert (examined, results["ada"].before, results["ada"].score) == ([], 3.5, 3)
    _set_due(root, "2025-01-03")
    examined, results = _again(root)
    assert (examined, results["ada"].late_penalty, results["ada"].score) == ([], 0, 5)


def test_a_new_timestamp_runs_nobodys_code_and_is_kept(root: Path) -> None:
    hand_in(root, "ada", "2025-01-02 00:00:00 UTC", name="timestamp.txt")
    examined, results = _again(root)
    assert (examined, results["ada"].score) == ([], 5)
    kept = root / "autograded" / "ada" / UNIT / "timestamp.txt"
    assert kept.read_text() == "2025-01-02 00:00:00 UTC"
    with open_course(root).gradebook() as gradebook:
        assert str(gradebook.find_submission(UNIT, "ada").timestamp) == "2025-01-02 00:00:00"


def test_another_answer_runs_all_of_that_student(root: Path) -> None:
    hand_in(root, "bob", answered())
    examined, results = _again(root)
    assert examined == [["test_double", "test_count"]]
    assert (results["ada"].kept, results["bob"].score) == (True, 5)


def test_other_versions_run_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grading.batch.versions", lambda: {"keras": "9.9"})
    assert _again(root)[0] == [["test_double", "test_count"]] * 2


def test_where_a_process_ended_early_all_is_run(root: Path) -> None:
    class Ends(Plain):
        def examine(self, notebook: Any, files: Path) -> Record:
            record = super().examine(notebook, files)
            return Record(record.outputs, record.tests, ended="It stopped.")

    grade(root, "bob", examiner=Ends, force=True)
    change(root, "test_count", "# Counts letters", "# Counts all letters")
    assert sorted(_again(root)[0]) == [["test_count"], ["test_double", "test_count"]]


def test_a_run_of_some_tests_that_ends_early_is_one_of_all(root: Path) -> None:
    class Ends(Counted):
        def examine(self, notebook: Any, files: Path) -> Record:
            record = super().examine(notebook, files)
            return Record(record.outputs, record.tests, ended="It stopped.")

    change(root, "test_count", "# Counts letters", "# Counts all letters")
    Counted.examined.clear()
    result = grade(root, "bob", examiner=Ends)["bob"]
    assert Counted.examined == [["test_count"], ["test_double", "test_count"]]
    assert result.ran == ["test_double", "test_count"]


def test_two_notebooks_are_looked_at_apart(course_root: Path) -> None:
    source = nbformat.read(course_root / "source" / UNIT / f"{UNIT}.ipynb", as_version=4)
    nbformat.write(source, course_root / "source" / UNIT / "more.ipynb")
    hand_in(course_root, "ada", answered(double=WRONG))
    hand_in(course_root, "ada", answered(), name="more.ipynb")
    grade(course_root)
    mark(course_root, "ada", "explain", 1, notebook="more")
    change(course_root, "test_double", "double(-3) == -6", "double(3) == 6")
    examined, results = _again(course_root)
    assert examined == [["test_double"]]
    assert results["ada"].moved_by == [f"{UNIT}/test_double 0 → 2"]
    assert not row(course_root, "ada", "explain", notebook="more")["needs_manual_grade"]


def test_code_that_a_person_reads_shows_what_it_came_to(course_root: Path) -> None:
    def add(notebook: Any) -> None:
        cell = nbformat.v4.new_code_cell("x = 1", metadata=_meta("plot", 2, solution=True))
        cell.id = "plot"
        notebook.cells.append(cell)

    edit_source(course_root, add)
    notebook = answered()
    add(notebook)
    notebook.cells[-1].source = "limit"
    hand_in(course_root, "ada", notebook)
    grade(course_root)
    change(course_root, "setup", "warnings", "warnings\nlimit = 4")
    assert _again(course_root)[0] == [[]]  # no test, but the answer
    path = course_root / "autograded" / "ada" / UNIT / f"{UNIT}.ipynb"
    shown = find(nbformat.read(path, as_version=4), "plot").outputs
    assert [output.output_type for output in shown] == ["stream", "execute_result"]


def test_nothing_changes_where_nothing_is_to_do(root: Path) -> None:
    before = tree(root)
    assert _again(root)[0] == []
    assert tree(root) == before


def test_a_task_and_its_mark(course_root: Path) -> None:
    def add(notebook: Any) -> None:
        meta = _meta("draw", 4)
        meta["nbgrader"] |= {"grade": False, "task": True, "locked": True}
        cell = nbformat.v4.new_markdown_cell("Draw it.", metadata=meta)
        cell.id = "draw"
        notebook.cells.append(cell)

    edit_source(course_root, add)
    notebook = answered()
    add(notebook)
    hand_in(course_root, "ada", notebook)
    grade(course_root)
    mark(course_root, "ada", "draw", 3)
    mark(course_root, "ada", "explain", 1)
    change(course_root, "test_count", "# Counts letters", "# Counts all letters")
    result = _again(course_root)[1]["ada"]
    assert (result.score, result.pending, result.to_confirm) == (9, 0, [])
    hand_in(course_root, "ada", b"pixels", name="drawing.png")
    result = _again(course_root)[1]["ada"]
    assert [mark.test for mark in result.earlier_marks] == ["draw"]
    assert row(course_root, "ada", "draw")["needs_manual_grade"]
    set_points(course_root, "draw", 8)
    assert "its points went from 4 to 8" in str(_again(course_root)[1]["ada"].to_confirm)
