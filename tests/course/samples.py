"""The course's own sample submissions; `autograder.samples` describes their form."""

from __future__ import annotations

import subprocess
from pathlib import Path

from autograder import samples
from autograder.samples import Sample, build, differences, expected_score, hand_in

__all__ = [
    "LATELY_CHANGED",
    "ROOT",
    "Sample",
    "build",
    "differences",
    "expected_score",
    "hand_in",
    "load_samples",
    "units",
]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LATELY = "HEAD~15"
PLACES = ("course/source", "tests/course")


def units() -> list[str]:
    """Units that have sample submissions."""
    return sorted(path.parent.name for path in HERE.glob("*/submissions"))


def load_samples(unit: str) -> list[Sample]:
    """A unit's sample submissions."""
    return samples.load_samples(HERE / unit)


def _lately_changed() -> list[str]:
    """The units whose files the last commits changed; none where there is no such history."""
    command = ["git", "diff", "--name-only", LATELY, "--", *PLACES]
    changed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    return [unit for unit in units() if f"/{unit}/" in changed]


LATELY_CHANGED = _lately_changed()
