"""The command line: exit codes, what goes to stdout, and how fast help comes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tiny import UNIT, answered, autograder, grade_json, hand_in

from autograder.__main__ import main
from autograder.authoring.check import UnitCheck
from autograder.course.courses import CourseError


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """nbgrader's warnings are not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_help_comes_in_half_a_second() -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert autograder("--help").stdout.startswith("usage: autograder")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


def test_importing_the_command_line_loads_no_heavy_module() -> None:
    code = "import sys, autograder.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert {"nbgrader", "rich", "tensorflow", "keras"}.isdisjoint(done.stdout.split())


def test_all_graded_is_0(course_root: Path) -> None:
    hand_in(course_root, "ada", answered())
    assert main(["grade", str(course_root), UNIT]) == 0


def test_some_ungradable_is_1(course_root: Path) -> None:
    hand_in(course_root, "ada", b"")
    assert main(["grade", str(course_root), UNIT]) == 1


def test_stdout_is_json_and_nothing_else(course_root: Path) -> None:
    hand_in(course_root, "ada", answered())
    done = autograder("grade", course_root, UNIT, "--json")
    (result,) = json.loads(done.stdout)["submissions"]
    assert (result["student"], result["score"], result["points"]) == ("ada", 5, 6)
    assert "1/1" in done.stderr


def test_table_names_what_did_not_pass(course_root: Path, capsys: Any) -> None:
    hand_in(course_root, "ada", answered(double="double = None"))
    hand_in(course_root, "bob", b"")
    main(["grade", str(course_root), UNIT])
    table = capsys.readouterr().out
    for text in ("ada", "3/6", "test_double (error)", "1 to grade by hand", "bob", "is empty"):
        assert text in table


def test_results_come_in_the_order_of_names(course_root: Path) -> None:
    for student in ("zoe", "ada", "bob"):
        hand_in(course_root, student, b"" if student == "ada" else answered())
    assert list(grade_json(course_root, "--workers", "1")) == ["ada", "bob", "zoe"]
    order = [f"--student={student}" for student in ("zoe", "bob", "ada")]
    assert list(grade_json(course_root, *order)) == ["ada", "bob", "zoe"]


def test_one_student(course_root: Path) -> None:
    for student in ("ada", "bob", "cleo"):
        hand_in(course_root, student, b"")
    assert grade_json(course_root, "--student", "ada", "--student", "cleo").keys() == {
        "ada",
        "cleo",
    }


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_workers_are_a_whole_number(number: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["grade", ".", UNIT, "--workers", number])
    assert ended.value.code == 2
    assert f"at least 1, but got '{number}'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("grade", "{course}", "03_none"), "'03_none' is not a unit of"),
        (("grade", "{course}/source", UNIT), "is not a course: there is no notebook in"),
        (("grade", "{course}/none", UNIT), "is not a course: there is no notebook in"),
        (("grade", "{course}", UNIT, "--student", "zoe"), "'zoe' has handed in nothing for"),
        (("release", "{course}", "03_none"), "its units are 01_tiny."),
    ],
)
def test_wrong_use_is_2(
    arguments: tuple[str, ...], message: str, course_root: Path, capsys: Any
) -> None:
    assert main([argument.format(course=course_root) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("autograder: ") and message in captured.err
    assert captured.out == ""


def test_a_configuration_that_fails_is_2(course_root: Path, capsys: Any) -> None:
    (course_root / "nbgrader_config.py").write_text("1 / 0")
    assert main(["grade", str(course_root), UNIT]) == 2
    assert "nbgrader_config.py fails with ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        (".autograder_seed", "secret", ".autograder_seed holds no number: put a copy back, or"),
        (
            "nbgrader_config.py",
            f"get_config().Autograder.limits = {{'{UNIT}': 7}}",
            f"c.Autograder.limits of {UNIT} is 7, not a dictionary.",
        ),
    ],
)
def test_a_file_of_the_course_that_is_damaged_is_2(
    file: str, content: str, message: str, course_root: Path, capsys: Any
) -> None:
    hand_in(course_root, "ada", answered())
    (course_root / file).write_text(content)
    assert main(["grade", str(course_root), UNIT]) == 2
    assert message in capsys.readouterr().err


