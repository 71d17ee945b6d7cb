"""The walls around a student's process: namespaces, a root of its own, rights given up.

In order: the process that will keep the sandbox calls `leave_namespaces` and forks; its child,
process 1 of the new namespaces, calls `build_root` and forks; and that child, before it runs
anything of a student's, calls `give_up_rights`.
"""

from __future__ import annotations

import os
import resource
import shutil
import stat
from pathlib import Path
from typing import Any

from autograder.sandbox.inside import seccomp, syscalls

HOME = "/home/student"  # a tmpfs: the only place where a student can write
WORK = f"{HOME}/work"
_GROUP = 65534  # of students, where root grades

_OWN = (
    syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID | syscalls.CLONE_NEWNET | syscalls.CLONE_NEWIPC
    | syscalls.CLONE_NEWUTS | syscalls.CLONE_NEWCGROUP
)  # fmt: skip
_DEVICES = ("null", "zero", "full", "random", "urandom")
_LINKS = {
    "/dev/fd": "/proc/self/fd", "/dev/stdin": "/proc/self/fd/0", "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2", "/dev/shm": f"{HOME}/shm",
}  # fmt: skip
_TELLS_OF_OTHERS = ("keys", "key-users", "locks", "kcore", "sysrq-trigger", "timer_list")
_ROOT = "/tmp"  # where the new root is put together; any folder that is always there


def leave_namespaces() -> None:
    """Leave the host's namespaces; as an ordinary user, by means of a user namespace."""
    if os.geteuid() == 0:
        syscalls.unshare(_OWN)
    else:
        user, group = os.geteuid(), os.getegid()
        syscalls.unshare(syscalls.CLONE_NEWUSER | _OWN)
        _map_to_itself(user, group)


def build_root(settings: dict[str, Any]) -> None:
    """Make a root that shows `settings["view"]` read-only, and a home that takes files.

    Args:
        settings: `view`, pairs of a path of the host and one inside; `links`, symbolic links by
            their path; `files`, a folder to copy into the working folder, or None; `limits`.
    """
    syscalls.mount("none", "/", None, syscalls.MS_REC | syscalls.MS_PRIVATE)
    fixed = syscalls.MOUNT_ATTR_RDONLY | syscalls.MOUNT_ATTR_NOSUID
    shown = [(inside, host, fixed | syscalls.MOUNT_ATTR_NODEV) for host, inside in settings["view"]]
    shown += [(f"/dev/{name}", f"/dev/{name}", fixed) for name in _DEVICES]
    # Held by descriptors from here on, so that nothing mounted below can hide one of them
    trees = [(inside, syscalls.clone_tree(host, attributes)) for inside, host, attributes in shown]
    nulls = [syscalls.clone_tree("/dev/null", fixed) for _ in _TELLS_OF_OTHERS]
    files = None if settings["files"] is None else os.open(settings["files"], os.O_DIRECTORY)

    flags = syscalls.MS_NOSUID | syscalls.MS_NODEV
    syscalls.mount("tmpfs", _ROOT, "tmpfs", flags, "size=4m,mode=755")
    _make_home(settings["limits"], files)
    os.mkdir(_ROOT + "/tmp")  # not a link: what is shown may lie in it
    syscalls.mount(f"{_ROOT}{HOME}/tmp", _ROOT + "/tmp", None, syscalls.MS_BIND)
    for inside, tree in trees:
        _mount_point(_ROOT + inside, tree)
        syscalls.attach_tree(tree, _ROOT + inside)
    _fill_etc()
    os.makedirs(_ROOT + "/proc")
    syscalls.mount("proc", _ROOT + "/proc", "proc", flags | syscalls.MS_NOEXEC, "hidepid=2")
    for name, tree in zip(_TELLS_OF_OTHERS, nulls, strict=True):
        if os.path.exists(f"{_ROOT}/proc/{name}"):
            syscalls.attach_tree(tree, f"{_ROOT}/proc/{name}")
    for path, target in {**settings["links"], **_LINKS}.items():
        if not os.path.lexists(_ROOT + path):
            os.symlink(target, _ROOT + path)
    syscalls.change_root(_ROOT)
    syscalls.mount("none", "/", None, syscalls.MS_REMOUNT | syscalls.MS_RDONLY | flags)


