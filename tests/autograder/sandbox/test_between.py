"""Between submissions, and between a submission and the grader: what outside goes through."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import probing
import pytest

from autograder.sandbox import Sandbox, Warm

pytestmark = pytest.mark.sandbox

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user may not do it outside")


def both(warm: Warm, code: str, sandbox: Sandbox | None = None) -> tuple[str, str]:
    """What `code` answers outside and inside."""
    return probing.probe(warm, code, None)[0], probing.probe(warm, code, sandbox or Sandbox())[0]


def test_secrets_in_another_process(warm: Warm) -> None:
    code = """
        import pathlib
        def holds(file):
            try: return b"SECRET=of-a-probe" in file.read_bytes()
            except OSError: return False
        answer = any(map(holds, pathlib.Path("/proc").glob("[0-9]*/environ")))
    """
    held = subprocess.Popen(["sleep", "60"], env={"SECRET": "of-a-probe", **os.environ})
    try:
        assert both(warm, code) == ("True", "False")
    finally:
        held.kill()
        held.wait()


@pytest.mark.parametrize("path", ["gradebook.db", "submitted/bob/01_unit/01_unit.ipynb"])
def test_gradebook_and_the_work_of_another(path: str, warm: Warm, tmp_path: Path) -> None:
    own = tmp_path / "submitted" / "ada" / "01_unit"
    own.mkdir(parents=True)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("a right answer")
    read = f"answer = open({str(tmp_path / path)!r}).read()"
    outside, inside = both(warm, read, Sandbox(files=own))
    assert outside == "a right answer"
    assert inside.startswith("FileNotFoundError")


@AS_ROOT
def test_mount(warm: Warm) -> None:
    code = """
        import ctypes, os, tempfile
        libc = ctypes.CDLL(None)
        with tempfile.TemporaryDirectory() as folder:
            answer = libc.mount(b"none", folder.encode(), b"tmpfs", 0, None) == 0
            libc.umount2(folder.encode(), 0)
    """
    assert both(warm, code) == ("True", "False")


@AS_ROOT
def test_become_root(warm: Warm) -> None:
    outside, inside = both(warm, "import os; os.setresuid(0, 0, 0); answer = os.geteuid()")
    assert outside == "0"
    assert not inside.isdecimal()


@pytest.fixture
def setuid_program() -> Iterator[str]:
    """A program that tells as whom it runs, and that runs as root whoever starts it."""
    folder = tempfile.mkdtemp(dir="/var/tmp")
    os.chmod(folder, 0o755)
    shutil.copy("/usr/bin/id", folder)
    os.chmod(f"{folder}/id", 0o4755)
    yield f"{folder}/id"
    shutil.rmtree(folder)


@AS_ROOT
def test_setuid_program(warm: Warm, setuid_program: str) -> None:
    code = f"""
        import os, subprocess
        if os.geteuid() == 0: os.setresuid(65534, 65534, 65534)
        answer = subprocess.check_output([{setuid_program!r}, "-u"], text=True).strip()
    """
    folder = os.path.dirname(setuid_program)
    outside, inside = both(warm, code, Sandbox(data=[(folder, folder)]))
    assert outside == "0"
    assert int(inside) >= 3_000_000_000


@pytest.mark.parametrize("path", [".ipython/profile_default/startup/left.py", ".keras/left.json"])
def test_settings_that_the_next_would_meet(path: str, warm: Warm) -> None:
    code = f"""
        import pathlib
        file = pathlib.Path.home() / {path!r}
        answer = file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    """
    assert [both(warm, code) for _ in range(2)] == [("False", "False"), ("True", "False")]


READS_AGAIN_AND_AGAIN = """
import numpy, threading, time
def read():
    while True:
        with open(numpy.__file__) as file: file.read(1)
        time.sleep(0.05)
threading.Thread(target=read, daemon=True).start()"""
MEET = {  # what the first does and holds, and what tells the second that it did
    "a file lock": (
        "import fcntl, numpy; file = open(numpy.__file__); fcntl.flock(file, fcntl.LOCK_EX)",
        """
import fcntl, numpy
try:
    with open(numpy.__file__) as file: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    answer = False
except BlockingIOError:
    answer = True""",
    ),
    "a lock of a part": (
        """
import fcntl, numpy, struct
file = open(numpy.__file__)
fcntl.lockf(file, fcntl.LOCK_SH, 1, 77)""",
        """
import fcntl, numpy, struct
asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 77, 1, 0)
with open(numpy.__file__) as file:
    told = struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, asked))
answer = told[0] == fcntl.F_RDLCK""",
    ),
    "a watched file": (
        READS_AGAIN_AND_AGAIN,
        """
import ctypes, numpy, os, select
libc = ctypes.CDLL(None)
watch = libc.inotify_init1(os.O_NONBLOCK)
libc.inotify_add_watch(watch, numpy.__file__.encode(), 1)  # IN_ACCESS
answer = bool(select.select([watch], [], [], 10)[0])""",
    ),
    "a watched folder": (
        READS_AGAIN_AND_AGAIN,
        """
import fcntl, numpy, os, signal, time
told = []
signal.signal(signal.SIGIO, lambda *_: told.append(1))
folder = os.open(os.path.dirname(numpy.__file__), os.O_RDONLY)
fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS)
time.sleep(1)
answer = bool(told)""",
    ),
    "an abstract socket": (
        "import socket; s = socket.socket(socket.AF_UNIX); s.bind('\\0between'); s.listen()",
        "import socket; socket.socket(socket.AF_UNIX).connect('\\0between'); answer = True",
    ),
    "System V memory": (
        "import ctypes; ctypes.CDLL(None).shmget(0x7A7A, 4096, 0o1600)",
        """
