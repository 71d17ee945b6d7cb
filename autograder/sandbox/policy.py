"""What a student's process may use, and what it sees."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MiB = 1024 * 1024
_SYSTEM = (
    "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/bin", "/usr/share/fonts", "/usr/share/fontconfig",
    "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/alternatives",
    "/sys/devices/system/cpu",
)  # fmt: skip
_PERHAPS_LINKS = ("/bin", "/lib", "/lib32", "/lib64")
_OF_A_PREFIX = ("bin", "lib", "lib64", "pyvenv.cfg", "etc/fonts")


@dataclass(frozen=True)
class Limits:
    """What one submission may use, all its processes together.

    Args:
        memory: bytes beyond what the warm process holds; files in the scratch folder count.
        processes: processes and threads.
        cpu_seconds: CPU time.
        wall_seconds: time from start to end.
        scratch_bytes, scratch_files: what fits into the working folder, home and /tmp.
        file_bytes: the size of one file.
    """

    memory: int = 4096 * MiB
    processes: int = 512
    cpu_seconds: float = 600
    wall_seconds: float = 3000
    scratch_bytes: int = 256 * MiB
    scratch_files: int = 10_000
    file_bytes: int = 128 * MiB

    def __post_init__(self) -> None:
        for name, value in dataclasses.asdict(self).items():
            if not value > 0:
                raise ValueError(f"{name} is {value!r}; a limit is a number above 0.")


@dataclass(frozen=True)
class Sandbox:
    """Limits, and walls through which a process sees the interpreter, its packages and `data`.

    Args:
        limits: what the process may use.
        data: pairs of a path of this machine and the path at which it is seen, read-only.
        files: a folder whose regular files, but no notebooks, are copied into the working folder.
        enclosed: False for the limits alone, without walls: for machines that have no sandbox.
        environment: variables that the process has beside those of the warm process.
    """

    limits: Limits = field(default_factory=Limits)
    data: Sequence[tuple[str | Path, str | Path]] = ()
    files: str | Path | None = None
    enclosed: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, Any]:
        """What `autograder.inside` needs to know, as JSON can say it.

        Raises:
            ValueError: a path of `data` does not exist, or lies in what is shown anyway.
        """
        return {
            "limits": dataclasses.asdict(self.limits),
            "enclosed": self.enclosed,
            "view": _view(self.data) if self.enclosed else [],
            "links": {p: os.readlink(p) for p in _PERHAPS_LINKS if os.path.islink(p)},
            "files": None if self.files is None else str(self.files),
            "environment": dict(self.environment),
        }


def _view(data: Sequence[tuple[str | Path, str | Path]]) -> list[tuple[str, str]]:
    """What is shown: pairs of a path of this machine and one inside, none within another."""
    shown = [path for path in (*_SYSTEM, *_real(_PERHAPS_LINKS)) if os.path.exists(path)]
    shown += [path for path in _python_paths() if os.path.exists(path)]
    view: dict[str, str] = {}
    for path in sorted(set(shown)):
        if _covering(path, view) is None:
            view[path] = os.path.realpath(path)
    for host, inside in data:
        where = os.path.normpath(inside)
        if not os.path.exists(host):
            raise ValueError(f"{str(host)!r}, to be shown in the sandbox, does not exist.")
        if not os.path.isabs(where) or _covering(where, view) or _covers(where, view):
            raise ValueError(
                f"Data cannot be shown at {str(inside)!r}: give an absolute path outside of the "
                "system's and Python's own folders, such as '/data'."
            )
        view[where] = os.path.realpath(host)
    return [(host, inside) for inside, host in view.items()]


def _python_paths() -> list[str]:
    """The interpreter, its packages, and ours, wherever they are installed."""
    prefixes = (sys.prefix, sys.base_prefix)
    inside = [os.path.join(prefix, name) for prefix in prefixes for name in _OF_A_PREFIX]
    inside += [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
    inside += [p for p in sys.path if os.path.basename(p) in ("site-packages", "dist-packages")]
    for package in ("autograder", "tlkit"):
        spec = importlib.util.find_spec(package)  # finds, does not import
        inside += spec.submodule_search_locations or [] if spec else []
    return inside


def _real(paths: Sequence[str]) -> list[str]:
    return [path for path in paths if not os.path.islink(path)]


def _covering(path: str, view: dict[str, str]) -> str | None:
    return next((shown for shown in view if path == shown or path.startswith(shown + "/")), None)


def _covers(path: str, view: dict[str, str]) -> bool:
    return any(shown.startswith(path.rstrip("/") + "/") for shown in view)
