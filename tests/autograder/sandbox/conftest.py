"""One warm process for all probes; sandboxed tests skip where there can be no sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import probing
import pytest

from autograder.sandbox import Warm, no_sandbox_here


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """A warm process, for all tests."""
    if reason := no_sandbox_here():
        pytest.skip(reason)
    with Warm(probing.ENVIRONMENT) as started:
        yield started
