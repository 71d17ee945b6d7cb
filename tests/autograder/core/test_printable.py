"""No text of a student's is a command to the terminal that shows it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import batches
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tiny import UNIT, answered, hand_in

from autograder.__main__ import main
from autograder.cli.explain import explanation
from autograder.cli.terminal import one_line, results_table
from autograder.core.printable import printable
from autograder.notebooks.verdict import Verdict
from autograder.results import results
from autograder.results.results import SubmissionResult

ESCAPES = "\x1b]0;title\x07\x1b[?25l\x1bc\x9b31m\x9d8;;http://x\x9c\x08\x7f\u202eevil\u2066\r"
COMMAND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def has_command(text: str) -> bool:
    return COMMAND.search(text) is not None


@given(st.text() | st.just(ESCAPES))
def test_nothing_is_left_but_newlines_and_tabs(text: str) -> None:
    assert not has_command(printable(text))
    assert not {"\n", "\t"} & set(printable(text, one_line=True))


@pytest.mark.parametrize("text", ["Zoë, 李雷 and 👩‍🔬", "a\n\tb", "\u200b"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_a_million_escapes_take_no_time() -> None:
    assert len(printable(ESCAPES * 50_000 + "\x1b[" + "1;" * 10**6)) > 10**6


def test_the_table_the_line_and_the_explanation_are_clean(capsys: Any) -> None:
    test = results.TestResult(
        f"t{ESCAPES}", ESCAPES, ESCAPES, Verdict.FAILED, 0, 2, ESCAPES, False, [ESCAPES]
    )
    result = SubmissionResult(
        f"u{ESCAPES}", f"a{ESCAPES}\nb", "graded", ESCAPES, remarks=[ESCAPES], tests=[test],
        feedback=[ESCAPES], graded_by={ESCAPES: {ESCAPES: [ESCAPES]}},
    )  # fmt: skip
    console = Console(width=200, force_terminal=False)
    console.print(results_table(result.unit, [result]))
    console.print(one_line(result))
    console.print(explanation(result))
    out = capsys.readouterr().out
    assert "evil" in out and not has_command(out)


@pytest.fixture
def course_with_hostile(course_root: Path, monkeypatch: Any) -> Path:
    """A course with a graded submission whose name and messages are hostile."""
    monkeypatch.setenv("COLUMNS", "200")
    name = "ada" + ESCAPES.replace("/", "")
    hand_in(course_root, name, answered(double=f"def double(x):\n    return {ESCAPES!r}"))
    hand_in(course_root, "bob", ESCAPES)
    batches.grade(course_root)
    return course_root


def test_every_command_prints_clean_text(
    course_with_hostile: Path, capsys: Any, tmp_path: Path
) -> None:
    root = course_with_hostile
    name = next(path.name for path in (root / "submitted").iterdir() if "ada" in path.name)
    download = tmp_path / f"down{ESCAPES.replace('/', '')}.zip"
    with zipfile.ZipFile(download, "w") as archive:
        archive.writestr(f"{ESCAPES.replace('/', '')}_1_2_{UNIT}.ipynb", "{}")
        archive.writestr(f"note{ESCAPES.replace('/', '')}.txt", "{}")
    for arguments in (
        ["explain", root, UNIT, name],
        ["explain", root, UNIT, "bob"],
        ["explain", root, UNIT, f"nobody{ESCAPES}"],
        ["import", root, UNIT, download],
        ["report", root, "--output", tmp_path / f"r{ESCAPES.replace('/', '')}.html"],
        ["export", root, UNIT, "--to", tmp_path / f"g{ESCAPES.replace('/', '')}.csv"],
        ["grade", root, f"u{ESCAPES}"],
        ["check", root, f"u{ESCAPES}"],
    ):
        main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert said.out + said.err, arguments[0]
        assert not has_command(said.out + said.err), arguments[0]
