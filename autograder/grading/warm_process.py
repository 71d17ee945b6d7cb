"""Warm processes that are shared by all of this process."""

from __future__ import annotations

import atexit
from functools import cache

from autograder.course.configuration import KERNEL_ENVIRONMENT
from autograder.sandbox import Warm


@cache
def warm_process(**environment: str) -> Warm:
    """The one warm process with these variables; it ends with this process, at the latest."""
    warm = Warm(KERNEL_ENVIRONMENT | environment)
    atexit.register(warm.close)
    return warm
