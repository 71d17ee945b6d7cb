"""`autograder check` is content with every unit: its tests find the faults that they should."""

from __future__ import annotations

import subprocess

import classroom
import pytest
import samples

pytestmark = pytest.mark.slow
LATELY = "HEAD~30"
PLACES = ("course/source", "tests/course")


def changed() -> str:
    """The files of units that the last commits changed; none where there is no such history."""
    command = ["git", "diff", "--name-only", LATELY, "--", *PLACES]
    return subprocess.run(command, cwd=samples.ROOT, capture_output=True, text=True).stdout


CHANGED = changed()
UNITS = [  # those that nobody changed: `make test-all`
    pytest.param(unit, marks=[] if f"/{unit}/" in CHANGED else [pytest.mark.soak])
    for unit in samples.units()
]


@pytest.mark.parametrize("unit", UNITS)
def test_the_check_is_content(unit: str) -> None:
    done = classroom.run("check", str(samples.ROOT / "course"), unit)
    assert done.returncode == 0, done.stdout
