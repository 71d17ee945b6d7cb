"""One warm process for all probes; sandboxed tests skip where there can be no sandbox."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import probing

from autograder.sandbox import Warm, no_sandbox_here


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """A warm process, for all tests."""
    if reason := no_sandbox_here():
        pytest.skip(reason)
    with Warm(probing.ENVIRONMENT) as started:
        yield started
