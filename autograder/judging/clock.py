"""The time that one cell has: of the processor, and on the wall."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator

from autograder.judging.protocol import Nonsense

WALL = 5  # times the processor's time: what a busy machine, or waiting, may add
GRACE = 10.0  # seconds that code has to end once it was told to stop
READING = 60.0  # seconds of its own that the judge has to read all answers in a cell
_LOOK = 0.5  # seconds between two looks at what the process has used


class Clock:
    """Says when a cell's time is over; nothing that the student's process sends renews it.

    Args:
        seconds: of processor time that one cell may take.
        used: seconds of processor time that the student's process has had since the cell began,
            as measured from outside.
    """

    def __init__(self, seconds: float, used: Callable[[], float]) -> None:
        self.seconds, self._used = seconds, used
        self.start()

    def start(self) -> None:
        """A cell begins."""
        self._began = time.monotonic()
        self.until = self._began + self.seconds * WALL
        self._next_look = self._began + _LOOK
        self.is_interrupted = False
        self._to_read = READING
        self.took = ""  # once the time is over: how much of which kind

    def next_look(self) -> float:
        """Seconds until somebody should ask again whether the time is over."""
        return max(0.0, min(_LOOK, self.until - time.monotonic()))

    def is_over(self) -> bool:
        """Whether the cell, or what was left to it to end, has had its time."""
        now = time.monotonic()
        if now >= self.until:
            self.took = self.took or f"{now - self._began:.0f} s by the clock"
            return True
        if self.is_interrupted or now < self._next_look:
            return False
        self._next_look = now + _LOOK
        used = self._used()
        if used >= self.seconds:
            self.took = f"{used:.0f} s of computing"
        return used >= self.seconds

    def interrupt(self) -> None:
        """The cell was told to stop; it has a little while for that."""
        self.is_interrupted = True
        self.until = time.monotonic() + GRACE

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Bound what it costs this process to make values of what the student's process sent.

        Time counts that the processor computes for this process, in all of a cell's answers.

        Raises:
            Nonsense: it costs too much; what was read by then is of no use.
        """
        began = time.process_time()
        try:
            with _limited(max(self._to_read, 0.001)):
                yield
        except _TookTooLong:
            raise Nonsense(f"answers that take more than {READING:g} s to read") from None
        except (MemoryError, RecursionError) as error:
            raise Nonsense(f"an answer that is too large: {type(error).__name__}") from None
        finally:
            self._to_read -= time.process_time() - began


class _TookTooLong(BaseException):
    """Not an Exception, or Keras would catch it on its way."""


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are for the main thread alone
        return

    def stop(*_: object) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
