"""Processes start warm, each for itself, and their end is told."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import probing
import pytest

from autograder.sandbox import Limits, Sandbox, Warm, WarmError

pytestmark = pytest.mark.sandbox

BOTH = pytest.mark.parametrize("sandbox", [None, Sandbox()], ids=["outside", "inside"])
TRAIN = """
    import keras, numpy as np, matplotlib.pyplot as plt, os
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    x = np.arange(12.0).reshape(4, 3)
    model.fit(x, x.sum(1), epochs=1, verbose=0)
    model.save("model.keras")
    plt.plot([1, 2]); plt.savefig("plot.png")
    again = keras.models.load_model("model.keras")
    same = np.allclose(model.predict(x, verbose=0), again.predict(x, verbose=0))
    answer = same and sorted(os.listdir("."))
"""


@BOTH
def test_ending_of_a_process(warm: Warm, sandbox: Sandbox | None) -> None:
    _, ending = probing.probe(warm, "import os; os._exit(3)", sandbox)
    assert (ending.reason, ending.code, ending.signal) == ("exited", 3, None)
    _, ending = probing.probe(warm, "import os; os.kill(os.getpid(), 11)", sandbox)
    assert (ending.reason, ending.code, ending.signal) == ("signalled", None, signal.SIGSEGV)


def test_training_saving_and_drawing_work_inside(warm: Warm) -> None:
    answer, ending = probing.probe(warm, TRAIN, Sandbox())
    assert (answer, ending.reason) == ("['model.keras', 'plot.png']", "exited")


def test_what_warming_up_left_out_can_be_imported(warm: Warm) -> None:
    code = "import sys; before = 'jax' in sys.modules; import jax; answer = before, jax.__name__"
    assert probing.probe(warm, code, Sandbox())[0] == "(False, 'jax')"


@BOTH
def test_cpu_time_is_told(warm: Warm, sandbox: Sandbox | None) -> None:
    code = "import time\nwhile time.process_time() < 0.5: pass"
    _, ending = probing.probe(warm, code, sandbox)
    assert 0.45 < ending.cpu_seconds < 1


def test_each_process_draws_other_random_numbers(warm: Warm) -> None:
    code = """
        import random, numpy, keras
        answer = random.random(), numpy.random.rand(), float(keras.random.normal(()))
    """
    first, second = (eval(probing.probe(warm, code, None)[0]) for _ in range(2))
    assert all(a != b for a, b in zip(first, second, strict=True))


@BOTH
def test_interrupt_is_a_keyboard_interrupt(warm: Warm, sandbox: Sandbox | None) -> None:
    process, ours = probing.begin(warm, "import time; time.sleep(60)", sandbox)
    time.sleep(0.3)
    process.interrupt()
    with ours, ours.makefile() as stream:
        assert stream.read().startswith("KeyboardInterrupt")
    assert process.wait(10).reason == "exited"


@BOTH
def test_kill_ends_it_and_what_came_of_it(warm: Warm, sandbox: Sandbox | None) -> None:
    code = """
        import subprocess, sys, os
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        connection.sendall(b"started")
        child.wait()
    """
    process, ours = probing.begin(warm, code, sandbox)
    with ours:
        assert ours.recv(7) == b"started"
        process.kill()
        assert (process.wait(10).reason, process.wait().signal) == ("signalled", signal.SIGKILL)
        ours.settimeout(5)
        assert ours.recv(1) == b""  # no process holds the other end


def test_wait_gives_up_and_may_be_called_again(warm: Warm) -> None:
    process, ours = probing.begin(warm, "import time; time.sleep(1)", None)
    with ours:
        with pytest.raises(TimeoutError, match=r"not ended in 0\.1 s"):
            process.wait(0.1)
        assert process.wait(10).code == 0


def test_gets_the_sockets_and_nothing_else(warm: Warm) -> None:
    code = "import os; answer = sorted(map(int, os.listdir('/proc/self/fd')))"
    answer, _ = probing.probe(warm, code, Sandbox())
    assert len(eval(answer)) == 5  # three standard ones, the socket, and the folder being listed


def test_environment_is_what_was_given(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "xyz")
    with Warm({**probing.ENVIRONMENT, "GIVEN": "yes"}) as other:
        code = "import os; answer = os.environ['GIVEN'], 'SECRET_TOKEN' in os.environ"
        assert probing.probe(other, code, Sandbox())[0] == "('yes', False)"


@pytest.mark.parametrize("box", [Sandbox(), Sandbox(enclosed=False)], ids=["inside", "outside"])
def test_environment_of_one_process_reaches_no_other(warm: Warm, box: Sandbox) -> None:
    code = "import os; answer = os.environ.get('TLKIT_CACHE')"
    own = dataclasses.replace(box, environment={"TLKIT_CACHE": "off"})
    assert probing.probe(warm, code, own)[0] == "off"
    assert probing.probe(warm, code, box)[0] == "None"


def test_starts_again_when_it_has_died() -> None:
    with Warm(probing.ENVIRONMENT) as mortal:
        probing.probe(mortal, "", None)
        parent = mortal._parent
        assert parent is not None
        os.kill(parent.pid, signal.SIGKILL)
        assert probing.probe(mortal, "answer = 1", None)[0] == "1"
        assert mortal._parent is not parent


def test_imports_while_its_host_does_something_else() -> None:
    with contextlib.closing(Warm(probing.ENVIRONMENT)) as warm:
        warm.begin()
        parent = warm._parent
        assert not warm._is_ready
        assert probing.probe(warm, "answer = 1", None)[0] == "1"
        assert warm._parent is parent


def test_is_not_waited_for_where_nothing_was_started() -> None:
    warm = Warm(probing.ENVIRONMENT)
    warm.begin()
    parent = warm._parent
    assert parent is not None
    warm.close()
    assert parent.returncode == -signal.SIGKILL


def test_refuses_to_fork_with_threads_of_its_own(warm: Warm) -> None:
    ours, theirs = socket.socketpair()
    with Warm(probing.ENVIRONMENT) as other, ours, theirs:
        with pytest.raises(WarmError, match="threads"):
            other.start("starts_a_thread:execute", [theirs])
        assert probing.probe(other, "answer = 1", None)[0] == "1"  # from a fresh one


def test_error_names_what_is_not_there(warm: Warm) -> None:
    with pytest.raises(WarmError, match="no attribute 'nothing'"):
        warm.start("probing:nothing")


def test_many_threads_may_start_processes(warm: Warm) -> None:
    answers: list[str] = []
    code = "import os; answer = os.getpid()"

    def one() -> None:
        answers.append(probing.probe(warm, code, Sandbox())[0])

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["2"] * 8


def test_a_submissions_files_are_there_but_no_notebooks_or_links(
    warm: Warm, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "data.csv").write_text("1,2")
    (tmp_path / "unit.ipynb").write_text("hidden tests")
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    code = """
        import os
        answer = sorted(os.listdir(".")), open("folder/data.csv").read()
        open("folder/data.csv", "w").close()
    """
    answer, _ = probing.probe(warm, code, Sandbox(files=tmp_path))
    assert answer == "(['folder'], '1,2')"
    assert (tmp_path / "folder" / "data.csv").read_text() == "1,2"


def test_limits_and_data_are_checked(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="memory is 0; a limit is a number above 0"):
        Limits(memory=0)
    with pytest.raises(ValueError, match="does not exist"):
        Sandbox(data=[("/nowhere", "/data")]).settings()
    with pytest.raises(ValueError, match="cannot be shown at '/usr/lib/x'"):
        Sandbox(data=[(tmp_path, "/usr/lib/x")]).settings()


def test_a_host_that_goes_in_the_middle_of_a_request_ends_the_warm_process() -> None:
    warm = Warm()
    with warm:
        parent, host = warm._parent, warm._socket
        assert parent and host
        host.sendall(struct.pack("I", 100) + b"not all of it")
        host.shutdown(socket.SHUT_RDWR)
        assert parent.wait(30) == 0


INTERRUPTED = '''
import os, signal, subprocess, sys, time
from autograder.sandbox import Warm

pressed = []
signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
keys = f"""
import os, signal, time
while os.getppid() == {os.getpid()}:
    os.killpg({os.getpgrp()}, signal.SIGINT)
    time.sleep(0.0001)
"""
somebody = subprocess.Popen([sys.executable, "-c", keys], start_new_session=True)
try:
    while not pressed:
        time.sleep(0.1)
    for _ in range(3):
        with Warm():
            pass
finally:
    somebody.kill()
    somebody.wait()
'''


def test_ctrl_c_does_not_reach_it_while_it_starts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], start_new_session=True, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
