"""Try one layer of a sandbox in this process, which is lost to all else.

`python -m autograder.sandbox.inside.probe LAYER` takes what `Sandbox.settings` gives on its
standard input and prints how the layer holds; where it does not, the last line of its error says
why.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from autograder.sandbox.inside import isolation, supervisor, syscalls

_LONG = 10  # seconds, of which the supervisor should let none pass


def main() -> None:
    """Try the layer that the command line names."""
    print(LAYERS[sys.argv[1]](json.load(sys.stdin)))


def _namespace(name: str, flag: int, settings: dict[str, Any]) -> str:
    before = os.readlink(f"/proc/self/ns/{name}")
    syscalls.unshare(flag if os.geteuid() == 0 else flag | syscalls.CLONE_NEWUSER)
    if os.readlink(f"/proc/self/ns/{name}") == before:
        raise OSError("the namespace is the same as before")
    return "a namespace of its own"


def _processes(settings: dict[str, Any]) -> str:
    """The first process of a namespace is process 1 in it."""
    user = 0 if os.geteuid() == 0 else syscalls.CLONE_NEWUSER
    syscalls.unshare(syscalls.CLONE_NEWPID | user)
    if (child := os.fork()) == 0:
        os._exit(os.getpid() != 1)
    if os.waitpid(child, 0)[1]:
        raise OSError("a new process is not process 1")
    return "a namespace of its own"


def _view(settings: dict[str, Any]) -> str:
    _enter(settings)
    shown = ["/", *(inside for _, inside in settings["view"])]
    for path in shown:
        if not os.statvfs(path).f_flag & os.ST_RDONLY:
            raise OSError(f"{path} can be written to")
    return f"{len(shown)} folders and files to see, none to write to"


def _scratch(settings: dict[str, Any]) -> str:
    _enter(settings)
    _expect_full(lambda number: Path(isolation.WORK, str(number)).touch())
    with open(f"{isolation.HOME}/work/0", "wb", buffering=0) as file:
        _expect_full(lambda number: file.write(bytes(1 << 16)))
    return f"a file system in memory at {isolation.HOME}, limited in bytes and files"


def _expect_full(add: Callable[[int], Any]) -> None:
    try:
        for number in range(1000):
            add(number)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return
        raise
    raise OSError("the scratch folder is not limited")


def _rights(settings: dict[str, Any]) -> str:
    _enter(settings)
    isolation.give_up_rights(settings["limits"])
    for key, wanted in (("NoNewPrivs", 1), ("CapEff", 0), ("CapPrm", 0), ("CapBnd", 0)):
        if int(_status(key), 16) != wanted:
            raise OSError(f"{key} is {_status(key)} in /proc/self/status, not {wanted}")
    return f"user {os.geteuid()}, no capabilities, no_new_privs"


def _system_calls(settings: dict[str, Any]) -> str:
    _enter(settings)
    isolation.give_up_rights(settings["limits"])
    if _status("Seccomp") != "2":
        raise OSError(f"Seccomp is {_status('Seccomp')} in /proc/self/status, not 2")
    try:
        syscalls.unshare(syscalls.CLONE_NEWUSER)  # open to any user, were there no filter
    except PermissionError:
        return "a seccomp filter"
    raise OSError("a call that the filter denies went through")


def _status(key: str) -> str:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{key}:"))


def _limit(reason: str, exceed: Callable[[], None], settings: dict[str, Any]) -> str:
    """Let the supervisor end a process that exceeds a limit, and tell that this is why."""
    if settings["enclosed"]:
        _enter(settings)
    ours, theirs = socket.socketpair()
    supervisor.wake_on_child()
    child = os.fork()
    if child == 0:
        os.setsid()
        if settings["enclosed"]:
            isolation.give_up_rights(settings["limits"])
        exceed()
        os._exit(0)
    supervisor.keep(child, theirs, settings["limits"], settings["enclosed"])
    ending = json.loads(ours.recv(4096))["ending"]
    if ending["reason"] != reason:
        raise OSError(f"a process beyond its limit ended as {ending['reason']}, not {reason}")
    return f"a watchdog that looks every {supervisor.TICK:g} s"


def _eat_memory() -> None:
    held = bytearray(b"x") * (256 << 20)
    time.sleep(_LONG)
    del held


def _eat_cpu_time() -> None:
    while True:
        pass


def _start_threads() -> None:
    for _ in range(10):
        threading.Thread(target=time.sleep, args=[_LONG], daemon=True).start()
    time.sleep(_LONG)


def _join_and_eat_memory(settings: dict[str, Any]) -> str:
    """To be ended by the kernel."""
    for path in settings["cgroups"]:
        Path(path).write_text("0")
    _eat_memory()
    return "nothing"


def _enter(settings: dict[str, Any]) -> None:
    """Go on as a child that is process 1 inside of the walls; this process ends as that does."""
    isolation.leave_namespaces()
    if os.fork():
        os._exit(os.waitstatus_to_exitcode(os.wait()[1]) and 1)
    isolation.build_root(settings)


LAYERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "user namespace": partial(_namespace, "user", syscalls.CLONE_NEWUSER),
    "mount namespace": partial(_namespace, "mnt", syscalls.CLONE_NEWNS),
    "pid namespace": _processes,
    "network namespace": partial(_namespace, "net", syscalls.CLONE_NEWNET),
    "ipc namespace": partial(_namespace, "ipc", syscalls.CLONE_NEWIPC),
    "read-only view": _view,
    "scratch folder": _scratch,
    "no rights": _rights,
    "system calls": _system_calls,
    "memory": partial(_limit, "out_of_memory", _eat_memory),
    "processes": partial(_limit, "processes", _start_threads),
    "CPU time": partial(_limit, "cpu_time", _eat_cpu_time),
    "wall time": partial(_limit, "wall_time", partial(time.sleep, _LONG)),
    "memory by cgroup": _join_and_eat_memory,
}

if __name__ == "__main__":
    main()
