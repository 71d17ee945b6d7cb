"""Marks the tests that start Jupyter kernels, which `make check` leaves out."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark whatever grades a course: it uses, directly or not, the fixture `template`."""
    for item in items:
        if "template" in getattr(item, "fixturenames", ()):
            item.add_marker("kernel")
