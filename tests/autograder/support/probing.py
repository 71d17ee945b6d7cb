"""What the probes run as: a process that executes the code that it is sent.

The name at its end, `answer`, comes back as text; an error, as its type and message.
"""

from __future__ import annotations

import socket
import textwrap
from pathlib import Path

from autograder.sandbox import Ending, Limits, Process, Sandbox, Warm

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ENVIRONMENT = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": f"{ROOT}:{HERE}", "MPLBACKEND": "agg"}


def execute(connection: socket.socket) -> None:
    """Execute what comes over the connection, and send what it calls `answer`."""
    with connection, connection.makefile("rw", encoding="utf-8") as stream:
        names: dict[str, object] = {"connection": connection}
        try:
            exec(stream.read(), names)
            answer = str(names.get("answer"))
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        stream.write(answer)


def begin(warm: Warm, code: str, sandbox: Sandbox | None) -> tuple[Process, socket.socket]:
    """Start a process that executes `code`; it, and the socket that its answer comes through."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = warm.start("probing:execute", [theirs], sandbox)
    ours.sendall(textwrap.dedent(code).encode())
    ours.shutdown(socket.SHUT_WR)
    return process, ours


def probe(
    warm: Warm, code: str, sandbox: Sandbox | None, seconds: float = 60
) -> tuple[str, Ending]:
    """What `code` answers, and how its process ended."""
    process, ours = begin(warm, code, sandbox)
    ending = process.wait(seconds)
    with ours, ours.makefile(encoding="utf-8") as stream:
        return stream.read(), ending


def small(**limits: float) -> Sandbox:
    """A sandbox with some limits, and the usual ones beside."""
    return Sandbox(Limits(**limits))  # type: ignore[arg-type]
