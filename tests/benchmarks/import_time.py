"""How long `import tlkit` takes, against `import keras` alone.

    python tests/benchmarks/import_time.py

Each in fresh processes, in turns, so that both meet one load; the median of all. The goal is at
most 0.05 s more.
"""

import statistics
import subprocess
import sys

ALLOWED = 0.05  # seconds
RUNS = 7


def seconds(module):
    """How long a fresh process takes to import `module`, without the start of Python."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    run = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True
    )
    return float(run.stdout.split()[-1])


def main():
    """Measure, and print the ratio."""
    times = [(seconds("keras"), seconds("tlkit")) for _ in range(RUNS + 1)][1:]  # the first reads
    theirs, ours = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{theirs:.2f} s keras, {ours:.2f} s tlkit: {ours - theirs:+.3f} s (goal {ALLOWED})")
    print(f"ratio {ours / theirs:.3f} limit {1 + ALLOWED / theirs:.3f}")


if __name__ == "__main__":
    main()
