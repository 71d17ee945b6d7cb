"""A filter of system calls: what no notebook needs, and ways out of sandboxes have used.

A list of what is denied, not of what is allowed: TensorFlow and its libraries use hundreds of
calls, other ones in each version. The filter comes on top of namespaces and dropped capabilities.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct

from autograder.sandbox.inside import syscalls

_NAMESPACES = 0x7E020080  # every CLONE_NEW* flag, that of time namespaces among them

# call: (number on x86_64, number on aarch64, where there is none: None)
DENIED: dict[str, tuple[int, int | None]] = {
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    # memory that lives outside of processes and files, and so outside of the limits
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "semget": (64, 190), "msgget": (68, 186),
    # to be told who reads a file: two sandboxes see the same libraries
    "inotify_init": (253, None), "inotify_init1": (294, 26),
    # keys
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # mounts and namespaces
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "unshare": (272, 97), "setns": (308, 268),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    # large and often broken parts of the kernel
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "fanotify_init": (300, 262), "lookup_dcookie": (212, 18), "modify_ldt": (154, None),
    # the machine
    "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443), "swapon": (167, 224),
    "swapoff": (168, 225), "reboot": (169, 142), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "syslog": (103, 116), "iopl": (172, None), "ioperm": (173, None), "vhangup": (153, 58),
    "personality": (135, 92), "migrate_pages": (256, 238), "move_pages": (279, 239),
}  # fmt: skip
_CLONE, _CLONE3, _SOCKET, _IOCTL = (56, 220), (435, 435), (41, 198), (16, 29)
_FLOCK, _FCNTL = (73, 32), (72, 25)
_TO_THE_TERMINAL = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
_ABOUT_OTHERS = (5, 36, 1024, 1026)  # F_GETLK, F_OFD_GETLK, F_SETLEASE, F_NOTIFY

_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000


def known_machine() -> bool:
    """Whether the numbers of this machine's system calls are known here."""
    return platform.machine() in _ARCHITECTURES


def install() -> None:
    """Filter the system calls of this process and of all that it starts, for good."""
    filters = b"".join(program(platform.machine()))
    buffer = ctypes.create_string_buffer(filters, len(filters))
    # struct sock_fprog: a 16-bit length, padding, a pointer
    header = struct.pack("HxxxxxxP", len(filters) // 8, ctypes.addressof(buffer))
    syscalls.prctl(syscalls.PR_SET_SECCOMP, 2, header)


def program(machine: str) -> list[bytes]:
    """The filter as instructions of classic BPF.

    Raises:
        NotImplementedError: the machine's system calls have numbers that are not known here.
    """
    if machine not in _ARCHITECTURES:
        raise NotImplementedError(
            f"There is no filter of system calls for {machine!r}, only for "
            f"{' and '.join(_ARCHITECTURES)}."
        )
    audit, column = _ARCHITECTURES[machine]
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, audit, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":  # the same calls under other numbers
        code += [_step(_AT_LEAST, _X32, 0, 1), _deny(errno.ENOSYS)]
    for numbers in DENIED.values():
        if (number := numbers[column]) is not None:
            code += [_step(_EQUAL, number, 0, 1), _deny(errno.EPERM)]
    # clone3 has its flags where a filter cannot look; told that there is none, glibc uses clone
    code += [_step(_EQUAL, _CLONE3[column], 0, 1), _deny(errno.ENOSYS)]
    # Two sandboxes see the same libraries: locks on those would be messages, and so would be what
    # the kernel tells of who reads them. HDF5 does without
    code += [_step(_EQUAL, _FLOCK[column], 0, 1), _deny(errno.ENOSYS)]
    code += _when(_FCNTL[column], 1, _deny_any(_ABOUT_OTHERS, errno.ENOSYS))
    code += _when(_CLONE[column], 0, [_step(_ANY_BIT, _NAMESPACES, 0, 1), _deny(errno.EPERM)])
    family = [_step(_EQUAL, socket.AF_UNIX, 1, 0), _deny(errno.EAFNOSUPPORT)]
    code += _when(_SOCKET[column], 0, family)
    code += _when(_IOCTL[column], 1, _deny_any(_TO_THE_TERMINAL, errno.EPERM))
    return [*code, _step(_RETURN, _ALLOW)]


def _when(number: int, argument: int, body: list[bytes]) -> list[bytes]:
    """`body` on the low half of an argument, for one system call; the call's number stays loaded.

    The kernel reads these arguments as 32 bits, so there is no other half to hide in.
    """
    load = _step(_LOAD, _ARGUMENTS + 8 * argument)
    return [_step(_EQUAL, number, 0, len(body) + 2), load, *body, _step(_LOAD, _NUMBER)]


def _deny_any(values: tuple[int, ...], error: int) -> list[bytes]:
    """Deny what has one of these values loaded."""
    last = len(values) - 1
    compare = [_step(_EQUAL, value, last - i, int(i == last)) for i, value in enumerate(values)]
    return [*compare, _deny(error)]


def _deny(error: int) -> bytes:
    return _step(_RETURN, _ERROR | error)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
