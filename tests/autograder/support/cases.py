"""The corpus: submissions as students and attackers hand them in, from `corpus/manifest.toml`."""

from __future__ import annotations

import os
import socket
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from tiny import CONFIG, UNIT, find, source_notebook

from autograder.authoring.samples import Sample, build

MANIFEST = Path(__file__).parents[1] / "corpus" / "manifest.toml"
TESTS = ("test_double", "test_count", "test_centre")
LIMITS = f"""
c.Autograder.limits = {{"{UNIT}": {{"memory": {1024**3}}}}}  # reached before the time is up
"""
CENTRE = """def centre(x):
    ### BEGIN SOLUTION
    return x - x.mean()
    ### END SOLUTION"""
TEST_CENTRE = """# The mean becomes zero
np.testing.assert_allclose(centre(np.array([1.0, 2.0, 6.0])), [-2, -1, 3])
### BEGIN HIDDEN TESTS
# Any numbers
hidden_numbers = np.random.default_rng(7).normal(size=50)
hidden_mean = hidden_numbers.mean()
np.testing.assert_allclose(centre(hidden_numbers.copy()), hidden_numbers - hidden_mean)
### END HIDDEN TESTS"""


@dataclass(frozen=True)
class Case:
    """A submission and what grading must make of it; the manifest's head says what each key is."""

    name: str
    about: str
    cells: dict[str, str] = field(default_factory=dict)
    damage: str = ""
    files: dict[str, str] = field(default_factory=dict)
    plant: str = ""
    file: str | None = None
    fails: dict[str, str | list[str]] = field(default_factory=dict)
    ungradable: str | None = None
    remark: str = ""
    hostile: bool = False

    def __str__(self) -> str:
        return self.name


def cases() -> list[Case]:
    """Every case of the corpus."""
    entries = tomllib.loads(MANIFEST.read_text())
    return [Case(name, **entry) for name, entry in entries.items()]


HARMLESS = [case for case in cases() if not case.hostile]


def corpus_notebook() -> nbformat.NotebookNode:
    """The tiny unit, with NumPy and a third exercise."""
    notebook = source_notebook()
    find(notebook, "setup").source += "\nimport numpy as np"
    centre, test = nbformat.v4.new_code_cell(CENTRE), nbformat.v4.new_code_cell(TEST_CENTRE)
    centre.metadata = find(notebook, "double").metadata.copy()
    centre.metadata["nbgrader"] = {**centre.metadata["nbgrader"], "grade_id": "centre"}
    test.metadata["nbgrader"] = {
        **find(notebook, "test_double").metadata["nbgrader"], "grade_id": "test_centre"
    }  # fmt: skip
    centre.id, test.id = "centre", "test-centre"
    notebook.cells[-1:-1] = [centre, test]
    return notebook


def write_course(folder: Path) -> Path:
    """A course root that holds the corpus's unit."""
    root = folder / "course"
    (root / "source" / UNIT).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG + LIMITS)
    nbformat.write(corpus_notebook(), root / "source" / UNIT / f"{UNIT}.ipynb")
    return root


def hand_in(root: Path, case: Case, student: str = "", reach: dict[str, Any] | None = None) -> Path:
    """Put a case into `submitted/`, as a student of its name; `reach` fills its placeholders."""
    folder = root / "submitted" / (student or case.name) / UNIT
    folder.mkdir(parents=True)
    content = _content(root, case, {"course": root, **(reach or {})})
    (folder / (case.file or f"{UNIT}.ipynb")).write_bytes(content)
    for name, text in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    if case.plant:
        names: dict[str, Any] = {}
        exec(case.plant, names)
        names["plant"](folder)
    return folder


def _content(root: Path, case: Case, reach: dict[str, Any]) -> bytes:
    cells = []
    for name, text in case.cells.items():
        for key, value in reach.items():
            text = text.replace(f"{{{key}}}", str(value))
        cells.append(("code", name, text.strip("\n")))
    cells.sort(key=lambda cell: cell[1] == "own")  # after the last answer
    if cells and cells[0][1] == "own":  # nothing to stand behind but the beginning
        cells.insert(0, ("code", "centre", CENTRE))
    if case.damage:
        cells.append(("code", "damage", case.damage))
    sample = Sample(UNIT, case.name, "broken", case.about, {}, cells)
    edition = root / ".edition.ipynb"
    if not edition.exists():
        notebook = corpus_notebook()
        for cell in notebook.cells:
            cell.source = cell.source.partition("### BEGIN HIDDEN TESTS")[0].rstrip()
        nbformat.write(notebook, edition)
    return build(sample, edition, root / "source" / UNIT / f"{UNIT}.ipynb")


def faults(case: Case, result: dict[str, Any]) -> list[str]:
    """What came out otherwise than the manifest says, in a line each."""
    if case.ungradable is not None:
        if result["status"] != "ungradable":
            return ["was graded, should be ungradable"]
        right = case.ungradable in result["message"]
        return [] if right else [f"says {result['message']!r}, not {case.ungradable!r}"]
    if result["status"] != "graded":
        return [f"is ungradable: {result['message']}"]
    found = []
    for test in result["tests"].values():
        expected = case.fails.get(test["test"], "pending" if test["by_hand"] else "passed")
        if test["verdict"] not in ([expected] if isinstance(expected, str) else expected):
            found.append(f"{test['test']} is {test['verdict']}, not {expected}: {test['message']}")
    if case.remark and not any(case.remark in remark for remark in result["remarks"]):
        found.append(f"no remark says {case.remark!r}, but {result['remarks']}")
    return found


@contextmanager
def within_reach() -> Iterator[dict[str, Any]]:
    """Servers on this machine and a secret in the environment, for hostile cases to look for."""
    name = f"corpus-{os.getpid()}"
    os.environ["CORPUS_SECRET"] = "secret"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as hidden:
        hidden.bind(f"\0{name}")
        hidden.listen()
        try:
            yield {"port": server.getsockname()[1], "socket": name}
        finally:
            del os.environ["CORPUS_SECRET"]
