"""Probes that succeed outside and fail inside."""

from __future__ import annotations

import os
import socket

import probing
import pytest

from autograder.sandbox import Sandbox, Warm

pytestmark = pytest.mark.sandbox

SYSCALL = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
REACH = {
    "this test's source": f"answer = bool(open({__file__!r}).read())",
    "the checkout": f"import os; answer = 'course' in os.listdir({str(probing.ROOT)!r})",
    "the parent's /proc": f"import os; answer = os.path.exists('/proc/{os.getpid()}')",
    "a signal to the grader": f"import os; os.kill({os.getpid()}, 0); answer = True",
    "an address family": "import socket; socket.socket().close(); answer = True",
    "an abstract socket": """
        import socket
        with socket.socket(socket.AF_UNIX) as s:
            s.connect("\\0autograder-probe")
        answer = True""",
    "ptrace": SYSCALL + "answer = libc.ptrace(0, 0, 0, 0) == 0",
    "a new namespace": SYSCALL + "answer = libc.unshare(0x10000000) == 0",
    "a clone into a namespace": SYSCALL
    + """import os
child = libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)
if child == 0: os._exit(0)
answer = child > 0""",
    "io_uring": SYSCALL
    + "answer = libc.syscall(425, 4, ctypes.create_string_buffer(120)) >= 0",
    "a keyring": SYSCALL + "answer = libc.syscall(250, 0, -3, 1) > 0",
    "System V memory": SYSCALL + "answer = libc.shmget(0, 4096, 0o1600) >= 0",
    "site-packages": """
        import numpy, pathlib
        file = pathlib.Path(numpy.__file__).with_name("probe_of_a_sandbox")
        file.touch(); file.unlink(); answer = True""",
}  # fmt: skip


@pytest.mark.parametrize("what", REACH)
def test_out_of_reach(what: str, warm: Warm) -> None:
    if what == "site-packages" and not os.access(pytest.__path__[0], os.W_OK):
        pytest.skip("this user may not write there anyway")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("\0autograder-probe")
        listening.listen()
        outside, _ = probing.probe(warm, REACH[what], None)
        inside, _ = probing.probe(warm, REACH[what], Sandbox())
    assert outside == "True"
    assert inside != "True"


def test_nothing_is_left_for_the_next(warm: Warm) -> None:
    code = """
        import os, pathlib
        places = [pathlib.Path(place, "left") for place in ("/dev/shm", "/tmp", "~", ".")]
        answer = sum(place.expanduser().exists() for place in places)
        for place in places: place.expanduser().touch()
    """
    answers = [probing.probe(warm, code, Sandbox())[0] for _ in range(2)]
    assert answers == ["0", "0"]


EATS = {
    "out_of_memory": ("held = [bytearray(1 << 24) for _ in range(64)]", {"memory": 1 << 28}),
    "cpu_time": ("while True:\n try:\n  while True: pass\n except BaseException: pass",
                 {"cpu_seconds": 1}),
    "wall_time": ("import time; time.sleep(60)", {"wall_seconds": 1}),
    "processes": ("import threading, time\nwhile True:\n try: threading.Thread("
                  "target=time.sleep, args=[60]).start()\n except RuntimeError: time.sleep(1)",
                  {"processes": 40}),
}  # fmt: skip


@pytest.mark.parametrize("reason", EATS)
def test_limit(reason: str, warm: Warm) -> None:
    code, limits = EATS[reason]
    assert probing.probe(warm, code, probing.small(**limits))[1].reason == reason


def test_fork_bomb_ends(warm: Warm) -> None:
    code = "import os\nwhile True:\n try: os.fork()\n except OSError: pass"
    assert probing.probe(warm, code, probing.small(processes=40))[1].reason == "processes"


@pytest.mark.parametrize("folder", [".", "/tmp", "/dev/shm"])
def test_files_are_limited_in_bytes_and_number(folder: str, warm: Warm) -> None:
    fill = f"with open('{folder}/fills-it', 'wb') as f:\n while True: f.write(bytes(1 << 20))"
    many = f"for i in range(10_000): open('{folder}/' + str(i), 'w').close()"
    sandbox = probing.small(scratch_bytes=1 << 24, scratch_files=500)
    for code in (fill, many):
        assert "No space left" in probing.probe(warm, code, sandbox)[0]
