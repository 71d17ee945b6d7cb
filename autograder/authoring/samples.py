'''Sample submissions: small files that say what a student wrote, and what it should earn.

Each is a file `UNIT/submissions/NAME.py` in the course's `samples_folder`. Its docstring is TOML,
then come the answers that differ from the author's, each under the grade_id of its cell:

    """
    kind = "wrong"
    about = "Takes the codes before the ReLU."

    [fails]
    test_codes = "smaller than 0"
    test_shapes = {score = 1, says = "1 of 3"}
    """

    # %% codes
    codes = backbone.layers[-2](images)

    # %% [markdown] why
    # Because I say so.

- `kind` is "right", "wrong" or "broken"; `about` is one sentence.
- `[fails]` lists every test that earns less than its points: a part of its message (for 0
  points), or score and message. All other tests must earn their points. What a person grades
  is left out of account, unless it is listed.
- `ungradable = "part of the message"` instead of `[fails]`: there must be no grade.
- `base = "blank"` starts from the student edition instead of the author's answers.
- `file = "other.ipynb"` hands in under another name.
- A cell called `own` is one that the student added behind the one above it.
- A cell called `damage` defines `damage(notebook)`, which changes the notebook, or returns the
  text or bytes to hand in instead of it.
'''

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

KINDS = ("right", "wrong", "broken")
KEYS = {"kind", "about", "fails", "ungradable", "base", "file"}
_MARKERS = re.compile(
    r"^ *###? (BEGIN|END) SOLUTION\n?|^=== (BEGIN|END) MARK SCHEME ===\n?", re.MULTILINE
)
_CELL = re.compile(r"^# %%( \[markdown\])? (\w+) *\n", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """One sample submission and what is expected of it."""

    unit: str
    name: str
    kind: str
    about: str
    fails: dict[str, dict[str, Any]]  # grade_id: {"score": ..., "says": ...}
    cells: list[tuple[str, str, str]] = field(repr=False)  # (type, name, text)
    ungradable: str | None = None
    base: str = "solution"
    file: str | None = None

    def __str__(self) -> str:
        return f"{self.unit}-{self.name}"


def samples_folder(course: Path) -> Path:
    """Where a course's sample submissions are, a folder a unit: `tests/NAME` beside it."""
    return course.parent / "tests" / course.name


def load_samples(folder: Path) -> list[Sample]:
    """The sample submissions in a unit's folder, by name."""
    return [read_sample(path) for path in sorted((folder / "submissions").glob("*.py"))]


def read_sample(path: Path) -> Sample:
    """The sample submission in a file."""
    text = path.read_text()
    header = tomllib.loads(ast.get_docstring(ast.parse(text.split("\n# %%")[0])) or "")
    if unknown := header.keys() - KEYS:
        raise ValueError(f"{path}: {sorted(unknown)} in the docstring; known are {sorted(KEYS)}.")
    if header.get("kind") not in KINDS:
        raise ValueError(f"{path}: kind is {header.get('kind')!r}, it should be one of {KINDS}.")
    fails = {name: _expectation(value) for name, value in header.pop("fails", {}).items()}
    unit = path.parent.parent.name
    return Sample(unit, path.stem, fails=fails, cells=_cells(text), **header)


def build(sample: Sample, student_edition: Path, source: Path) -> bytes:
    """The file that the student hands in.

    Args:
        sample: from `load_samples`.
        student_edition: the unit's released notebook, which the answers are laid over.
        source: the author's notebook, for the answers that the sample leaves out.
    """
    notebook = nbformat.read(student_edition, as_version=4)
    if sample.base == "solution":
        _answer(notebook, nbformat.read(source, as_version=4))
    result = None
    behind = 0
    for kind, name, text in sample.cells:
        if name == "damage":
            result = _damage(text, notebook)
        elif name == "own":
            own = nbformat.from_dict({**_new(kind, text), "id": f"own-{behind}"})
            notebook.cells.insert(behind + 1, own)
            behind += 1
        else:
            behind = _index(notebook, name, sample)
            notebook.cells[behind].source = text
    content = nbformat.writes(notebook) if result is None else result
    return content.encode() if isinstance(content, str) else content


def hand_in(course: Path, samples: list[Sample], release: Path) -> None:
    """Put every sample into the course's `submitted/`, each as a student of its own name."""
    for sample in samples:
        file = f"{sample.unit}.ipynb"
        paths = (release / sample.unit / file, course / "source" / sample.unit / file)
        folder = course / "submitted" / sample.name / sample.unit
        folder.mkdir(parents=True)
        (folder / (sample.file or file)).write_bytes(build(sample, *paths))


def differences(sample: Sample, result: dict[str, Any]) -> list[str]:
    """What came out otherwise than the sample expects, in a line each; empty if all is well.

    Args:
        sample: from `load_samples`.
        result: its entry in what `autograder grade --json` prints.
    """
    if sample.ungradable is not None:
        if result["status"] != "ungradable":
            return [f"was graded ({result['score']:g} points), should be ungradable"]
        return _says(sample.ungradable, result["message"], "the submission")
    if result["status"] != "graded":
        return [f"is ungradable: {result['message']}"]
    expected = [t for t in result["tests"] if not t["by_hand"] or t["test"] in sample.fails]
    tests = {test["test"]: test for test in expected}
    found = [f"there is no test {name!r}" for name in sample.fails.keys() - tests.keys()]
    for name, test in tests.items():
        found += _test_differences(test, sample.fails.get(name))
    return found


def expected_score(sample: Sample, result: dict[str, Any]) -> float | None:
    """The points that a sample should earn, without those that a person gives."""
    if sample.ungradable is not None:
        return None
    scores = {name: fail["score"] for name, fail in sample.fails.items()}
    tests = [test for test in result["tests"] if not test["by_hand"]]
    return sum(scores.get(test["test"], test["points"]) for test in tests)


def _test_differences(test: dict[str, Any], fail: dict[str, Any] | None) -> list[str]:
    name, score, points = test["test"], test["score"], test["points"]
    if fail is None:
        if score == points:
            return []
        return [f"{name} earned {score:g} of {points:g}, should earn all: {test['message']}"]
    if score != fail["score"]:
        return [f"{name} earned {score} of {points:g}, should earn {fail['score']:g}"]
    return _says(fail["says"], test["message"], name)


def _says(part: str, message: str, who: str) -> list[str]:
    return [] if part in message else [f"{who} should say {part!r}, but says {message!r}"]


def _expectation(value: Any) -> dict[str, Any]:
    return {"score": 0, "says": value} if isinstance(value, str) else {"says": "", **value}


def _cells(text: str) -> list[tuple[str, str, str]]:
    """(type, name, text) of each cell in percent format."""
    parts = _CELL.split(text)[1:]
    cells = []
    for markdown, name, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if markdown:
            body = re.sub(r"^# ?", "", body, flags=re.MULTILINE)
        cells.append(("markdown" if markdown else "code", name, body.strip("\n")))
    return cells


def _answer(notebook: NotebookNode, source: NotebookNode) -> None:
    """Write the author's answers into a student edition."""
    answers = {
        _name(cell): _MARKERS.sub("", cell.source) for cell in source.cells if _is_answer(cell)
    }
    for cell in notebook.cells:
        if _name(cell) in answers:
            cell.source = answers[_name(cell)]


def _index(notebook: NotebookNode, name: str, sample: Sample) -> int:
    names = [_name(cell) for cell in notebook.cells]
    if name not in names:
        known = ", ".join(filter(None, names))
        raise ValueError(f"{sample}: the unit has no cell {name!r}; it has {known}.")
    return names.index(name)


def _damage(text: str, notebook: NotebookNode) -> str | bytes | None:
    names: dict[str, Any] = {}
    exec(text, names)
    return names["damage"](notebook)


def _new(kind: str, text: str) -> NotebookNode:
    new = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
    return new(text)


def _name(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _is_answer(cell: NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)
