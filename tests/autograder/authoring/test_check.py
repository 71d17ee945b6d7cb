"""`autograder check` on the tiny unit: what it finds in good and in poor tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tiny import UNIT, find, source_notebook

from autograder.__main__ import main
from autograder.authoring.check import check_unit, exercises, scratch_course
from autograder.course.courses import CourseError, open_course

pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's and nbclient's
TEST_DOUBLE = "# Check: doubles\nassert [double(x) for x in (2, -3, 0.5)] == [4, -6, 1], 'off'"
SAMPLE = '"""\nkind = "{kind}"\nabout = "A sample."\n{more}"""\n\n# %% double\ndouble = {double}\n'


@pytest.fixture
def unit(course_root: Path) -> Path:
    """A course whose unit asks for doubling alone; four mutants of its solution."""
    write(course_root, TEST_DOUBLE)
    return course_root


def write(root: Path, test: str) -> None:
    notebook = source_notebook()
    find(notebook, "test_double").source = test
    notebook.cells = notebook.cells[:6]
    nbformat.write(notebook, root / "source" / UNIT / f"{UNIT}.ipynb")


def sample(root: Path, name: str, double: str, kind: str = "wrong", more: str = "") -> None:
    folder = root.parent / "tests" / root.name / UNIT / "submissions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text(SAMPLE.format(kind=kind, double=double, more=more))


def equivalent(root: Path, text: str) -> None:
    folder = root.parent / "tests" / root.name / UNIT
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "equivalent.toml").write_text(text)


def test_finds_all_that_is_to_be_mended(course_root: Path) -> None:
    write(course_root, "assert double(2) == 4")
    sample(course_root, "right_shift", "lambda x: x << 1", kind="right")
    sample(course_root, "wrong_square", "lambda x: x * x", more='[fails]\ntest_double = ""\n')
    sample(course_root, "wrong_message", "lambda x: 1", more='[fails]\ntest_double = "is 1"\n')
    found = check_unit(open_course(course_root), UNIT)
    assert not found.passed
    assert found.faults == [
        "wrong_message: test_double should say 'is 1', but says "
        "'This does not hold: assert double(2) == 4'",
        "wrong_square: test_double earned 2.0 of 2, should earn 0",
        "double: only 4 mutants could be made, 10 should be: ask for more in this exercise, or "
        "join it with the next",
    ]


def test_a_survivor_is_shown_as_a_diff(course_root: Path) -> None:
    write(course_root, "double(2) + 1  # no test at all\nNone")
    (score,) = check_unit(open_course(course_root), UNIT).scores
    assert (score.mutants, score.killed, score.share) == (4, 1, 0.25)  # one returns nothing
    assert "-    return 2 * x\n+    return 3 * x" in "\n".join(score.survivors)


def test_good_tests_kill_all_but_what_is_right_too(unit: Path) -> None:
    reason = 'reason = "Half of four."'
    equivalent(
        unit,
        f'[[mutant]]\nanswer = "double"\nwas = "return 2 * x"\nbecomes = "{{}}"\n{reason}'.format(
            "return 3 * x"
        ),
    )
    (score,) = check_unit(open_course(unit), UNIT).scores
    assert (score.mutants, score.killed, score.equivalent, score.survivors) == (3, 3, 1, [])


def test_points_for_nothing(course_root: Path) -> None:
    write(course_root, "True")
    assert (
        "the-blank-edition: test_double gives 2 of 2 points for nothing"
        in check_unit(open_course(course_root), UNIT).faults
    )


def test_a_test_that_a_right_answer_passes_by_luck(course_root: Path) -> None:
    test = 'import os\nassert double(int(os.environ["TLKIT_CHECKS_SEED"])) % 8, "Not this time."'
    write(course_root, test)
    faults, again = (check_unit(open_course(course_root), UNIT).faults for _ in range(2))
    assert faults == again
    (found,) = (fault for fault in faults if "by luck" in fault)
    said = r"test_double: .* by luck \(it fails with (\d+) of 20 seeds\): Not this time"
    match = re.match(said, found)
    assert match and 0 < int(match[1]) < 20


def test_tests_that_need_what_another_exercise_s_test_made(course_root: Path) -> None:
    notebook = source_notebook()
    find(notebook, "test_double").source = "n = 1\nassert double(2) == 4"
    find(notebook, "test_count").source = "n += 1\nassert count('an', 'a') == 1"
    nbformat.write(notebook, course_root / "source" / UNIT / f"{UNIT}.ipynb")
    said = "count: the solution fails its tests where the other exercises' tests are left out"
    assert said in check_unit(open_course(course_root), UNIT).faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[[mutant]]\nanswer = 'double'",
            r"equivalent.toml: KeyError\('was'\). It should be a list",
        ),
        ("[[mutant]]\nanswer='a'\nwas='b'\nbecomes='c'\nreason=' '", "say for what reason"),
        ("mutant", "equivalent.toml: TOMLDecodeError"),
    ],
)
def test_a_list_of_equivalent_mutants_that_is_wrong(unit: Path, text: str, message: str) -> None:
    equivalent(unit, text)
    with pytest.raises(CourseError, match=message):
        check_unit(open_course(unit), UNIT)


def test_an_entry_that_no_mutant_fits(unit: Path) -> None:
    equivalent(unit, "[[mutant]]\nanswer='double'\nwas='b'\nbecomes='c'\nreason='Old.'")
    assert any(
        "has no mutant that turns 'b' into 'c' in 'double'" in fault
        for fault in check_unit(open_course(unit), UNIT).faults
    )


def test_a_sample_that_cannot_be_read(unit: Path) -> None:
    sample(unit, "odd", "1", kind="odd")
    with pytest.raises(CourseError, match=r"cannot be read: .* kind is 'odd'"):
        check_unit(open_course(unit), UNIT)


def test_magics_are_no_plain_python(course_root: Path) -> None:
    notebook = source_notebook()
    find(notebook, "double").source = "%time double = 2"
    nbformat.write(notebook, course_root / "source" / UNIT / f"{UNIT}.ipynb")
    with pytest.raises(CourseError, match="the solution 'double' is no plain Python"):
        check_unit(open_course(course_root), UNIT)


def test_a_notebook_of_another_name(course_root: Path) -> None:
    folder = course_root / "source" / UNIT
    nbformat.write(source_notebook(), folder / "other.ipynb")
    with pytest.raises(
        CourseError, match=r"should hold one notebook, 01_tiny\.ipynb, but it holds"
    ):
        check_unit(open_course(course_root), UNIT)


def test_an_exercise_is_its_answers_and_the_tests_that_follow() -> None:
    found = [(exercise.answers, exercise.tests) for exercise in exercises(source_notebook())]
    assert found == [(("double",), ("test_double",)), (("count",), ("test_count",))]


def test_nothing_is_written_into_the_course(unit: Path) -> None:
    def paths() -> Iterator[Path]:
        return iter(sorted(unit.parent.rglob("*")))

    before = list(paths())
    with scratch_course(open_course(unit), UNIT) as scratch:
        assert scratch.units() == [UNIT]
        assert unit not in scratch.root.parents
    assert list(paths()) == before


def test_a_full_path_in_the_configuration_is_refused(unit: Path) -> None:
    config = unit / "nbgrader_config.py"
    line = f"c.CourseDirectory.autograded_directory = {str(unit / 'autograded')!r}\n"
    config.write_text(config.read_text() + line)
    refused = pytest.raises(CourseError, match="autograded_directory is a full path")
    with refused, scratch_course(open_course(unit), UNIT):
        pass


def test_on_the_command_line(unit: Path, capsys: Any) -> None:
    assert main(["check", str(unit), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["units"]
    assert found["scores"][0]["killed"] == 4 and not found["passed"]
    assert main(["check", str(unit)]) == 1
    assert "only 4 mutants" in " ".join(capsys.readouterr().out.split())
