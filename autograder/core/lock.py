"""Only one process writes grades in a course at a time, on this machine or on another.

On one machine the kernel keeps the lock, and lets go where a process ends. A course in a folder on
a network may be opened by machines whose kernels do not tell each other: so the file of the lock
says who holds it, who holds it renews the file's time, and a lock that was not renewed is stale.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

if sys.platform != "win32":
    import fcntl

RENEW = 15.0  # seconds between two renewals
STALE = 90.0  # seconds after which a lock of another machine counts no more


class Locked(Exception):
    """Somebody else has the lock; the message says who."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock while the block runs.

    Args:
        path: the lock's file; it is made, and stays.

    Raises:
        Locked: another process has it.
    """
    with open(path, "a+", encoding="utf-8") as file:
        _lock(file.fileno(), path)
        holder = _holder(path)
        if holder and holder["host"] != socket.gethostname() and _age(path) < STALE:
            raise Locked(_by(holder))
        _write(path, {"host": socket.gethostname(), "process": os.getpid(), "since": _now()})
        done = threading.Event()
        renewing = threading.Thread(target=_renew, args=[path, done], daemon=True)
        renewing.start()
        try:
            yield
        finally:
            done.set()
            renewing.join()
            _write(path, None)


def _lock(descriptor: int, path: Path) -> None:
    """Take the kernel's lock, where the file system has such locks at all."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Locked(_by(_holder(path))) from error
    except OSError:  # a network's folder without locks: what the file says has to do
        return


def _holder(path: Path) -> dict[str, str] | None:
    """Who holds the lock, as its file says; None where it says nothing that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8")[:1000])
        return {key: str(found[key])[:100] for key in ("host", "process", "since")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _by(holder: dict[str, str] | None) -> str:
    if holder is None:
        return "another process"
    return f"process {holder['process']} on {holder['host']}, since {holder['since']}"


def _write(path: Path, holder: dict[str, str | int] | None) -> None:
    with suppress(OSError):
        path.write_text(json.dumps(holder) if holder else "", encoding="utf-8")


def _renew(path: Path, done: threading.Event) -> None:
    while not done.wait(RENEW):
        with suppress(OSError):
            os.utime(path)


def _age(path: Path) -> float:
    """Seconds since the lock was renewed, by the clock of the file system that it is on."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".autograder_time_") as now:
        now.write(b"?")
        now.flush()
        return os.stat(now.name).st_mtime - path.stat().st_mtime


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")
