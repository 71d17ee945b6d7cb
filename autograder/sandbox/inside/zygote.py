"""A process that has imported what notebooks import, and forks itself for each of them.

`python -m autograder.sandbox.inside.zygote DESCRIPTOR` imports, says so on the socket DESCRIPTOR,
and then takes requests: a length, a JSON object, and with it descriptors, of which the first is
the socket to the host that the new process's supervisor will hold. A fork is taken before
TensorFlow has run anything: after a first operation its threads would be missing in every child,
which then hangs.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Iterator
from typing import Any

from autograder.sandbox.inside import isolation, supervisor, syscalls
from autograder.sandbox.inside.threads import count_threads

STARTS = 1000  # then the host gets a fresh parent
IMPORTS = (
    "numpy", "pandas", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "PIL.Image",
    "sklearn.svm", "sklearn.linear_model", "sklearn.pipeline", "sklearn.preprocessing",
    "sklearn.model_selection", "sklearn.metrics", "sklearn.datasets", "sklearn.decomposition",
    "tensorflow", "keras", "keras.applications", "h5py", "IPython.core.interactiveshell",
    "ipykernel.kernelapp", "ipykernel.zmqshell",
    "tlkit.checks", "tlkit.models.backbones", "tlkit.models.fully_convolutional",
    "tlkit.models.freezing", "tlkit.models.heads", "tlkit.features.accuracy_by_layer",
    "tlkit.features.class_maps", "tlkit.features.codes", "tlkit.features.crops",
    "tlkit.features.filters", "tlkit.features.transferability", "tlkit.training.proof",
    "tlkit.training.stages", "tlkit.cases.cases", "tlkit.cases.strategies", "tlkit.plots.images",
    "tlkit.plots.layers", "tlkit.plots.training",
)  # fmt: skip


def main() -> None:
    """Import, then serve until the host closes the socket."""
    host = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the host's, sent while this was started
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        syscalls.prctl(syscalls.PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children whose supervisor has told all
    sys.modules["jax"] = None  # type: ignore[assignment]  # TensorFlow Lite would import it
    for name in IMPORTS:
        importlib.import_module(name)
    del sys.modules["jax"]
    _skip_graph_optimization()
    gc.collect()
    gc.freeze()  # or a child's first collection would copy every page
    gc.set_threshold(10_000, 10, 10)  # of Keras's many objects, few are garbage
    threads = count_threads()
    host.sendall(b"ready\n")
    for _, (request, descriptors) in zip(range(STARTS), _requests(host), strict=False):
        _start(request, descriptors, threads)
        for descriptor in descriptors:
            os.close(descriptor)
        if count_threads() > threads:
            return  # a fork would be missing them: the host gets a fresh parent


def _skip_graph_optimization() -> None:
    """Have TensorFlow run its graphs as they are.

    On data as small as a test's, to optimise a graph takes longer than it saves, and `Model.fit`
    does so again for each epoch, since each has a new iterator.
    """
    options = {"disable_meta_optimizer": True}
    sys.modules["tensorflow"].config.optimizer.set_experimental_options(options)


def _requests(host: socket.socket) -> Iterator[tuple[dict[str, Any], list[int]]]:
    while True:
        header, descriptors, _, _ = socket.recv_fds(host, 4, 16)
        if len(header) < 4:
            return
        (size,) = struct.unpack("I", header)
        yield json.loads(_exactly(host, size)), descriptors


def _exactly(host: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        if not (more := host.recv(size - len(data))):
            sys.exit()  # the host has gone in the middle of a request
        data += more
    return data


def _start(request: dict[str, Any], descriptors: list[int], threads: int) -> None:
    report, *received = descriptors
    try:
        module, _, name = request["entry"].partition(":")
        entry = getattr(importlib.import_module(module), name)
        if (now := count_threads()) > threads:
            raise RuntimeError(f"the warm process has {now} threads, but {threads} when it started")
    except Exception as error:
        _say(report, error=f"{type(error).__name__}: {error}")
        return
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with _last_words(report):
            _become_supervisor(request, report, received, entry)


def _become_supervisor(
    request: dict[str, Any], report: int, received: list[int], entry: Any
) -> None:
    settings = request["sandbox"]
    enclosed = bool(settings and settings["enclosed"])
    _close_all_but([report, *received])
    for path in request["cgroups"]:
        with open(path, "w") as file:
            file.write("0")
    if enclosed:
        isolation.leave_namespaces()
        if os.fork():
            os._exit(0)  # what comes of it is process 1 of its namespace
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)  # not to be looked into from inside
        isolation.build_root(settings)
    supervisor.wake_on_child()
    student = os.fork()
    if student:
        for descriptor in received:
            os.close(descriptor)
        with socket.socket(fileno=report) as host:
            supervisor.keep(student, host, settings and settings["limits"], enclosed)
        os._exit(0)
    _become_student(settings, enclosed, report, received, entry)


def _become_student(
    settings: dict[str, Any] | None, enclosed: bool, report: int, received: list[int], entry: Any
) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.environ |= settings["environment"] if settings else {}
    if enclosed and settings:
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")  # the first to go when memory runs out
        isolation.give_up_rights(settings["limits"])
        os.chdir(isolation.WORK)
        _move_home()
    elif settings:
        isolation.limit_processes(settings["limits"])
    _reseed()
    _say(report, started=os.getpid())
    os.close(report)
    _close_all_but(received)
    os._exit(_run(entry, received))


def _run(entry: Any, received: list[int]) -> int:
    try:
        entry(*(socket.socket(fileno=descriptor) for descriptor in received))
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        return 1
    return 0


def _move_home() -> None:
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ.pop(name, None)
    os.environ |= {"HOME": isolation.HOME, "TMPDIR": f"{isolation.HOME}/tmp", "PWD": isolation.WORK}


def _reseed() -> None:
    """Give this process random numbers of its own; Keras draws its first seed from `random`."""
    import random

    import numpy

    random.seed()
    numpy.random.seed()


def _close_all_but(kept: list[int]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    last = 2
    for descriptor in [*sorted(kept), os.sysconf("SC_OPEN_MAX")]:
        os.closerange(last + 1, descriptor)
        last = descriptor


@contextlib.contextmanager
def _last_words(report: int) -> Iterator[None]:
    """Never return into the loop of the parent; say what went wrong, if something did."""
    try:
        yield
    except BaseException as error:
        with contextlib.suppress(OSError):
            _say(report, error=f"{type(error).__name__}: {error}")
        os._exit(1)
    os._exit(0)


def _say(report: int, **message: Any) -> None:
    os.write(report, json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main()
