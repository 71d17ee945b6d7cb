"""Control groups, where this process may make some: the kernel itself then limits memory."""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path

from autograder.sandbox.policy import Limits

_numbers = itertools.count(1)
_FILES = {  # controller: for version 1, then for version 2, what is limited and what tells of it
    "memory": (("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"), ("memory.max",)),
    "pids": (("pids.max",), ("pids.max",)),
}


class Cgroup:
    """The groups of one submission, one for each hierarchy that has a controller we can use."""

    def __init__(self, limits: Limits) -> None:
        """Make the groups; `controllers` names what they limit, perhaps nothing."""
        self.folders: list[Path] = []
        self.controllers: list[str] = []
        values = {"memory": limits.memory, "pids": limits.processes + 24}  # see the supervisor
        name = f"autograder-{os.getpid()}-{next(_numbers)}"
        for parent, version, controllers in _parents():
            folder = parent / name
            try:
                folder.mkdir()
            except OSError:
                continue
            limited = [c for c in controllers if _limit(folder, version, c, values[c])]
            if limited:
                self.folders.append(folder)
                self.controllers += limited
            else:
                folder.rmdir()

    @property
    def joins(self) -> list[str]:
        """The files into which a process writes 0 to join."""
        return [str(folder / "cgroup.procs") for folder in self.folders]

    def out_of_memory(self) -> bool:
        """Whether the kernel had to kill for want of memory."""
        lines = self._read("memory.oom_control", "memory.events").splitlines()
        return any(line.startswith("oom_kill ") and line != "oom_kill 0" for line in lines)

    def peak_memory(self) -> int:
        """The most bytes that were in use at once; 0 if unknown."""
        return int(self._read("memory.max_usage_in_bytes", "memory.peak") or 0)

    def remove(self) -> None:
        """Remove the groups, once their processes are gone."""
        for folder in self.folders:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    folder.rmdir()
                if not folder.exists():
                    break
                time.sleep(0.02)
        self.folders = []

    def _read(self, *names: str) -> str:
        for folder in self.folders:
            for name in names:
                with contextlib.suppress(OSError):
                    return (folder / name).read_text()
        return ""


def remove_left_over() -> None:
    """Remove groups of graders that were killed."""
    for parent, _, _ in _parents():
        for folder in parent.glob("autograder-*-*"):
            if not Path("/proc", folder.name.split("-")[1]).exists():
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _limit(folder: Path, version: int, controller: str, value: int) -> bool:
    done = False
    for name in _FILES[controller][version - 1]:
        with contextlib.suppress(OSError):
            (folder / name).write_text(str(value))
            done = True
    return done


def _parents() -> list[tuple[Path, int, list[str]]]:
    """Groups of this process in which to make others: folder, version, controllers."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
        mounts = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return []
    own = {names: path for _, names, path in (line.split(":", 2) for line in lines)}
    parents = []
    for _, point, kind, options, *_ in map(str.split, mounts):
        if kind == "cgroup2":
            folder = _below(point, own.get("", "/"))
            if controllers := _enabled(folder):
                parents.append((folder, 2, controllers))
        elif kind == "cgroup":
            for names, path in own.items():
                found = [c for c in names.split(",") if c in _FILES and c in options.split(",")]
                if found:
                    parents.append((_below(point, path), 1, found))
    return parents


def _below(point: str, path: str) -> Path:
    folder = Path(point, path.lstrip("/"))
    return folder if folder.is_dir() else Path(point)  # a container shows its own group as root


def _enabled(folder: Path) -> list[str]:
    """Controllers that a group below `folder` gets; asks for them, if that is allowed."""
    for controller in _FILES:
        with contextlib.suppress(OSError):
            (folder / "cgroup.subtree_control").write_text(f"+{controller}")
    try:
        return [c for c in (folder / "cgroup.subtree_control").read_text().split() if c in _FILES]
    except OSError:
        return []
