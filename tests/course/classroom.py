"""A copy of the course in which the sample submissions are handed in and graded."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import samples

WRITTEN = ("gradebook.db*", "submitted", "autograded", "feedback", ".autograder_*")


def open_classroom(folder: Path, seed: int = 1) -> Path:
    """Copy the course into `folder` and build the student edition beside it.

    Args:
        folder: is made, if it is not there.
        seed: what hidden inputs are drawn from, in place of the private one: the same each time.

    Returns: the copy's course root; the student edition is in `notebooks` beside it.
    """
    course = folder / "course"
    shutil.copytree(samples.ROOT / "course", course, ignore=shutil.ignore_patterns(*WRITTEN))
    (course / ".autograder_seed").write_text(f"{seed}\n")
    run("release", str(course)).check_returncode()
    return course


def grade(course: Path, unit: str) -> dict[str, dict[str, Any]]:
    """Grade a unit, with progress on stderr; results by student."""
    done = run("grade", str(course), unit, "--json")
    if done.returncode not in (0, 1):
        raise RuntimeError(f"autograder grade ended with exit code {done.returncode}.")
    results = json.loads(done.stdout)["submissions"]
    return {result["student"]: result for result in results}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `autograder`; its stdout is caught, its stderr is seen."""
    command = [sys.executable, "-m", "autograder", *arguments]
    return subprocess.run(command, text=True, stdout=subprocess.PIPE)
