"""The course's own sample submissions; `autograder.authoring.samples` describes their form."""

from __future__ import annotations

from pathlib import Path

from autograder.authoring import samples
from autograder.authoring.samples import Sample, build, differences, expected_score, hand_in

__all__ = [
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


def units() -> list[str]:
    """Units that have sample submissions."""
    return sorted(path.parent.name for path in HERE.glob("*/submissions"))


def load_samples(unit: str) -> list[Sample]:
    """A unit's sample submissions."""
    return samples.load_samples(HERE / unit)
