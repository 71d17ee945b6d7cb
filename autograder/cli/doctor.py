"""What this machine can enforce of a sandbox, layer by layer, each tried by a process that is
lost to it.

    for layer in examine().layers:
        print(layer.name, layer.holds, layer.how)
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.core.printable import printable
from autograder.sandbox.cgroups import Cgroup
from autograder.sandbox.policy import Limits, MiB, Sandbox
from autograder.sandbox.processes import child_environment
from autograder.sandbox.support import no_sandbox_here

_SMALL: dict[str, dict[str, Any]] = {  # layer: limits that its probe exceeds
    "user namespace": {}, "mount namespace": {}, "pid namespace": {}, "network namespace": {},
    "ipc namespace": {}, "read-only view": {},
    "scratch folder": {"scratch_bytes": MiB, "scratch_files": 100},
    "no rights": {}, "system calls": {},
    "memory": {"memory": 64 * MiB}, "processes": {"processes": 4},
    "CPU time": {"cpu_seconds": 0.3}, "wall time": {"wall_seconds": 0.3},
}  # fmt: skip
_WITHOUT_WALLS = ("memory", "processes", "CPU time", "wall time")


@dataclass(frozen=True)
class Layer:
    """One layer of the sandbox: whether it holds here, and how; or why it does not."""

    name: str
    holds: bool
    how: str


@dataclass(frozen=True)
class Diagnosis:
    """All layers, and why grading would not be sandboxed here; None where it would be."""

    layers: list[Layer]
    reason: str | None

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        return {"sandboxed": self.reason is None, **dataclasses.asdict(self)}


def examine() -> Diagnosis:
    """Try every layer; it takes a second or two."""
    reason = no_sandbox_here()
    if sys.platform != "linux":
        return Diagnosis([Layer(name, False, "needs Linux") for name in _SMALL], reason)
    layers = [_try(name, enclosed=reason is None) for name in _SMALL]
    missing = [layer.name for layer in layers if not layer.holds]
    if missing and reason is None:
        reason = (
            f"The sandbox starts, but does not hold in all it should ({', '.join(missing)}): grade "
            "on Linux 5.12 or newer, outside of a container if this is one."
        )
    return Diagnosis(layers, reason)


def show(diagnosis: Diagnosis, console: Console) -> None:
    """Print the layers as a table, and below it what to do."""
    table = Table("Layer", "Holds", "How, or why not")
    for layer in diagnosis.layers:
        mark = "[green]yes[/]" if layer.holds else "[red]no[/]"
        table.add_row(layer.name, mark, escape(printable(layer.how)))
    console.print(table)
    if diagnosis.reason is None:
        console.print("Grading is sandboxed on this machine.")
        return
    console.print(
        f"Grading is not sandboxed on this machine. {escape(printable(diagnosis.reason))}"
    )


def _try(name: str, enclosed: bool) -> Layer:
    limits = Limits(**_SMALL[name])
    # Limits are tried without walls where there are none; walls are tried in any case
    walls = enclosed or name not in _WITHOUT_WALLS
    done = _probe(name, Sandbox(limits, enclosed=walls).settings())
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Layer(name, False, last)
    how = done.stdout.strip()
    if name == "memory" and enclosed and (version := _cgroup_limits_memory(limits)):
        how = f"the kernel (cgroup version {version}), and {how}"
    return Layer(name, True, how)


def _cgroup_limits_memory(limits: Limits) -> int | None:
    """The version of cgroups by which the kernel ends a process for its memory, if it does."""
    cgroup = Cgroup(limits)
    try:
        if "memory" not in cgroup.controllers:
            return None
        _probe("memory by cgroup", {"cgroups": cgroup.joins})
        version = 2 if any((folder / "memory.max").exists() for folder in cgroup.folders) else 1
        return version if cgroup.out_of_memory() else None
    finally:
        cgroup.remove()


def _probe(name: str, settings: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "autograder.sandbox.inside.probe", name],
        input=json.dumps(settings),
        env=child_environment({}),
        capture_output=True,
        text=True,
    )
