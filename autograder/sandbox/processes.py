"""Start processes from a warm one: the host's side of `autograder.sandbox.inside.zygote`."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.sandbox.cgroups import Cgroup, remove_left_over
from autograder.sandbox.policy import Sandbox

_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ")  # of the host's environment
_ONE_THREAD = {  # for the workers share the cores; and sums are the same on every machine
    name: "1" for name in ("TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
}
_ANSWER = 30.0  # seconds that a supervisor has to say what was used
_LINE = 100_000  # bytes of a report; the longest is an error's message


class WarmError(Exception):
    """A process could not be started, or its supervisor is gone; no student is at fault."""


@dataclass(frozen=True)
class Ending:
    """How a process ended.

    Args:
        reason: exited, signalled, out_of_memory, cpu_time, wall_time or processes.
        code: what it exited with, or None.
        signal: the signal that ended it, or None.
        cpu_seconds: CPU time of all its processes.
        peak_memory: the most bytes in use at once, beyond what the warm process holds.
    """

    reason: str
    code: int | None
    signal: int | None
    cpu_seconds: float
    peak_memory: int


class Warm:
    """A process that has imported Keras and all that, and forks itself for each `start`.

    It is started by the first `start`, by `begin` or by `with`; it takes some seconds. Threads may
    share one.

    Args:
        environment: variables of the processes started; of this process's own they get only the
            path, the language and the time zone.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = dict(environment or {})
        self._lock = threading.Lock()
        self._parent: subprocess.Popen[bytes] | None = None
        self._home: str | None = None
        self._socket: socket.socket | None = None
        self._is_ready = False

    def __enter__(self) -> Warm:
        with self._lock:
            self._ensure()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def begin(self) -> None:
        """Have it import what it needs while this process does something else."""
        with self._lock:
            if self._socket is None:
                self._spawn()

    def start(
        self,
        entry: str,
        sockets: Sequence[socket.socket] = (),
        sandbox: Sandbox | None = None,
    ) -> Process:
        """Start a process that calls a function.

        Args:
            entry: the function, as "module:function"; it is called with the sockets.
            sockets: what the process gets; all else that is open is closed in it.
            sandbox: its limits and walls; None for a process that may do what we may.

        Raises:
            WarmError: there is no such function, or a layer of the sandbox could not be set up.
        """
        settings = sandbox.settings() if sandbox else None
        for attempt in (1, 2):
            process = self._try(entry, sockets, sandbox, settings)
            try:
                process._wait_for_start()
                return process
            except _Vanished:
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def _try(
        self,
        entry: str,
        sockets: Sequence[socket.socket],
        sandbox: Sandbox | None,
        settings: dict[str, Any] | None,
    ) -> Process:
        cgroup = Cgroup(sandbox.limits) if sandbox and sandbox.enclosed else None
        joins = cgroup.joins if cgroup else []
        body = json.dumps({"entry": entry, "sandbox": settings, "cgroups": joins}).encode()
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            for _ in range(2):  # the second time with a new parent
                descriptors = [theirs.fileno(), *(each.fileno() for each in sockets)]
                with contextlib.suppress(OSError):
                    sender = self._ensure()
                    socket.send_fds(sender, [struct.pack("I", len(body))], descriptors)
                    sender.sendall(body)
                    return Process(ours, cgroup)
                self._stop()
        raise WarmError("The warm process takes no requests, not even a new one.")

    def close(self) -> None:
        """End the warm process; what was started goes on."""
        with self._lock:
            self._stop()

    def _ensure(self) -> socket.socket:
        if self._parent is not None and self._parent.poll() is not None:
            self._stop()
        if self._socket is None:
            self._spawn()
        if not self._is_ready:
            self._wait_until_ready()
        assert self._socket
        return self._socket

    def _spawn(self) -> None:
        remove_left_over()
        ours, theirs = socket.socketpair()
        self._home = tempfile.mkdtemp(prefix="autograder-warm-")
        with _no_interrupt():
            self._parent = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "autograder.sandbox.inside.zygote",
                    str(theirs.fileno()),
                ],
                env=child_environment({"HOME": self._home, **_ONE_THREAD, **self._environment}),
                cwd=self._home,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        theirs.close()
        self._socket = ours

    def _wait_until_ready(self) -> None:
        assert self._socket and self._parent and self._parent.stderr
        if self._socket.recv(16) != b"ready\n":
            said = self._parent.stderr.read(_LINE).decode(errors="replace").strip()
            self._stop()
            raise WarmError(f"The warm process could not start: {said}")
        self._is_ready = True
        threading.Thread(target=_drain, args=[self._parent.stderr], daemon=True).start()

    def _stop(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._parent is not None:
            if not self._is_ready and self._parent.stderr:
                self._parent.kill()  # it would import to the end before it looked
                self._parent.stderr.close()
            try:
                self._parent.wait(5)
            except subprocess.TimeoutExpired:
                self._parent.kill()
                self._parent.wait()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)
        self._socket = self._parent = self._home = None
        self._is_ready = False


