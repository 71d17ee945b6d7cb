"""Marks the tests that start Jupyter kernels; skips those on real data where there is none."""

import os
from pathlib import Path

import pytest

NO_REAL_DATA = pytest.mark.skipif(
    "TLKIT_REAL_DATA" not in os.environ,
    reason="TLKIT_REAL_DATA does not name the folder that holds data/ and keras/",
)


@pytest.fixture(scope="session")
def real_data():
    """The folder that holds data/ and keras/."""
    return Path(os.environ["TLKIT_REAL_DATA"]).resolve()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark as `kernel`, which `make check` leaves out, whatever grades a course.

    That is what uses, directly or not, the fixture `template`.
    """
    for item in items:
        if "template" in getattr(item, "fixturenames", ()):
            item.add_marker("kernel")
        if item.get_closest_marker("real_data"):
            item.add_marker(NO_REAL_DATA)
