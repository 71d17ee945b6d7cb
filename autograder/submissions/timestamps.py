"""When a submission came, where its `timestamp.txt` can be read.

nbgrader's formgrader lists nobody of a class where one of these files holds no date. So such a file
is set aside before anything else is done with a submission, and a remark says so.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from autograder.core.files import NotPlain, read_file

NAME = "timestamp.txt"
SET_ASIDE = "timestamp.txt.unreadable"
_MOST_BYTES = 1000
_YEARS = range(1970, 2200)


def parse_timestamp(content: bytes) -> datetime | None:
    """The date in a timestamp's file, in UTC; None if the file is empty.

    >>> parse_timestamp(b"2025-10-01 12:00:00 UTC")
    datetime.datetime(2025, 10, 1, 12, 0)

    Raises:
        ValueError: it is no date.
    """
    from nbgrader.utils import parse_utc

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a time zone that nobody knows: it is taken for UTC
            date = parse_utc(content[:_MOST_BYTES].decode().strip() or None)
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        raise ValueError(f"{content[:40]!r} is no date") from error
    if date and date.year not in _YEARS:  # which no time zone could be put to
        raise ValueError(f"{content[:40]!r} is not in this age")
    return date


def set_aside_bad_timestamp(folder: Path) -> None:
    """Rename a submission's `timestamp.txt` if no date can be read from it."""
    try:
        content = read_file(folder / NAME, _MOST_BYTES)
        if content.strip():
            parse_timestamp(content)
            return
    except (FileNotFoundError, NotADirectoryError):
        return
    except (NotPlain, ValueError):
        pass
    with contextlib.suppress(FileNotFoundError):
        (folder / NAME).rename(folder / SET_ASIDE)


def about_the_timestamp(names: Iterable[str]) -> list[str]:
    """A remark, if a submission's timestamp was set aside."""
    if SET_ASIDE not in names:
        return []
    return [
        f"Its {NAME} held no date such as 2025-10-01 12:00:00 UTC, and is now {SET_ASIDE}: it "
        "counts as in time."
    ]
