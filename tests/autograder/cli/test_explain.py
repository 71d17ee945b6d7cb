"""One grade with all its evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from batches import grade
from tiny import UNIT, answered, hand_in

from autograder.__main__ import main
from autograder.course.courses import open_course


@pytest.fixture
def explained(course_root: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What `autograder explain` prints for a student who handed in a notebook."""
    monkeypatch.setenv("COLUMNS", "200")

    def explain(content: Any, *options: str) -> str:
        hand_in(course_root, "ada", content)
        grade(course_root)
        capsys.readouterr()
        assert main(["explain", str(course_root), UNIT, "ada", *options]) == 0
        return str(capsys.readouterr().out)

    return explain


def test_shows_verdict_points_message_and_evidence(explained: Any) -> None:
    lines = explained(answered(double="def double(x):\n    return 5")).splitlines()
    assert lines[0] == f"ada, {UNIT}: 3 of 6"
    start = next(n for n, line in enumerate(lines) if line.startswith("failed"))
    assert lines[start].split() == ["failed", "0/2", "Doubles", "a", "number", "test_double"]
    assert [line.strip() for line in lines[start + 1 : start + 3]] == [
        "double(2) is 4, but yours is 5",
        "· double(2)",
    ]


def test_shows_what_graded_it(explained: Any) -> None:
    text = explained(answered())
    for name in ("source", "submitted", "versions", "limits", "sandbox", "seed", "how"):
        assert f"\n{name} " in text
    assert "plainly" in text


def test_shows_remarks_and_problems(explained: Any) -> None:
    notebook = answered()
    del notebook.cells[4]
    assert "Note: The cell 'test_double' was deleted; it was put back." in explained(notebook)
    text = explained(b"")
    assert "no grade yet" in text.splitlines()[0]
    assert "01_tiny.ipynb is empty." in text


def test_brackets_are_no_markup(explained: Any) -> None:
    text = explained(answered(double="def double(x):\n    return '[red]5[/]'"))
    assert "yours is [red]5[/]" in text


def test_prints_json(explained: Any) -> None:
    result = json.loads(explained(answered(), "--json"))
    assert (result["student"], result["score"]) == ("ada", 5)
    assert result["graded_by"]["how"] == "plainly"


def test_who_has_no_grade(course_root: Path, capsys: Any) -> None:
    assert main(["explain", str(course_root), UNIT, "zoe"]) == 2
    assert "'zoe' has handed in nothing for" in capsys.readouterr().err
    hand_in(course_root, "zoe", answered())
    assert main(["explain", str(course_root), UNIT, "zoe"]) == 2
    assert "'zoe' has no grade for 01_tiny" in capsys.readouterr().err
    grade(course_root)
    with open_course(course_root).gradebook() as gradebook:
        gradebook.remove_submission(UNIT, "zoe")
    assert main(["explain", str(course_root), UNIT, "zoe"]) == 2
    assert "The gradebook knows no grade of 'zoe' for 01_tiny" in capsys.readouterr().err
