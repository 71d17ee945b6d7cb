"""The warm process that all examiners of this process share."""

from __future__ import annotations

import atexit
from functools import cache

from autograder.configuration import KERNEL_ENVIRONMENT
from autograder.sandbox import Warm


@cache
def warm_process() -> Warm:
    """The one warm process; it ends with this process, at the latest."""
    warm = Warm(KERNEL_ENVIRONMENT)
    atexit.register(warm.close)
    return warm