class Process:
    """A process that `Warm.start` has started, with all that comes of it."""

    def __init__(self, report: socket.socket, cgroup: Cgroup | None) -> None:
        self.pid = 0
        self._report = report
        self._cgroup = cgroup
        self._received = b""
        self._ending: Ending | None = None
        self._killed = False
        self._lock = threading.Lock()
        if sys.platform == "linux":  # so that a namespace's process tells its number out here
            report.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt in the process."""
        self._order(b"i")

    def used(self) -> float:
        """Seconds of processor time that the process, and all that came of it, has had so far.

        They are measured by its supervisor, from outside. Of one that has ended: all that it had.
        """
        with self._lock:
            if self._ending is not None:
                return self._ending.cpu_seconds
            self._order(b"u")
            try:
                message, _ = self._next(_ANSWER)
            except (WarmError, TimeoutError):
                return 0.0
            if "used" in message:
                return float(message["used"])
            self._end(message["ending"])
            return message["ending"]["cpu_seconds"]

    def kill(self) -> None:
        """End the process and all that came of it; `wait` then tells of a signal."""
        self._killed = True
        self._order(b"k")

    def wait(self, timeout: float | None = None) -> Ending:
        """How the process ended, once it and all that came of it are gone.

        Raises:
            TimeoutError: it has not ended in `timeout` seconds; it goes on.
        """
        with self._lock:
            while self._ending is None:
                try:
                    message, _ = self._next(timeout)
                except _Vanished:
                    message = {"ending": _killed_with_supervisor()}
                if "ending" in message:
                    self._end(message["ending"])
        return self._ending

    def _end(self, told: dict[str, Any]) -> None:
        self._ending = self._judge(told)
        self._tidy()

    def _judge(self, told: dict[str, Any]) -> Ending:
        ending = Ending(**told)
        reason, peak = ending.reason, ending.peak_memory
        if self._cgroup is not None:
            peak = self._cgroup.peak_memory() or peak
            by_kernel = ending.signal == signal.SIGKILL and not self._killed
            if reason == "signalled" and by_kernel and self._cgroup.out_of_memory():
                reason = "out_of_memory"
        return Ending(reason, ending.code, ending.signal, ending.cpu_seconds, peak)

    def _tidy(self) -> None:
        self._report.close()
        if self._cgroup is not None:
            self._cgroup.remove()

    def _wait_for_start(self) -> None:
        try:
            message, sender = self._next(None)
        except WarmError:
            self._tidy()
            raise
        if "error" in message:
            self._tidy()
            raise WarmError(f"A process could not be started: {message['error']}")
        self.pid = sender or message["started"]

    def _order(self, order: bytes) -> None:
        with contextlib.suppress(OSError):  # it has ended
            self._report.sendall(order)

    def _next(self, timeout: float | None) -> tuple[dict[str, Any], int]:
        """The next message, and the number that its sender's process has out here."""
        deadline = None if timeout is None else time.monotonic() + timeout
        sender = 0
        while b"\n" not in self._received:
            left = None if deadline is None else max(0.001, deadline - time.monotonic())
            self._report.settimeout(left)
            try:
                data, ancillary, _, _ = self._report.recvmsg(4096, socket.CMSG_SPACE(12))
            except TimeoutError:
                raise TimeoutError(f"The process has not ended in {timeout} s.") from None
            except OSError:
                data, ancillary = b"", []
            if not data or len(self._received) > _LINE:
                raise _Vanished("A process and its supervisor are gone.")
            self._received += data
            for level, kind, content in ancillary:
                if sys.platform == "linux" and (level, kind) == _CREDENTIALS:
                    sender = struct.unpack("3i", content)[0]
        line, _, self._received = self._received.partition(b"\n")
        return json.loads(line), sender


class _Vanished(WarmError):
    """The other end of a report is closed, and nothing was said."""


_CREDENTIALS = (socket.SOL_SOCKET, getattr(socket, "SCM_CREDENTIALS", -1))


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """A Ctrl-C reaches no process that is started here, before it has a session of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def child_environment(more: Mapping[str, str]) -> dict[str, str]:
    """What a started process may know of this one's environment, and `more`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(__file__).parents[2])  # so that it finds this `autograder`, and no other
    for name, default in (("XDG_CACHE_HOME", ".cache"), ("XDG_CONFIG_HOME", ".config")):
        kept[name] = os.environ.get(name) or str(Path.home() / default)
    return {**kept, "PYTHONPATH": root, **more}


def _killed_with_supervisor() -> dict[str, Any]:
    return {
        "reason": "signalled", "code": None, "signal": int(signal.SIGKILL), "cpu_seconds": 0.0,
        "peak_memory": 0,
    }  # fmt: skip


def _drain(stream: Any) -> None:
    """Read what libraries print, so that the pipe never fills."""
    with contextlib.suppress(OSError, ValueError), stream:
        while stream.read(4096):
            pass
