"""How sample submissions are written down, built and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring import samples

HEADER = '"""\nkind = "wrong"\nabout = "Adds one too many."\n{more}"""\n'
CELLS = """
# %% answer
def add(a, b):
    return a + b + 1

# %% own
print(add(1, 1))

# %% [markdown] why
# Because.
#
# I say so.
"""


def notebook(answer: str, why: str) -> nbformat.NotebookNode:
    v4 = nbformat.v4
    cells = [v4.new_code_cell(answer), v4.new_code_cell("assert add"), v4.new_markdown_cell(why)]
    for cell, name in zip(cells, ("answer", "test", "why"), strict=True):
        cell.metadata["nbgrader"] = {"grade_id": name, "solution": name != "test"}
        cell.id = name
    return v4.new_notebook(cells=cells)


@pytest.fixture
def build(tmp_path: Path) -> Any:
    """Builds the file that a sample hands in, from the sample's text."""

    def build(text: str) -> bytes:
        edition, source = tmp_path / "edition.ipynb", tmp_path / "source.ipynb"
        nbformat.write(notebook("...", "YOUR ANSWER"), edition)
        nbformat.write(notebook("add = sum", "It adds."), source)
        return samples.build(read(tmp_path, text), edition, source)

    return build


def read(folder: Path, text: str) -> samples.Sample:
    path = folder / "01_unit" / "submissions" / "adds_one.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return samples.read_sample(path)


def sources(content: bytes) -> list[str]:
    return [cell.source for cell in nbformat.reads(content.decode(), as_version=4).cells]


def test_header(tmp_path: Path) -> None:
    fails = '[fails]\ntest_a = "says no"\ntest_b = {score = 1, says = "1 of 2"}\n'
    sample = read(tmp_path, HEADER.format(more=fails))
    assert (sample.unit, sample.name, sample.kind) == ("01_unit", "adds_one", "wrong")
    assert sample.fails == {
        "test_a": {"score": 0, "says": "says no"},
        "test_b": {"score": 1, "says": "1 of 2"},
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("about", "abuot", "['abuot'] in the docstring"),
        ("wrong", "odd", "kind is 'odd', it should be one of"),
    ],
)
def test_a_header_that_is_wrong(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError) as raised:
        read(tmp_path, HEADER.format(more="").replace(old, new))
    assert message in str(raised.value)


def test_answers_are_laid_over_the_student_edition(build: Any) -> None:
    answer = "def add(a, b):\n    return a + b + 1"
    expected = [answer, "print(add(1, 1))", "assert add", "Because.\n\nI say so."]
    assert sources(build(HEADER.format(more="") + CELLS)) == expected


def test_an_answer_that_is_not_given_is_the_authors(build: Any) -> None:
    assert sources(build(HEADER.format(more=""))) == ["add = sum", "assert add", "It adds."]


def test_a_blank_base_is_the_student_edition(build: Any) -> None:
    blank = build(HEADER.format(more='base = "blank"\n'))
    assert sources(blank) == ["...", "assert add", "YOUR ANSWER"]


def test_damage_may_change_the_notebook(build: Any) -> None:
    damage = "\n# %% damage\ndef damage(notebook):\n    del notebook.cells[1]\n"
    assert len(sources(build(HEADER.format(more="") + damage))) == 2


def test_damage_may_return_the_files_content(build: Any) -> None:
    damage = "\n# %% damage\ndef damage(notebook):\n    return b'{'\n"
    assert build(HEADER.format(more="") + damage) == b"{"


def test_an_unknown_cell(build: Any) -> None:
    with pytest.raises(ValueError, match="has no cell 'answre'; it has answer, test, why"):
        build(HEADER.format(more="") + CELLS.replace("%% answer", "%% answre"))


def result(**changes: Any) -> dict[str, Any]:
    test = {"test": "test", "score": 0, "points": 2, "verdict": "failed", "message": "it is 3"}
    test["by_hand"] = False
    base = {"status": "graded", "score": 0, "message": "", "tests": [test | changes]}
    return base


@pytest.mark.parametrize(
    ("header", "graded", "found"),
    [
        ('[fails]\ntest = "is 3"\n', result(), []),
        ("", result(score=2), []),
        ("", result(by_hand=True, verdict="pending", score=None), []),
        ("", result(), ["test earned 0 of 2, should earn all: it is 3"]),
        ('[fails]\ntest = "is 3"\n', result(score=2), ["test earned 2 of 2, should earn 0"]),
        ('[fails]\ntest = "is 4"\n', result(), ["test should say 'is 4', but says 'it is 3'"]),
        ('[fails]\ntset = "is 3"\n', result(score=2), ["there is no test 'tset'"]),
        (
            'ungradable = "cut off"\n',
            result(),
            ["was graded (0 points), should be ungradable"],
        ),
        ("", {"status": "ungradable", "message": "cut off"}, ["is ungradable: cut off"]),
        ('ungradable = "cut off"\n', {"status": "ungradable", "message": "is cut off"}, []),
    ],
)
def test_differences(header: str, graded: dict[str, Any], found: list[str], tmp_path: Path) -> None:
    sample = read(tmp_path, HEADER.format(more=header))
    assert samples.differences(sample, graded) == found


def test_what_a_person_grades_counts_if_it_is_listed(tmp_path: Path) -> None:
    sample = read(tmp_path, HEADER.format(more='[fails]\ntest = ""\n'))
    assert samples.differences(sample, result(by_hand=True)) == []
    assert samples.differences(sample, result(by_hand=True, score=1)) != []
