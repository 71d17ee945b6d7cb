"""The batch: it survives kills, its workers agree, and a person's grades stay."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import batches
import nbformat
import pytest
from batches import Plain, grade, rows, tree
from marking import mark
from tiny import UNIT, answered, hand_in

import autograder.grading.writer
from autograder.course.courses import CourseError, open_course
from autograder.results.record import Record

WRONG = "def double(x):\n    return 5"


@pytest.fixture(scope="session")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which two were graded, by a person too, before they handed in anew."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("prepared") / "course"))
    hand_in(root, "cleo", answered(double=WRONG))
    hand_in(root, "dora", answered())
    grade(root)
    with open_course(root).gradebook() as gradebook:
        written = gradebook.find_grade("explain", UNIT, UNIT, "cleo")
        written.manual_score, written.extra_credit, written.needs_manual_grade = 1, 0.5, False
        gradebook.find_grade("test_count", UNIT, UNIT, "cleo").manual_score = 2
        gradebook.find_comment("explain", UNIT, UNIT, "cleo").manual_comment = "Well put."
        gradebook.update_or_create_assignment(UNIT, duedate="2025-01-01 00:00:00 UTC")
    mark(root, "dora", "explain", 1, comment="Well put.")
    hand_in(root, "cleo", answered())
    hand_in(root, "dora", answered(explain="It goes round."))
    hand_in(root, "ada", answered(double=WRONG))
    hand_in(root, "ada", "2025-01-02 00:00:00 UTC", name="timestamp.txt")
    hand_in(root, "bob", b"")
    return root


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    """A fresh copy of that course."""
    return Path(shutil.copytree(prepared, tmp_path / "course"))


def _killed(prepared: Path, folder: Path, every: int, at_random: int) -> dict[str, Any]:
    script = Path(batches.__file__).with_name("killing.py")
    command = [sys.executable, script, prepared, folder, str(every), str(at_random)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("every", "at_random"),
    [
        (9, 0),
        pytest.param(1, 0, marks=pytest.mark.slow),
        pytest.param(0, 30, marks=pytest.mark.slow),
    ],
    ids=["some writes", "every write", "random moments"],
)
def test_a_kill_loses_nothing(every: int, at_random: int, prepared: Path, tmp_path: Path) -> None:
    found = _killed(prepared, tmp_path, every, at_random)
    assert {"commit", "open", "os.rename", "os.chmod", "os.mkdir"} <= found["kinds"].keys()
    assert found["kills"] >= found["tries"] * (0.5 if at_random else 1)
    assert found["wrong"] == []


def test_parallel_and_serial_agree(root: Path, prepared: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(prepared, tmp_path / "other" / "course"))
    for course in (root, other):
        for number in range(12):
            hand_in(course, f"student{number:02}", answered(double=WRONG if number % 3 else "x"))
    grade(root, workers=1)
    grade(other, workers=4)
    assert rows(root) == rows(other)
    assert tree(root) == tree(other)


def test_a_persons_grades_and_comments_stay(root: Path) -> None:
    result = grade(root)["cleo"]
    assert (result.before, result.score) == (3.5, 5.5)  # 2 + 2 by hand + 1.5 by hand
    with open_course(root).gradebook() as gradebook:
        written = gradebook.find_grade("explain", UNIT, UNIT, "cleo")
        assert (written.manual_score, written.extra_credit) == (1, 0.5)
        counted = gradebook.find_grade("test_count", UNIT, UNIT, "cleo")
        assert (counted.auto_score, counted.manual_score, counted.score) == (3, 2, 2)
        assert not counted.needs_manual_grade and not written.needs_manual_grade  # same answers
        comment = gradebook.find_comment("explain", UNIT, UNIT, "cleo")
        assert comment.manual_comment == "Well put."


def test_what_is_late_is_known_to_be(root: Path) -> None:
    grade(root)
    with open_course(root).gradebook() as gradebook:
        assert gradebook.find_submission(UNIT, "ada").total_seconds_late == 86400
    (root / "submitted" / "ada" / UNIT / "timestamp.txt").unlink()
    grade(root)
    with open_course(root).gradebook() as gradebook:
        assert gradebook.find_submission(UNIT, "ada").timestamp is None


def test_autograded_is_as_nbgrader_leaves_it(root: Path) -> None:
    (root / "source" / UNIT / "data.csv").write_text("author's")
    hand_in(root, "ada", "student's", name="data.csv")
    hand_in(root, "ada", "x = 1", name="helper.py")
    hand_in(root, "ada", "x", name="other.ipynb")
    grade(root)
    folder = root / "autograded" / "ada" / UNIT
    assert {path.name: path.read_text() for path in folder.glob("*.[cpt]*")} == {
        "data.csv": "author's", "helper.py": "x = 1", "timestamp.txt": "2025-01-02 00:00:00 UTC",
    }  # fmt: skip
    assert not (folder / "other.ipynb").exists()
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o444}
    assert [path.name for path in folder.parent.iterdir()] == [UNIT]


def test_outputs_and_colours_are_in_the_graded_notebook(root: Path) -> None:
    hand_in(root, "dan", answered(count="count = lambda text, letter: 3"))
    grade(root)
    cells = {}
    for student in ("ada", "dan"):
        path = root / "autograded" / student / UNIT / f"{UNIT}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        cells[student] = {c.metadata.get("nbgrader", {}).get("grade_id"): c for c in notebook.cells}
    failed = cells["ada"]["test_double"].outputs
    assert [output.output_type for output in failed] == ["stream", "error"]
    assert failed[0].name == "stdout"
    assert cells["dan"]["test_count"].outputs[-1].data["text/plain"] == "1"


@pytest.mark.parametrize("score", [99, -1, float("nan")])
def test_points_that_a_test_does_not_offer(score: float, root: Path) -> None:
    class Generous(Plain):
        def examine(self, notebook: Any, files: Path) -> Record:
            record = super().examine(notebook, files)
            tests = {
                name: batches.TestRecord(batches.Verdict.PARTIAL, score) for name in record.tests
            }
            return Record(record.outputs, tests)

    result = grade(root, "ada", examiner=Generous)["ada"]
    assert (result.status, result.score) == ("ungradable", None)
    assert "points, but it has 2 to give" in result.message


def test_tampered_goes_to_a_person(root: Path) -> None:
    hand_in(root, "eve", answered(double="def double(x):\n    raise OSError('tampered')"))
    result = grade(root)["eve"]
    assert [(t.verdict, t.score) for t in result.tests[:2]] == [("tampered", None), ("passed", 3)]
    assert result.pending == 3
    with open_course(root).gradebook() as gradebook:
        test = gradebook.find_grade("test_double", UNIT, UNIT, "eve")
        assert (test.auto_score, test.needs_manual_grade) == (None, True)


def test_a_late_penalty_that_fails_stops_nobody_else(root: Path) -> None:
    config = root / "nbgrader_config.py"
    penalty = "\nfrom nbgrader.plugins import BasePlugin\nclass Late(BasePlugin):\n"
    penalty += "    def late_submission_penalty(self, *args):\n        return 1 / 0\n"
    before = config.read_text()
    config.write_text(before + penalty + "c.AssignLatePenalties.plugin_class = Late\n")
    results = grade(root)
    assert "ZeroDivisionError" in results["ada"].message
    assert (results["ada"].status, results["cleo"].status) == ("ungradable", "graded")
    with open_course(root).gradebook() as gradebook:
        (part,) = gradebook.find_submission(UNIT, "ada").notebooks
        assert {(g.auto_score, g.needs_manual_grade) for g in part.grades} == {(None, True)}
    config.write_text(before)
    again = grade(root)
    assert (again["ada"].score, again["cleo"].kept) == (3, True)


def test_an_examiner_that_fails_harms_one_submission_and_is_tried_again(root: Path) -> None:
    class Fails(Plain):
        def examine(self, notebook: Any, files: Path) -> Record:
            if "return 5" in str(notebook):
                raise RuntimeError("lost the judge")
            return super().examine(notebook, files)

    results = grade(root, examiner=Fails)
    assert "RuntimeError: lost the judge" in results["ada"].message
    assert results["cleo"].status == "graded"
    again = grade(root)
    assert (again["ada"].score, again["ada"].kept, again["cleo"].kept) == (3, False, True)
    assert again["bob"].kept  # an empty file stays one


def test_a_mended_test_regrades_and_says_whose_grade_moved(root: Path) -> None:
    hand_in(root, "dan", answered(double="def double(x):\n    return abs(2 * x)"))
    grade(root)
    path = root / "source" / UNIT / f"{UNIT}.ipynb"
    path.write_text(path.read_text().replace("double(-3) == -6", "double(3) == 6"))
    results = grade(root)
    assert not any(result.kept for result in results.values())
    assert {name: r.before for name, r in results.items() if r.moved} == {"dan": 3}
    assert results["dan"].score == 5


def test_prose_regrades_nobody(root: Path) -> None:
    grade(root)
    path = root / "source" / UNIT / f"{UNIT}.ipynb"
    path.write_text(path.read_text().replace("# A tiny unit", "# A very tiny unit"))
    assert all(result.kept for result in grade(root).values())


@pytest.mark.parametrize("options", [{"limits": {"memory": 1}}, {"sandbox": False}])
def test_other_limits_grade_again(options: dict[str, Any], root: Path) -> None:
    grade(root)
    assert not any(result.kept for result in grade(root, **options).values())
    assert all(result.kept for result in grade(root, **options).values())


def test_another_time_limit_of_a_cell_grades_again(root: Path) -> None:
    grade(root)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.ExecutePreprocessor.timeout = 77\n")
    assert not any(result.kept for result in grade(root).values())


def test_only(root: Path) -> None:
    hand_in(root, "dan", answered())
    assert grade(root, only="new").keys() == {"ada", "bob", "dan"}
    assert grade(root, only="changed").keys() == {"cleo", "dora"}
    assert grade(root, only="changed") == grade(root, only="new") == {}
    failed = grade(root, only="failed")
    assert failed.keys() == {"ada", "bob"}
    assert not any(result.kept for result in failed.values())


def test_a_lost_gradebook_is_written_again(root: Path) -> None:
    grade(root, "ada")
    (root / "gradebook.db").unlink()
    assert grade(root, "ada")["ada"].kept is False


@pytest.mark.parametrize("place", ["autograded/ada", "feedback/ada", "autograded/ada/" + UNIT])
def test_planted_links_are_not_followed(place: str, root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / UNIT).mkdir(parents=True)
    (elsewhere / UNIT / "precious").write_text("1")
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(elsewhere)
    results = grade(root)
    assert [path.name for path in elsewhere.rglob("*")] == [UNIT, "precious"]
    assert results["cleo"].status == "graded"


def test_a_submission_that_is_a_link(root: Path) -> None:
    folder = root / "submitted" / "eve"
    folder.mkdir()
    (folder / UNIT).symlink_to("/etc")
    assert "is a link or a device" in grade(root)["eve"].message


def test_a_full_disk_ends_the_batch_with_advice(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(autograder.grading.writer, "replace_folder", full)
    with pytest.raises(CourseError, match=r"No space left .* run the same command again"):
        grade(root)
    monkeypatch.undo()
    assert grade(root)["ada"].score == 3


def test_two_do_not_grade_at_once(root: Path) -> None:
    with (
        open_course(root).locked(),
        pytest.raises(CourseError, match="is being graded by process"),
    ):
        grade(root)
    assert grade(root)["ada"].score == 3


def test_stopping_begins_nothing_new(root: Path) -> None:
    course = open_course(root)
    grading = batches.Batch(course, UNIT, Plain, batches.Options())
    students = course.students(UNIT)
    results = []
    for result in grading.run(students):
        results.append(result)
        grading.stop()
    assert 1 <= len(results) < len(students)


def test_each_worker_has_its_own_examiner_and_closes_it(root: Path) -> None:
    opened = []

    class Counted(Plain):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            self.is_open = True
            opened.append(self)

        def close(self) -> None:
            self.is_open = False

    grade(root, examiner=Counted)
    assert len(opened) == 1
    assert not any(examiner.is_open for examiner in opened)


def test_hidden_inputs_keep_their_private_seed(root: Path) -> None:
    path = root / ".autograder_seed"
    seed = open_course(root).seed()
    assert path.stat().st_mode & 0o777 == 0o600
    assert open_course(root).seed() == seed
    path.unlink()
    assert open_course(root).seed() != seed


def test_what_cannot_be_read_is_not_examined_once_more_on_a_busy_machine(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.batch._is_busy", lambda: True)
    assert grade(root)["bob"].remarks == []


@pytest.mark.parametrize(
    ("units", "own", "remark"),
    [
        ("data/a.csv", "data", "'data' was left out: it is a folder of the unit, not a file."),
        (
            "data",
            "data/in/a.csv",
            "'data/in/a.csv' was left out: 'data' is a file of the unit, not a folder.",
        ),
    ],
)
def test_a_file_in_the_way_of_the_units_is_left_out(
    units: str, own: str, remark: str, root: Path
) -> None:
    for path in (root / "source" / UNIT / units, root / "submitted" / "dora" / UNIT / own):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1")
    results = grade(root)
    assert (results["dora"].status, results["dora"].remarks) == ("graded", [remark])
    assert results["dora"].score == 6  # of which one is to be confirmed
    assert (root / "autograded" / "dora" / UNIT / units).is_file()
    assert (results["cleo"].status, results["cleo"].remarks) == ("graded", [])


def test_a_page_stored_as_text_takes_no_other_files_place(root: Path) -> None:
    hand_in(root, "dora", "<p>", name="a.html")
    hand_in(root, "dora", "notes", name="a.html.txt")
    grade(root, "dora")
    folder = root / "autograded" / "dora" / UNIT
    assert (folder / "a.html.txt").read_text() == "notes"
    assert (folder / "a.html.txt.txt").read_text() == "<p>"
