"""Process 1 of a sandbox: it watches the student's process, and ends all that came of it.

It reads nothing that a student wrote but /proc, and answers to the host alone: over a socket it
takes `i` (interrupt), `u` (what has been used?) and `k` (kill), and sends what was used, and how
the process ended, as lines of JSON. When the host's end of the socket closes, the sandbox ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.inside.isolation import HOME

TICK = 0.1  # seconds between two looks
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass
class Use:
    """What all processes of a sandbox use at one moment: seconds, bytes, a count of threads."""

    cpu_seconds: float = 0.0
    memory: int = 0
    processes: int = 0


def keep(student: int, host: socket.socket, limits: dict[str, Any] | None, enclosed: bool) -> None:
    """Wait for the process `student`, hold it to `limits`, and tell `host` how it ended."""
    deadline = time.monotonic() + limits["wall_seconds"] if limits else None
    inherited = _status_bytes("self", "RssAnon") + _status_bytes("self", "RssShmem")
    reason, status, peak = None, None, 0
    while status is None:
        status = _reap(student)
        use = _use(inherited) if enclosed else _use_of_one(student, inherited)
        peak = max(peak, use.memory)
        if status is None and reason is None:
            reason = _exceeded(use, limits, deadline, inherited)
            order = _listen(host) if reason is None else "k"
            if order == "i":
                _signal(student, signal.SIGINT)
            elif order == "u":
                now = _use(inherited) if enclosed else _use_of_one(student, inherited)
                _say(host, used=now.cpu_seconds)
            elif order == "k":
                _kill_all(student, enclosed)
        elif status is None:
            time.sleep(TICK / 10)
    _kill_all(student, enclosed)
    _reap_rest()
    _tell(host, status, reason, peak)


def _exceeded(
    use: Use, limits: dict[str, Any] | None, deadline: float | None, inherited: int
) -> str | None:
    if limits is None or deadline is None:
        return None
    if use.memory > limits["memory"] and _memory_exactly() > limits["memory"]:
        return "out_of_memory"
    if use.processes > limits["processes"]:
        return "processes"
    if use.cpu_seconds > limits["cpu_seconds"]:
        return "cpu_time"
    return "wall_time" if time.monotonic() > deadline else None


def _listen(host: socket.socket) -> str:
    """What the host wants, after waiting for it a tick: "i", "u", "k" or nothing."""
    watched: list[Any] = [host, _child_ended]
    ready, _, _ = select.select(watched, [], [], TICK)
    if _child_ended in ready:
        with contextlib.suppress(BlockingIOError):
            os.read(_child_ended, 4096)
    if host not in ready:
        return ""
    try:
        return host.recv(1).decode() or "k"
    except OSError:
        return "k"


def wake_on_child() -> None:
    """Let the end of a child end a wait of `keep` at once; to be called before the child starts."""
    global _child_ended
    _child_ended, write = os.pipe()
    os.set_blocking(_child_ended, False)
    os.set_blocking(write, False)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)


_child_ended = -1


def _tell(host: socket.socket, status: int, reason: str | None, peak: int) -> None:
    used = os.times()
    by_signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    if by_signal == signal.SIGXCPU:
        reason = reason or "cpu_time"
    ending = {
        "reason": reason or ("exited" if by_signal is None else "signalled"),
        "code": None if by_signal is not None else os.WEXITSTATUS(status),
        "signal": by_signal,
        "cpu_seconds": used.children_user + used.children_system,
        "peak_memory": peak,
    }
    _say(host, ending=ending)


def _say(host: socket.socket, **message: Any) -> None:
    with contextlib.suppress(OSError):  # nobody there to hear it
        host.sendall(json.dumps(message).encode() + b"\n")


def _reap(student: int) -> int | None:
    """Bury whatever has died; how the student's process ended, if it has."""
    ended = None
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            if found[0] == student:
                ended = found[1]
    return ended


def _reap_rest() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _kill_all(student: int, enclosed: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if enclosed:
            os.kill(-1, signal.SIGKILL)  # all of this process namespace, but not process 1
        else:
            os.killpg(student, signal.SIGKILL)


def _signal(process: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, number)


def _use(inherited: int) -> Use:
    """What the sandbox uses, from its own /proc."""
    home = os.statvfs(HOME)
    used = os.times()
    total = Use(used.children_user + used.children_system)
    total.memory = (home.f_blocks - home.f_bfree) * home.f_frsize
    for process in _processes():
        one = _use_of_one(process, inherited)
        total.cpu_seconds += one.cpu_seconds
        total.memory += one.memory
        total.processes += one.processes
    return total


def _use_of_one(process: int | str, inherited: int) -> Use:
    try:
        with open(f"/proc/{process}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        memory = _status_bytes(process, "RssAnon") + _status_bytes(process, "RssShmem")
    except (OSError, ValueError):  # gone, or no such /proc
        return Use()
    cpu_seconds = sum(map(int, fields[11:15])) / _TICKS_A_SECOND
    return Use(cpu_seconds, max(0, memory - inherited), int(fields[17]))


def _processes() -> list[str]:
    return [name for name in os.listdir("/proc") if name.isdecimal() and name != "1"]


def _memory_exactly() -> int:
    """Bytes in use, pages that processes share counted once; slower than `_use`, which takes
    too much for forks of a large process."""
    home = os.statvfs(HOME) if os.path.isdir(HOME) else None
    total = (home.f_blocks - home.f_bfree) * home.f_frsize if home else 0
    for process in _processes():
        with contextlib.suppress(OSError), open(f"/proc/{process}/smaps_rollup") as file:
            for line in file:
                if line.startswith(("Pss_Anon:", "Pss_Shmem:")):
                    total += int(line.split()[1]) * 1024
    return total


def _status_bytes(process: int | str, key: str) -> int:
    with contextlib.suppress(OSError), open(f"/proc/{process}/status") as file:
        for line in file:
            if line.startswith(key):
                return int(line.split()[1]) * 1024
    return 0
