"""Grades out, into the sheets of Canvas and Moodle, and nbgrader's own table."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tiny import UNIT

from autograder.__main__ import main
from autograder.course.courses import CourseError, open_course
from autograder.reports.grade_sheets import export_csv, fill_sheet

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
CANVAS = f"""Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (77),{UNIT} (78),Final Score
    Points Possible,,,,,10,6,(read only)
"Lovelace, Ada",4711,a1,ada,S1,9,,88
"Babbage, Charles",4712,c1,charles,S1,8,,77
"Curie, Marie",4713,m1,marie,S1,7,3,66
"""
MOODLE = """\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Feedback comments
Participant 4711,"Ada, Countess",ada@example.org,Submitted,-,6.00,
Participant 4799,Nobody,no@example.org,No submission,-,6.00,
"""
TEAMS = """\ufeffIdentifier,Full name,Email address,Status,Group,Grade,Maximum Grade
Participant 4711,Ada,ada@example.org,Submitted,Team 7 (Tue),-,6.00
Participant 4799,Nobody,no@example.org,No submission,Default group,-,6.00
Participant 4712,Bob,bob@example.org,Submitted,Team 7 (Tue),-,6.00
"""


@pytest.fixture
def graded_course(course_root: Path) -> Any:
    """A course in which two students have grades, and one waits for a person."""
    course = open_course(course_root)
    with course.gradebook() as gradebook:
        rows = {"ada_4711": (2, 3, 0.5), "charles_4712": (2, 0, 0), "marie_4713": (1, 0, None)}
        for student, (first, second, by_hand) in rows.items():
            gradebook.add_student(student)
            gradebook.add_submission(UNIT, student)
            for test, score in zip(("test_double", "test_count"), (first, second), strict=True):
                grade = gradebook.find_grade(test, UNIT, UNIT, student)
                grade.auto_score, grade.needs_manual_grade = score, False
            answer = gradebook.find_grade("explain", UNIT, UNIT, student)
            answer.manual_score, answer.needs_manual_grade = by_hand, by_hand is None
        late = gradebook.find_submission_notebook(UNIT, UNIT, "ada_4711")
        late.late_submission_penalty = 1
        gradebook.db.commit()
    return course


def test_fills_canvas_column_and_leaves_the_rest(graded_course: Any) -> None:
    sheet = fill_sheet(graded_course, UNIT, CANVAS)
    old, new = (list(csv.reader(text.splitlines())) for text in (CANVAS, sheet.text))
    assert [row[6] for row in new[1:]] == ["6", "4.5", "2", "3"]
    for row in [*old, *new]:
        del row[6]
    assert new == old
    assert (sheet.filled, sheet.remarks) == (2, ["marie_4713 waits for a person"])


def test_fills_moodles_worksheet(graded_course: Any) -> None:
    sheet = fill_sheet(graded_course, UNIT, MOODLE)
    rows = list(csv.reader(sheet.text.splitlines()))
    assert sheet.text.startswith("\ufeff")
    assert [row[4] for row in rows[1:]] == ["4.5", "-"]
    assert "charles_4712 is not in the sheet" in sheet.remarks


def test_a_teams_grade_goes_to_its_members_and_to_nobody_of_its_number(graded_course: Any) -> None:
    rename(graded_course, "ada_4711", "Team-7-Tue_4799")
    sheet = fill_sheet(graded_course, UNIT, TEAMS)
    rows = list(csv.DictReader(sheet.text.removeprefix("\ufeff").splitlines()))
    assert [row["Grade"] for row in rows] == ["4.5", "-", "4.5"]


def test_two_submissions_of_one_number_are_told_and_not_filled_in(graded_course: Any) -> None:
    rename(graded_course, "charles_4712", "countess_4711")
    sheet = fill_sheet(graded_course, UNIT, MOODLE)
    assert sheet.filled == 0
    assert any(r.startswith("ada_4711 and countess_4711 are the same in") for r in sheet.remarks)


def rename(course: Any, student: str, to: str) -> None:
    """Call a student of the gradebook otherwise."""
    with course.gradebook() as gradebook:
        gradebook.add_student(to)
        gradebook.find_submission(UNIT, student).student = gradebook.find_student(to)
        gradebook.db.commit()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "the sheet's columns are a, b"),
        ("", "the sheet's columns are none"),
        (CANVAS.replace(UNIT, "Week 2"), "0 assignments of the sheet have '01_tiny' in their name"),
        (CANVAS.replace("10,6,", "10,20,"), "the sheet expects 20 points, but the unit has 6"),
        (MOODLE.replace("6.00", "100.00"), "the sheet expects 100.00 points"),
        (MOODLE.replace("6.00", "Pass or fail"), "the sheet expects Pass or fail points"),
    ],
)
def test_a_sheet_that_does_not_fit(text: str, message: str, graded_course: Any) -> None:
    with pytest.raises(CourseError) as raised:
        fill_sheet(graded_course, UNIT, text)
    assert message in str(raised.value)


def test_on_the_command_line(graded_course: Any, tmp_path: Path, capsys: Any) -> None:
    root, sheet, to = graded_course.root, tmp_path / "canvas.csv", tmp_path / "out.csv"
    sheet.write_text(CANVAS)
    assert main(["export", str(root), UNIT, "--sheet", str(sheet), "--to", str(to)]) == 0
    assert capsys.readouterr().out == f"{to}: 2 filled in\nmarie_4713 waits for a person\n"
    assert "4.5" in to.read_text()


@pytest.mark.parametrize("field", ["x" * 200_000, '"' + "x\n" * 100_000])
def test_a_field_that_is_too_long_is_told_with_file_and_line(
    field: str, graded_course: Any, tmp_path: Path, capsys: Any
) -> None:
    sheet, to = tmp_path / "moodle.csv", tmp_path / "out.csv"
    sheet.write_text(f"{MOODLE}Participant 9,{field}\n")
    root = str(graded_course.root)
    assert main(["export", root, UNIT, "--sheet", str(sheet), "--to", str(to)]) == 2
    told = capsys.readouterr().err
    line = MOODLE.count("\n") + 1
    assert f"{sheet}: the row that begins in line {line} is no CSV" in told
    assert not to.exists()


def test_nbgraders_own_table_can_be_read_whatever_students_are_called(
    graded_course: Any, tmp_path: Path
) -> None:
    with graded_course.gradebook() as gradebook:
        gradebook.update_or_create_student("ada_4711", last_name='Lovelace, "Countess"')
        gradebook.add_student("idle_4714", first_name="Zoë")
    to = tmp_path / "out.csv"
    assert main(["export", str(graded_course.root), "--to", str(to)]) == 0
    table = pd.read_csv(to).set_index("student_id")
    assert table.raw_score.to_dict() == {
        "ada_4711": 5.5, "charles_4712": 2, "marie_4713": 1, "idle_4714": 0
    }  # fmt: skip
    assert (table.score.ada_4711, table.last_name.ada_4711) == (4.5, 'Lovelace, "Countess"')
    assert table.first_name.idle_4714 == "Zoë"
    assert list(table.index[table.needs_manual_grade]) == ["marie_4713"]
    assert set(table.max_score) == {6} and set(table.assignment) == {UNIT}


def test_no_table_without_a_grade(course_root: Path, tmp_path: Path, capsys: Any) -> None:
    to = tmp_path / "out.csv"
    assert main(["export", str(course_root), UNIT, "--to", str(to)]) == 2
    assert "nothing is graded yet" in capsys.readouterr().err
    assert not to.exists()


def test_wrong_use(graded_course: Any, tmp_path: Path, capsys: Any) -> None:
    root = str(graded_course.root)
    assert main(["export", root, "--sheet", str(tmp_path / "none.csv")]) == 2
    assert "a sheet takes the grades of one unit" in capsys.readouterr().err
    assert main(["export", root, UNIT, "--sheet", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["export", root, "--to", str(tmp_path / "none" / "out.csv")]) == 2
    assert (
        "out.csv cannot be written (No such file or directory): fix that" in capsys.readouterr().err
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "'=", '"=', "\uff1d", "|", "%"])
def test_no_name_is_a_formula(graded_course: Any, tmp_path: Path, start: str) -> None:
    name = f"{start}HYPERLINK(1)"
    with graded_course.gradebook() as gradebook:
        gradebook.add_student(name, first_name=name, last_name=name, email=name)
        gradebook.add_submission(UNIT, name)
    export_csv(graded_course, [UNIT], tmp_path / "grades.csv")
    with (tmp_path / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if "HYPERLINK" in row["student_id"]]
    for column in ("student_id", "first_name", "last_name", "email"):
        assert row[column] == f"'{name}"
    assert "ada_4711" in [row["student_id"] for row in rows]
