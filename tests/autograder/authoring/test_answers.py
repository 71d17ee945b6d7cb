"""Single answers are read with what they are about, and told where they earn something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.answers import Answer, faults, load_answers
from autograder.notebooks.verdict import Verdict
from autograder.results import record as records

RIGHT = Answer("double", "right_adds", "adds it to itself", "", "")
WRONG = Answer("double", "wrong_square", "squares it", "is 4", "")


def write(folder: Path, name: str, text: str) -> None:
    path = folder / "answers" / "double" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def record(message: str = "") -> records.Record:
    verdict = Verdict.FAILED if message else Verdict.PASSED
    return records.Record({}, {"test": records.TestRecord(verdict, 0, message)})


def test_reads_what_an_answer_is_about(tmp_path: Path) -> None:
    write(tmp_path, "wrong_square", "# about: squares it\n# says: is 4\n\n# why not?\ny = x**2\n")
    (answer,) = load_answers(tmp_path)
    assert (answer.exercise, answer.about, answer.says) == ("double", "squares it", "is 4")
    assert answer.text == "# why not?\ny = x**2" and not answer.is_right


@pytest.mark.parametrize("name", ["odd_square", "wrong_Square", "wrong"])
def test_a_file_of_another_name_is_refused(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, "# about: squares it\n")
    with pytest.raises(ValueError, match="call it right_NAME"):
        load_answers(tmp_path)


def test_an_answer_about_nothing_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "wrong_square", "y = x**2\n")
    with pytest.raises(ValueError, match="say in its first line"):
        load_answers(tmp_path)


def test_what_an_editor_of_windows_wrote_is_read(tmp_path: Path) -> None:
    write(tmp_path, "right_adds", "\ufeff# about: adds it\r\ny = x + x\r\n")
    (answer,) = load_answers(tmp_path)
    assert (answer.about, answer.text) == ("adds it", "y = x + x")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    write(tmp_path, "right_adds", "")
    path = tmp_path / "answers" / "double" / "right_adds.py"
    path.write_bytes(b"\xff\xfe# about")
    with pytest.raises(ValueError, match="save it as text in UTF-8"):
        load_answers(tmp_path)


def test_what_earns_what_it_should_is_no_fault() -> None:
    assert faults(RIGHT, ["test"], {0: record(), 1: record()}) == []
    assert faults(WRONG, ["test"], {0: record("it is 4"), 1: record("it is 9")}) == []


def test_a_right_answer_that_fails_once_is_a_fault() -> None:
    (told,) = faults(RIGHT, ["test"], {0: record(), 1: record("it is 9")})
    assert told == "answers/double/right_adds is right, but fails with 1 of 2 seeds: it is 9"


def test_a_wrong_answer_that_passes_once_is_a_fault() -> None:
    (told,) = faults(WRONG, ["test"], {0: record("it is 4"), 1: record()})
    assert told == "answers/double/wrong_square is wrong (squares it), but passes with 1 of 2 seeds"


def test_a_wrong_answer_that_hears_something_else_is_a_fault() -> None:
    (told,) = faults(WRONG, ["test"], {0: record("no")})
    assert told == "answers/double/wrong_square should hear 'is 4', but hears 'no'"
