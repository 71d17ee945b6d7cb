"""Work on what students wrote in a process that can be stopped.

Libraries that parse, clean and draw (Markdown, HTML, notebooks, colours) take as long as their
input makes them. So they run in a helper, one process for many jobs, which the kernel ends when a
job takes too much time or memory, and which is then replaced:

    page = bounded("autograder.reports.feedback:draw", content, seconds=8)

A job is a function of bytes that returns bytes. Where it takes too much, `TooMuch` is raised, and
the caller shows or keeps less.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from typing import IO

MEMORY = 2 * 2**30  # bytes of address space of a helper
MOST_BYTES = 128 * 2**20  # that a job may return
PATIENCE = 60  # times its CPU seconds that a job may take by the clock, on a machine that is busy
_STARTING = 10.0  # CPU seconds more for the first job of a helper, which imports libraries
_ENDING = 5.0  # seconds that a process which hung up has to end
_BY_SIGKILL = -9  # how one ends that the kernel or a person killed; limits end it otherwise
_AT_A_TIME = 2  # helpers
_SIZE = struct.Struct("!Q")
_DONE, _FAILED = b"+", b"-"


class TooMuch(Exception):
    """A job took more time or memory than it may, or failed; the message says which."""


class _Killed(TooMuch):
    """Somebody else ended the helper, such as a machine that wants memory; no job is at fault."""


class _Helper:
    """A process that does one job after another."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "autograder.core.bounded"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.has_begun = False

    def do(self, function: str, content: bytes, seconds: float) -> bytes:
        """Have a job done.

        Raises:
            TooMuch: it took too much, and the helper is gone, or it failed.
            _Killed: the helper is gone, and neither a limit nor the job ended it.
        """
        allowed = seconds + (0 if self.has_begun else _STARTING)
        header = json.dumps({"function": function, "seconds": allowed}).encode()
        assert self.process.stdin and self.process.stdout
        is_late = threading.Event()
        watchdog = threading.Timer(allowed * PATIENCE, self._stop, [is_late])
        watchdog.start()
        try:
            for part in (header, content):
                self.process.stdin.write(_SIZE.pack(len(part)) + part)
            self.process.stdin.flush()
            verdict = self.process.stdout.read(1)
            answer = _receive(self.process.stdout)
        except (OSError, EOFError) as error:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_ENDING)
            was_killed = self.process.returncode == _BY_SIGKILL and not is_late.is_set()
            self.close()
            kind = _Killed if was_killed else TooMuch
            raise kind(f"it takes more than {seconds:g} s or {MEMORY >> 20} MB") from error
        finally:
            watchdog.cancel()
        self.has_begun = True
        if verdict != _DONE:
            raise TooMuch(answer.decode(errors="replace"))
        return answer

    def _stop(self, is_late: threading.Event) -> None:
        is_late.set()
        self.process.kill()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self.process.wait()

    def abandon(self) -> None:
        """Let go of a process that is another's, without ending it."""
        self.process.returncode = 0  # nobody here is to wait for it
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


_idle: list[_Helper] = []
_slots = threading.BoundedSemaphore(_AT_A_TIME)


def bounded(function: str, content: bytes, *, seconds: float = 5.0) -> bytes:
    """What a function makes of some bytes, in a process with limits.

    Args:
        function: its module and its name, such as "autograder.reports.feedback:draw". It takes
            bytes and returns bytes.
        content: what it gets.
        seconds: of CPU time that it may take.

    Raises:
        TooMuch: it took more than that, or too much memory, or it failed.
    """
    try:
        with _helper() as helper:
            return helper.do(function, content, seconds)
    except _Killed:  # once more, since that says nothing of the job
        with _helper() as helper:
            return helper.do(function, content, seconds)


@contextlib.contextmanager
def _helper() -> Iterator[_Helper]:
    with _slots:
        helper = _idle.pop() if _idle else _Helper()
        try:
            yield helper
        except TooMuch:
            raise
        except BaseException:  # Ctrl-C in the middle of a job: nobody would wait for its answer
            helper.close()
            raise
        finally:
            if helper.process.poll() is None:
                _idle.append(helper)


def _forget_all() -> None:
    """In a fork of this process: the helpers are the parent's, and so is what they answer."""
    global _slots
    for helper in _idle:
        helper.abandon()
    _idle.clear()
    _slots = threading.BoundedSemaphore(_AT_A_TIME)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


@atexit.register
def _close_all() -> None:
    while _idle:
        _idle.pop().close()


def serve() -> None:
    """Do jobs until the host hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the host to take
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as null:
        os.dup2(null.fileno(), 1)  # what a library prints is no answer
    _limit_memory()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            job = json.loads(_receive(jobs))
            verdict, answer = _do(job, _receive(jobs))
            answers.write(verdict + _SIZE.pack(len(answer)) + answer)
            answers.flush()


def _do(job: dict[str, str | float], content: bytes) -> tuple[bytes, bytes]:
    module, _, name = str(job["function"]).partition(":")
    try:
        function = getattr(import_module(module), name)
        _limit_time(float(job["seconds"]))
        answer = function(content)
    except MemoryError:
        return _FAILED, f"it takes more than {MEMORY >> 20} MB".encode()
    except Exception as error:
        return _FAILED, f"{type(error).__name__}: {error}"[:2000].encode(errors="replace")
    if len(answer) > MOST_BYTES:
        return _FAILED, f"it comes to more than {MOST_BYTES >> 20} MB".encode()
    return _DONE, answer


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Have the kernel end this process after so much more CPU time."""
    if sys.platform != "win32":
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        until = int(usage.ru_utime + usage.ru_stime + seconds) + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _receive(stream: IO[bytes]) -> bytes:
    """One part of a message.

    Raises:
        EOFError: the other side is gone.
    """
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        raise EOFError
    (length,) = _SIZE.unpack(size)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


if __name__ == "__main__":
    serve()