def give_up_rights(limits: dict[str, Any]) -> None:
    """Become a user without rights in a user namespace without rights; set what holds for each
    process by itself; filter system calls."""
    if os.geteuid() == 0:
        os.setgroups([])
        user = _user()
        os.setresgid(_GROUP, _GROUP, _GROUP)
        os.setresuid(user, user, user)
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)  # else /proc/self would be root's
    user, group = os.geteuid(), os.getegid()
    syscalls.unshare(syscalls.CLONE_NEWUSER)
    _map_to_itself(user, group)
    limit_processes(limits)
    syscalls.drop_capabilities()
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install()


def _user() -> int:
    """As whom a student's code runs: as us, or where root grades, as one that no other sandbox has.

    What the kernel counts for a user, such as the memory of pipes, then tells of nobody else. It is
    in the upper quarter of the users that there are: a container may know few.
    """
    if os.geteuid():
        return os.geteuid()
    ranges = [line.split() for line in Path("/proc/self/uid_map").read_text().splitlines()]
    first, count = max(
        ((int(inside), int(count)) for inside, _, count in ranges), key=lambda r: r[1]
    )
    quarter = max(1, count // 4)
    return first + count - quarter + os.stat("/proc/self/ns/mnt").st_ino % quarter


def limit_processes(limits: dict[str, Any]) -> None:
    """Let the kernel limit what it can for one process, or one user of a user namespace.

    The supervisor ends what has more processes than allowed, so the kernel's own limit, at which a
    program merely gets an error, lies a little higher.
    """
    seconds = int(limits["cpu_seconds"]) + 2  # the supervisor comes first, and knows the reason
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _lower(resource.RLIMIT_NOFILE, 1024)
    _lower(resource.RLIMIT_NPROC, limits["processes"] + 16)


def _lower(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def _map_to_itself(user: int, group: int) -> None:
    for name, text in (
        ("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1"),
    ):  # fmt: skip
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _mount_point(path: str, tree: int) -> None:
    if stat.S_ISDIR(os.fstat(tree).st_mode):
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x"):
            pass


def _fill_etc() -> None:
    user, group = _user(), _GROUP
    os.makedirs(_ROOT + "/etc", exist_ok=True)
    Path(_ROOT, "etc/passwd").write_text(f"student:x:{user}:{group}:student:{HOME}:/bin/sh\n")
    Path(_ROOT, "etc/group").write_text(f"student:x:{group}:\n")


def _make_home(limits: dict[str, Any], files: int | None) -> None:
    home = _ROOT + HOME
    os.makedirs(home)
    size = f"size={limits['scratch_bytes']},nr_inodes={limits['scratch_files']},mode=755"
    syscalls.mount("tmpfs", home, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, size)
    for name in ("work", "tmp", "shm"):
        os.mkdir(f"{home}/{name}")
    if files is not None:
        copy_files(files, f"{home}/work")
        os.close(files)
    if os.geteuid() == 0:
        user = _user()
        for folder, folders, names in os.walk(home):
            for path in (folder, *(os.path.join(folder, name) for name in (*folders, *names))):
                os.chown(path, user, _GROUP, follow_symlinks=False)


def copy_files(source: int, target: str) -> None:
    """Copy an open folder's regular files, but no notebooks: those hold tests.

    A student may have planted links, pipes and devices there: none is followed or opened.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    for folder, folders, names, descriptor in os.fwalk(".", dir_fd=source):
        for name in folders:
            if stat.S_ISDIR(os.lstat(name, dir_fd=descriptor).st_mode):
                os.makedirs(os.path.join(target, folder, name), exist_ok=True)
        for name in names:
            regular = stat.S_ISREG(os.lstat(name, dir_fd=descriptor).st_mode)
            if regular and not name.endswith(".ipynb"):
                opened = os.open(name, flags, dir_fd=descriptor)
                with (
                    open(opened, "rb") as old,
                    open(os.path.join(target, folder, name), "xb") as new,
                ):
                    shutil.copyfileobj(old, new)
