"""A Dask scheduler and its workers, each a process of its own on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def cluster(
    folder: Path, workers: int = 2, more: dict[str, str] | None = None
) -> Iterator[tuple[str, list[Any]]]:
    """The scheduler's address, and the workers' processes; `more` is the workers' environment."""
    settings = {
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False",
        "DASK_TEMPORARY_DIRECTORY": str(folder),
    }
    with contextlib.ExitStack() as stack:
        address = folder / "scheduler.address"
        log = stack.enter_context((folder / "log").open("w"))

        def start(*command: str, **environment: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                env=os.environ | settings | environment,
                stdout=log,
                stderr=log,
                cwd=folder,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        local = ("--host", "127.0.0.1", "--no-dashboard")
        start("scheduler", *local, "--port", "0", "--scheduler-file", str(address))
        until = time.monotonic() + 60
        while not address.exists() and time.monotonic() < until:
            time.sleep(0.1)
        of_them = ("--scheduler-file", str(address), "--nthreads", "1", "--no-nanny", *local)
        running = [
            start("worker", *of_them, "--name", f"worker{n}", **(more or {}))
            for n in range(workers)
        ]
        yield json.loads(address.read_text())["address"], running