def test_nobody_has_handed_in(course_root: Path, capsys: Any) -> None:
    assert main(["grade", str(course_root), UNIT]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"{UNIT}: no submissions found; put them in {course_root}/sub" in captured.err


@pytest.mark.parametrize("arguments", [("grade", "{course}", UNIT), ("export", "{course}")])
@pytest.mark.parametrize("content", [b"no database", None])
def test_a_gradebook_that_cannot_be_used_is_2(
    content: bytes | None, arguments: tuple[str, ...], course_root: Path, capsys: Any
) -> None:
    hand_in(course_root, "ada", answered())
    path = course_root / "gradebook.db"
    path.unlink()
    path.write_bytes(content) if content else path.mkdir()
    assert main([argument.format(course=course_root) for argument in arguments]) == 2
    told = capsys.readouterr().err
    assert told.startswith("autograder: ")
    assert f"the gradebook sqlite:///{path} cannot be used (" in told


def _unit(root: Path, name: str, content: str | None = None) -> None:
    """Add a unit to a course: the tiny one, or what is no notebook."""
    folder = root / "source" / name
    folder.mkdir()
    text = (root / "source" / UNIT / f"{UNIT}.ipynb").read_text() if content is None else content
    (folder / f"{name}.ipynb").write_text(text)


def test_a_faulty_unit_ends_no_others_grading(course_root: Path, capsys: Any) -> None:
    _unit(course_root, "00_faulty", "{}")
    hand_in(course_root, "ada", answered())
    folder = course_root / "submitted" / "ada" / "00_faulty"
    folder.mkdir()
    (folder / "00_faulty.ipynb").write_text("{}")
    units = ["00_faulty", UNIT]
    assert main(["grade", str(course_root), *units, "--json"]) == 2
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert [result["score"] for result in found["submissions"]] == [5]
    (fault,) = found["faults"]
    assert fault["unit"] == "00_faulty" and "holds no notebook" in fault["message"]
    assert f"autograder: 00_faulty: {fault['message']}" in captured.err
    assert main(["grade", str(course_root), *units]) == 2
    assert "5/6" in capsys.readouterr().out


def test_json_comes_even_where_nothing_could_be_graded(course_root: Path, capsys: Any) -> None:
    hand_in(course_root, "ada", answered())
    assert main(["grade", str(course_root), UNIT, "--student", "zoe", "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert (found["submissions"], [fault["unit"] for fault in found["faults"]]) == ([], [UNIT])


def test_a_faulty_unit_ends_no_others_release(course_root: Path, capsys: Any) -> None:
    _unit(course_root, "00_faulty", "{}")
    _unit(course_root, "02_fine")
    assert main(["release", str(course_root)]) == 2
    captured = capsys.readouterr()
    assert [line.partition(":")[0] for line in captured.out.splitlines()] == [UNIT, "02_fine"]
    assert "autograder: 00_faulty: " in captured.err


def test_a_faulty_unit_ends_no_others_check(
    course_root: Path, capsys: Any, monkeypatch: Any
) -> None:
    _unit(course_root, "00_faulty", "{}")

    def check(_: Any, unit: str, __: Any) -> Any:
        if unit == "00_faulty":
            raise CourseError("it holds no notebook")
        return UnitCheck(unit, [], [])

    monkeypatch.setattr("autograder.authoring.check.check_unit", check)
    assert main(["check", str(course_root), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert [unit["unit"] for unit in found["units"]] == [UNIT]
    assert found["faults"] == [{"unit": "00_faulty", "message": "it holds no notebook"}]


def test_a_reader_that_leaves_is_no_fault(course_root: Path) -> None:
    command = [sys.executable, "-m", "autograder", "release", str(course_root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (141, b"")
    process.stderr.close()


def test_ctrl_c_while_things_are_imported(course_root: Path, monkeypatch: Any) -> None:
    def stop(*_: Any, **__: Any) -> None:  # the first call that main makes, before its imports
        raise KeyboardInterrupt

    monkeypatch.setattr(warnings, "filterwarnings", stop)
    assert main(["grade", str(course_root), UNIT]) == 130


def test_release_says_where_it_went(course_root: Path, capsys: Any) -> None:
    assert main(["release", str(course_root)]) == 0
    assert capsys.readouterr().out == f"{UNIT}: {course_root.parent / 'notebooks' / UNIT}\n"


def test_the_console_script_is_the_same() -> None:
    script = Path(sys.executable).parent / "autograder"
    done = subprocess.run([script, "--help"], capture_output=True, text=True)
    assert done.stdout == autograder("--help").stdout
