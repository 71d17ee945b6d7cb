"""Kernels that plain nbgrader starts: warm, shut in, on sockets instead of ports."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import nbformat
import pytest
from tiny import UNIT, answered, find, hand_in, write_course

from autograder.sandbox import no_sandbox_here
from autograder.sandbox.inside.isolation import WORK

pytestmark = [pytest.mark.sandbox, pytest.mark.kernel]
LOOK = """import os, time
def double(x):
    return 2 * x
print(os.getcwd(), os.path.exists({root!r}), os.getpid())"""
SHOWN = """def count(text, letter):
    return text.count(letter) if shown else None"""  # a lesson cell computes that


def nbgrader(root: Path, *arguments: str) -> str:
    """Run nbgrader's own command; what it logs."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_unmodified_nbgrader_grades_in_the_sandbox(tmp_path: Path) -> None:
    if reason := no_sandbox_here():
        pytest.skip(reason)
    root = write_course(tmp_path)
    look = LOOK.format(root=str(root))
    hand_in(root, "ada", answered(double=look))
    hand_in(root, "bob", answered(double="import time; time.sleep(60)"))
    hand_in(root, "eve", answered(count="import os; os._exit(1)"))
    hand_in(root, "lea", answered(count=SHOWN))
    nbgrader(root, "generate_assignment", UNIT)
    assert nbgrader(root, "autograde", UNIT).count("Student code runs shut in") == 4
    notebooks = {
        student: nbformat.read(root / "autograded" / student / UNIT / f"{UNIT}.ipynb", 4)
        for student in ("ada", "bob", "eve", "lea")
    }
    (printed,) = find(notebooks["ada"], "double").outputs
    assert printed.text == f"{WORK} False 2\n"
    assert find(notebooks["bob"], "double").outputs[-1].ename == "CellTimeoutError"
    assert notebooks["bob"].metadata["autograder"]["graded_by"]["sandbox"] is True
    assert find(notebooks["eve"], "test_double").outputs == []
    assert find(notebooks["eve"], "count").outputs[0].ename == "DeadKernelError"
    (lesson,) = [c for c in notebooks["lea"].cells if "lesson" in c.metadata.get("tags", [])]
    assert (lesson.source.endswith("# only shows"), lesson.outputs) == (True, [])
    eve = ("autograde", UNIT, "--student", "eve", "--force", "--RunCells.sandbox=False")
    assert "runs without walls" in nbgrader(root, *eve)
    again = nbformat.read(root / "autograded" / "eve" / UNIT / f"{UNIT}.ipynb", 4)
    assert again.metadata["autograder"]["graded_by"]["sandbox"] is False
    nbgrader(root, "export", "--to", str(tmp_path / "grades.csv"))
    with open(tmp_path / "grades.csv") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {"ada": 5, "bob": 3, "eve": 2, "lea": 5}


def test_entry_point_names_the_provisioner() -> None:
    project = tomllib.loads(Path(__file__).parents[3].joinpath("pyproject.toml").read_text())
    group = "jupyter_client.kernel_provisioners"
    ((name, value),) = project["project"]["entry-points"][group].items()
    assert EntryPoint(name, value, group).load().__name__ == "SandboxProvisioner"
