"""Grade, kill it with SIGKILL before its writes, and let the same command finish.

    python killing.py TEMPLATE FOLDER EVERY RANDOM

Each try copies the course TEMPLATE, grades in a child that kills itself before its n-th write (for
every EVERYth n), or that is killed at a random moment (RANDOM times), grades again, and compares
the gradebook and the folders with those of a run that nothing disturbed. Prints JSON: the kinds of
writes, how many kills there were, and after which ones something differed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import batches
import sqlalchemy.event
from sqlalchemy.engine import Engine

CHANGES = {
    "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.truncate", "shutil.rmtree",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR


def watch_writes(folder: Path, seen: Callable[[str], None]) -> None:
    """Call `seen` before everything that changes a file in a folder, and before each commit."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            changes = isinstance(arguments[2], int) and bool(arguments[2] & WRITING)
        else:
            changes = event in CHANGES
        if changes and str(folder) in str(arguments[0]):
            seen(event)

    sys.addaudithook(hook)
    sqlalchemy.event.listen(Engine, "commit", lambda connection: seen("commit"))


def in_child(work: Callable[[], object], kill_after: float | None = None) -> int:
    """Run in a forked process; the number of the signal that ended it, 0 for none."""
    child = os.fork()
    if not child:
        failed = True
        try:
            work()
            failed = False
        finally:
            os._exit(failed)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("grading failed")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def state(root: Path) -> Any:
    """All that grading leaves behind."""
    return batches.rows(root), batches.tree(root)


def main(template: Path, folder: Path, every: int, at_random: int) -> dict[str, Any]:
    """Kill and compare; see the module."""
    sqlalchemy.event.listen(Engine, "connect", _no_sync)
    undisturbed = Path(shutil.copytree(template, folder / "undisturbed" / "course"))
    kinds: Counter[str] = Counter()

    def count() -> None:
        watch_writes(undisturbed, lambda kind: kinds.update([kind]))
        batches.grade(undisturbed)
        (folder / "kinds.json").write_text(json.dumps(kinds))

    start = time.monotonic()
    in_child(count)
    seconds = time.monotonic() - start
    kinds.update(json.loads((folder / "kinds.json").read_text()))
    wanted = state(undisturbed)
    moments = [seconds * random.random() for _ in range(at_random)]
    tries = [(n, None) for n in range(1, kinds.total() + 1, every)] if every else []
    kills, wrong = 0, []
    for number, moment in tries + [(0, moment) for moment in moments]:
        shutil.rmtree(folder / "killed", ignore_errors=True)
        root = Path(shutil.copytree(template, folder / "killed" / "course"))
        ended = in_child(partial(_grade_until, root, number), moment)
        kills += ended == signal.SIGKILL
        in_child(partial(batches.grade, root))
        if state(root) != wanted:
            wrong.append(number or moment)
    return {"kinds": kinds, "kills": kills, "tries": len(tries) + at_random, "wrong": wrong}


def _no_sync(connection: Any, _: Any) -> None:
    """A killed process loses nothing that it wrote, a machine without power does: save the time."""
    connection.execute("PRAGMA synchronous=OFF")


def _grade_until(root: Path, number: int) -> None:
    left = [number]

    def seen(kind: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    watch_writes(root, seen)
    batches.grade(root)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))))