import ctypes
libc = ctypes.CDLL(None)
number = libc.shmget(0x7A7A, 4096, 0)
answer = number >= 0
libc.shmctl(number, 0, None)  # 0 removes it
""",
    ),
    "a file in /tmp": ("open('/tmp/between', 'w').close()",
                       "import os; answer = os.path.exists('/tmp/between')"),
}  # fmt: skip


@pytest.mark.parametrize("what", MEET)
@pytest.mark.parametrize("sandbox", [None, Sandbox()], ids=["outside", "inside"])
def test_two_at_the_same_time(what: str, sandbox: Sandbox | None, warm: Warm) -> None:
    assert meet(warm, *MEET[what], sandbox) == (sandbox is None)


@AS_ROOT
def test_what_is_counted_for_a_user_tells_of_nobody_else(warm: Warm) -> None:
    hold = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        held = []
        try:
            while True: held.append(os.pipe())
        except OSError: time.sleep(60)
time.sleep(1)"""
    look = "import fcntl, os; answer = fcntl.fcntl(os.pipe()[0], fcntl.F_GETPIPE_SZ) < 65536"
    as_one = "import os; os.setresuid(65534, 65534, 65534)\n"  # root itself is exempt
    assert meet(warm, as_one + hold, as_one + look, None)
    assert not meet(warm, hold, look, Sandbox())


@pytest.mark.skipif(os.geteuid() == 0, reason="a student whom root grades owns no file out there")
@pytest.mark.parametrize("where", ["outside", "inside"])
def test_a_lease_tells_who_else_has_a_file_open(where: str, warm: Warm) -> None:
    look = """
import fcntl
try:
    with open({path!r}) as file: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    answer = False
except BlockingIOError:
    answer = True"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shown"
        path.touch()
        sandbox = Sandbox(data=[(folder, folder)]) if where == "inside" else None
        hold = f"file = open({str(path)!r})"
        assert meet(warm, hold, look.format(path=str(path)), sandbox) == (sandbox is None)


def meet(warm: Warm, hold: str, look: str, sandbox: Sandbox | None) -> bool:
    """Whether a process that does `look` is told of another one that does `hold`."""
    wait = "\nconnection.sendall(b'held')\nimport time; time.sleep(60)"
    guarded = f"try:\n exec({hold!r})\nexcept OSError: pass{wait}"
    first, ours = probing.begin(warm, guarded, sandbox)
    with ours:
        assert ours.recv(4) == b"held"
        met = probing.probe(warm, look, sandbox)[0]
        first.kill()
        first.wait(10)
    Path("/tmp/between").unlink(missing_ok=True)
    return met == "True"


def test_files_that_are_locked_when_written_still_are_written_inside(warm: Warm) -> None:
    code = """
        import h5py, sqlite3
        with h5py.File("data.h5", "w") as file: file["x"] = [1, 2]
        with h5py.File("data.h5") as file: first = int(file["x"][1])
        for _ in range(2):
            with sqlite3.connect("data.db") as base:
                base.execute("create table if not exists t (x)")
                base.execute("insert into t values (3)")
                answer = first, base.execute("select sum(x) from t").fetchone()[0]
            base.close()
    """
    assert probing.probe(warm, code, Sandbox())[0] == "(2, 6)"


def test_a_process_that_closes_all_it_has_is_still_held_and_told_of(warm: Warm) -> None:
    code = "import os, time; os.closerange(0, 4096); time.sleep(60)"
    answer, ending = probing.probe(warm, code, probing.small(wall_seconds=1))
    assert (answer, ending.reason) == ("", "wall_time")


def test_sigkill_to_the_parent(warm: Warm) -> None:
    code = "import os; os.kill(os.getppid(), 9)"
    _, outside = probing.probe(warm, code, None)
    _, inside = probing.probe(warm, code, Sandbox())
    assert (outside.reason, outside.signal) == ("signalled", signal.SIGKILL)
    assert (inside.reason, inside.code) == ("exited", 0)


def test_a_file_beyond_the_limit(warm: Warm) -> None:
    code = """
        import os
        with open("large", "wb") as file: file.write(bytes(1 << 21))
        answer = os.path.getsize("large"); os.unlink("large")
    """
    outside, inside = both(warm, code, probing.small(file_bytes=1 << 20))
    assert outside == str(1 << 21)
    assert "File too large" in inside


@pytest.mark.parametrize(
    "code", ["import re; re.match('(a+)+$', 'a' * 60 + 'b')", f"sum(range({sys.maxsize}))"]
)
def test_one_call_that_never_lets_go_of_the_interpreter(code: str, warm: Warm) -> None:
    _, ending = probing.probe(warm, code, probing.small(wall_seconds=1))
    assert ending.reason == "wall_time"


FEW_USERS = """
import ctypes, os, sys
others, ours = os.pipe(), os.pipe()
if child := os.fork():
    os.read(others[0], 1)
    for kind in ("uid", "gid"):
        with open(f"/proc/{child}/{kind}_map", "w") as file:
            file.write("0 0 65536")
    os.write(ours[1], b"x")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
assert ctypes.CDLL(None).unshare(0x10000000) == 0  # CLONE_NEWUSER
os.write(others[1], b"x")
os.read(ours[0], 1)
sys.path.insert(0, sys.argv[1])
import probing
from autograder.sandbox import Sandbox, Warm
with Warm(probing.ENVIRONMENT) as warm:
    print(probing.probe(warm, "import os; answer = os.getuid()", Sandbox())[0])
"""


@AS_ROOT
@pytest.mark.usefixtures("warm")  # skips where there is no sandbox
def test_a_container_that_knows_few_users_has_one_for_students() -> None:
    command = [sys.executable, "-c", FEW_USERS, str(probing.HERE)]
    user = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert 49152 <= int(user) < 65536
