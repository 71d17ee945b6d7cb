"""A process of its own for each piece of work, forked from one that has prepared it.

Whatever the work changes, it changes in its fork, which ends with it; the next fork starts from
what was prepared, as if it were the first. So there is nothing to put back, and nothing that
could be forgotten. What forks share all the same is files, and what the kernel holds for both:
`refuse_what_would_be_shared` finds
where that matters, and a `Fork` tells whether a file was changed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import stat
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from autograder.judging import channel
from autograder.judging.runtime import CannotMove, Snapshot, has_run
from autograder.sandbox.inside.threads import count_threads, wait_for_other_threads

_HANGS = 75  # what a fork exits with that hangs
_FAILED = 1
_TICK = 1.0  # seconds between two looks at a fork
_IDLE = (
    0.02  # seconds of processor time in a tick that are no computing: the look itself takes some
)
_MOST_TEXT = 5_000  # bytes of a traceback: less than a pipe holds


class Lost(Exception):
    """A fork hung, or was ended by a signal: the fault may lie in its having been forked."""


class Failed(Exception):
    """The work raised an error; the message is its traceback."""


class Fork:
    """Runs work in forks of this process as it is now::

        numbers = [1]
        fork = Fork()
        fork.run(lambda: numbers.append(2))
        fork.run(lambda: print(numbers))  # [1]

    Args:
        folder: the one whose files forks may change, which is looked after; None: none is.
        quiet: after how many seconds without computing, and not for want of a message, a fork is
            said to hang.

    Raises:
        CannotMove: a fork of this process could not go on with what it holds.
    """

    def __init__(self, folder: Path | None = None, *, quiet: float = 20) -> None:
        self._snapshot = Snapshot()
        gc.collect()
        gc.freeze()  # or a fork's first collection would copy every page
        self._quiet = quiet
        self._folder = folder
        self._files = _files(folder)
        self.is_spent = False  # whether a fork changed a file that later ones would see

    def run(self, work: Callable[[], object]) -> None:
        """Do `work` in a fork, and wait for its end.

        Raises:
            Failed: the work raised an error.
            Lost: the fork hung, or a signal ended it.
        """
        reads, writes = os.pipe()
        wait_for_other_threads()
        with warnings.catch_warnings():  # "may deadlock": see `runtime`
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            self._be_the_fork(work, writes)
        os.close(writes)
        _, status = os.waitpid(child, 0)
        with open(reads, errors="replace") as said:
            text = said.read()
        self._look_after_files()
        code = os.waitstatus_to_exitcode(status)
        if code == _HANGS:
            raise Lost(f"it computed nothing for {self._quiet:g} s:\n{text}")
        if code < 0:
            raise Lost(f"signal {signal.Signals(-code).name} ended it")
        if code:
            raise Failed(text)

    def _be_the_fork(self, work: Callable[[], object], says: int) -> None:
        """Do the work and exit: never come back."""
        code = _FAILED
        try:
            self._snapshot.move()
            threading.Thread(target=_watch, args=[self._quiet, says], daemon=True).start()
            work()
            code = 0
        except BaseException:
            _tell(says, traceback.format_exc())
        finally:
            os._exit(code)

    def _look_after_files(self) -> None:
        """Remove what the fork has written; what it changed or removed cannot be put back."""
        now = _files(self._folder)
        for path in sorted(now.keys() - self._files.keys(), reverse=True):  # a folder comes last
            with contextlib.suppress(OSError):
                path.rmdir() if now[path] is None else path.unlink()
        self.is_spent = self.is_spent or _files(self._folder) != self._files


def _watch(quiet: float, says: int) -> None:
    """End this process when it hangs: its main thread waits, and not for a message."""
    main = threading.main_thread().ident or 0
    waited = 0.0
    used = time.process_time()
    while waited < quiet:
        time.sleep(_TICK)  # ticks are counted: the clock goes on where a process is stopped
        before, used = used, time.process_time()
        hangs = used - before < _IDLE and not _waits_for_a_message(sys._current_frames().get(main))
        waited = waited + _TICK if hangs else 0.0
    _tell(says, "".join(traceback.format_stack(sys._current_frames().get(main))))
    os._exit(_HANGS)


def _tell(says: int, text: str) -> None:
    os.write(says, text.encode(errors="replace")[-_MOST_TEXT:])


def _waits_for_a_message(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == channel.__file__:
            return True
        frame = frame.f_back
    return False


def refuse_what_would_be_shared() -> None:
    """Refuse what a fork of this process would lack, or have in common with all other forks.

    Raises:
        CannotMove: threads or processes are running, or a file is open.
    """
    threads = [thread for thread in threading.enumerate() if not thread.daemon]
    if len(threads) > 1:
        raise CannotMove(f"the thread {threads[-1].name!r} is running")
    if count_threads() > threading.active_count() and not has_run():
        raise CannotMove("a library has started threads")
    with contextlib.suppress(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
        raise CannotMove("processes were started")
    for path in _open_files():
        raise CannotMove(f"the file {path} is open")


def _open_files() -> Iterator[str]:
    with contextlib.suppress(OSError):  # no such /proc
        for name in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):  # the one that read the list
                if stat.S_ISREG(os.fstat(int(name)).st_mode):
                    yield os.readlink(f"/proc/self/fd/{name}")


def _files(folder: Path | None) -> dict[Path, tuple[int, ...] | None]:
    """What tells whether a file was changed, by path; None for a folder."""
    found: dict[Path, tuple[int, ...] | None] = {}
    for place, folders, names in os.walk(folder) if folder else ():
        found |= {Path(place, name): None for name in folders}
        for name in names:
            path = Path(place, name)
            with contextlib.suppress(FileNotFoundError):
                state = path.lstat()
                found[path] = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return found
