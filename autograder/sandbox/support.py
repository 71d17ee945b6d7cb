"""Whether this machine has what a sandbox is made of."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

_PROBE = """
import os, sys
from autograder.sandbox.inside import isolation, syscalls
isolation.leave_namespaces()
if os.fork():
    os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
tree = syscalls.clone_tree("/", syscalls.MOUNT_ATTR_RDONLY)
syscalls.mount("none", "/", None, syscalls.MS_REC | syscalls.MS_PRIVATE)
syscalls.mount("tmpfs", "/tmp", "tmpfs", syscalls.MS_NOSUID)
os.mkdir("/tmp/proc")
syscalls.mount("proc", "/tmp/proc", "proc", syscalls.MS_NOSUID, "hidepid=2")
syscalls.mount("proc", "/proc", "proc", syscalls.MS_NOSUID)
isolation.give_up_rights(
    {"cpu_seconds": 600, "file_bytes": 1 << 20, "processes": 512}
)
"""


_PROC = Path("/proc")
_READ_THERE = (  # by the sandbox, or by what watches over it
    "self/stat",
    "self/status",
    "self/uid_map",
    "self/smaps_rollup",
    "sys/kernel/cap_last_cap",
)


def _missing_of_proc() -> str:
    """The first file of /proc that is needed and cannot be read; empty if all can."""
    for name in _READ_THERE:
        path = _PROC / name
        try:
            with path.open("rb") as file:
                file.read(1)
        except OSError:
            return str(path)
    return ""


@functools.cache
def no_sandbox_here() -> str | None:
    """Why there can be no sandbox on this machine, and what would help; None where there can."""
    if sys.platform != "linux":
        return (
            f"A sandbox needs Linux, and this is {sys.platform}. Grade on Linux (a virtual "
            "machine or, on Windows, WSL 2 will do)."
        )
    from autograder.sandbox.inside import seccomp
    from autograder.sandbox.processes import child_environment

    if missing := _missing_of_proc():
        return (
            f"A sandbox watches its processes in /proc, and {missing} cannot be read here: mount "
            "it (mount -t proc proc /proc), or start the container with it."
        )
    if not seccomp.known_machine():
        return "A sandbox needs a filter of system calls, and there is none for this processor."
    command = [sys.executable, "-P", "-c", _PROBE]
    done = subprocess.run(command, env=child_environment({}), capture_output=True, text=True)
    if done.returncode == 0:
        return None
    last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return (
        f"The kernel refuses what a sandbox is made of ({last}). It takes Linux 5.12 or newer with "
        "user namespaces (sysctl user.max_user_namespaces above 0, on Ubuntu also "
        "kernel.apparmor_restrict_unprivileged_userns=0); in a container, the right to mount "
        "(docker run --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt "
        "systempaths=unconfined)."
    )
