"""The versions that a grade depends on: one list, for the judge's process and for the host."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("tlkit", "keras", "tensorflow", "numpy", "scikit-learn")  # the autograder is tlkit's
ABSENT = "not installed"


def versions() -> dict[str, str]:
    """The version of Python and of each package that may decide a verdict, by name.

    >>> versions()["python"] == platform.python_version()
    True
    """
    return {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # where a course is graded that can do without
        return ABSENT
