"""The calls of Linux that Python 3.11 has no names for; each raises `OSError` when it fails."""

from __future__ import annotations

import ctypes
import os
import struct
from typing import Any

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4

PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = 4, 24, 36
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 22, 38, 47

_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442  # the same on every architecture
_OPEN_TREE_CLONE, _MOVE_MOUNT_F_EMPTY_PATH = 1, 4
_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(namespaces: int) -> None:
    """Leave the namespaces that are named by `CLONE_NEW*` flags for new ones."""
    _call("unshare", ctypes.c_int(namespaces))


def mount(source: str, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Mount a file system, or change a mount, as mount(2) does."""
    arguments = [text if text is None else os.fsencode(text) for text in (source, target, kind)]
    _call("mount", *arguments, ctypes.c_ulong(flags), data.encode())


def clone_tree(path: str, attributes: int) -> int:
    """A detached copy of the mounts at `path`, with `MOUNT_ATTR_*` set on all, as a descriptor."""
    flags = _OPEN_TREE_CLONE | os.O_CLOEXEC | _AT_RECURSIVE
    tree = _syscall(_OPEN_TREE, ctypes.c_int(_AT_FDCWD), os.fsencode(path), ctypes.c_uint(flags))
    wanted = struct.pack("4Q", attributes, 0, 0, 0)
    flags = _AT_EMPTY_PATH | _AT_RECURSIVE
    _syscall(_MOUNT_SETATTR, ctypes.c_int(tree), b"", ctypes.c_uint(flags), wanted, len(wanted))
    return tree


def attach_tree(tree: int, target: str) -> None:
    """Mount at `target` what `clone_tree` returned."""
    where = (ctypes.c_int(_AT_FDCWD), os.fsencode(target))
    _syscall(_MOVE_MOUNT, ctypes.c_int(tree), b"", *where, ctypes.c_uint(_MOVE_MOUNT_F_EMPTY_PATH))
    os.close(tree)


def change_root(path: str) -> None:
    """Make `path`, a mount point, the root of all there is, and forget the old root."""
    os.chdir(path)
    _call("pivot_root", b".", b".")
    _call("umount2", b".", ctypes.c_int(MNT_DETACH))
    os.chdir("/")


def prctl(option: int, *arguments: int | Any) -> None:
    """Set something about this process, as prctl(2) does."""
    padded = [*arguments, *[0] * (4 - len(arguments))]
    words = [ctypes.c_ulong(word) if isinstance(word, int) else word for word in padded]
    _call("prctl", ctypes.c_int(option), *words)


def drop_capabilities() -> None:
    """Give up every capability, and the way back to it."""
    with open("/proc/sys/kernel/cap_last_cap") as file:
        last = int(file.read())
    for capability in range(last + 1):
        prctl(PR_CAPBSET_DROP, capability)
    prctl(PR_CAP_AMBIENT, 4)  # clear all
    _call("capset", struct.pack("Ii", _CAPABILITY_VERSION_3, 0), bytes(24))


def _syscall(number: int, *arguments: Any) -> int:
    return _call("syscall", ctypes.c_long(number), *arguments)


def _call(name: str, *arguments: Any) -> int:
    result: int = getattr(_libc, name)(*arguments)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result
