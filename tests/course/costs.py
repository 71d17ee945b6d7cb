"""What each unit costs: a student's run of it from top to bottom, and grading the solution.

    python tests/course/costs.py [UNIT ...]

prints a table in Markdown for course/README.md. Times are of this machine, with what else it does;
memory is the largest at any moment. Grading is the student's process alone, beyond the start of a
warm one: what a hundred submissions need is a hundred times that, over the cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import classroom
import samples

RUN = (sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--log-level", "ERROR")


def run_of(notebook: Path) -> tuple[float, float, float]:
    """Seconds, seconds of CPU and GB of memory that running a notebook takes."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        process = subprocess.Popen([*RUN, str(notebook), "--output-dir", folder])
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{notebook.name} does not run.")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    cpu = used.ru_utime + used.ru_stime
    return time.perf_counter() - start, cpu, used.ru_maxrss * unit / 1e9


def grading_of(unit: str, folder: Path) -> tuple[float, float]:
    """Seconds of CPU and GB of memory of the student's process, for the solution handed in."""
    course = classroom.open_classroom(folder)
    solution = samples.Sample(unit, "solution", "right", "", fails={}, cells=[])
    samples.hand_in(course, [solution], course.parent / "notebooks")
    classroom.grade(course, unit)
    told = json.loads(classroom.run("explain", str(course), unit, "solution", "--json").stdout)
    return told["graded_by"]["cpu_seconds"], told["graded_by"]["peak_memory"] / 1e9


def main(units: list[str]) -> None:
    source = samples.ROOT / "course" / "source"
    print("| unit | student: seconds | of CPU | GB | grading: seconds of CPU | GB |")
    print("|---|---|---|---|---|---|")
    for unit in units or sorted(path.name for path in source.iterdir()):
        seconds, cpu, memory = run_of(source / unit / f"{unit}.ipynb")
        with tempfile.TemporaryDirectory() as folder:
            graded = grading_of(unit, Path(folder))
        figures = f"{seconds:.0f} | {cpu:.0f} | {memory:.1f} | {graded[0]:.1f} | {graded[1]:.1f}"
        print(f"| {unit} | {figures} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
