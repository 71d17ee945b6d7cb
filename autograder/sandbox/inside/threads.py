"""How many threads this process has, and whether they rest."""

from __future__ import annotations

import os
import sys
import threading
import time


def count_threads() -> int:
    """How many threads this process has, those of libraries included."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:  # no such /proc: then those that Python knows of
        return len(sys._current_frames())


def wait_for_other_threads(seconds: float = 1) -> None:
    """Wait until no thread but this one is running, or for so many seconds.

    What a thread has locked at the moment of a fork stays locked in the fork for ever.
    """
    until = time.monotonic() + seconds
    while _is_another_running() and time.monotonic() < until:
        time.sleep(0.001)


def _is_another_running() -> bool:
    own = str(threading.get_native_id())
    try:
        for thread in os.listdir("/proc/self/task"):
            with open(f"/proc/self/task/{thread}/stat") as file:
                state = file.read().rpartition(")")[2].split()[0]
            if thread != own and state == "R":
                return True
    except OSError:  # one has ended meanwhile, or there is no such /proc
        pass
    return False
