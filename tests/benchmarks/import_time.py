"""How long `import tlkit` takes, against `import keras` alone.

    python tests/benchmarks/import_time.py

In fresh processes that import Keras first, so that what tlkit adds is timed by itself: the time of
Keras differs from one process to the next by more than the goal, at most 0.05 s more. CPU seconds,
the median of all processes.
"""

import statistics
import subprocess
import sys

ALLOWED = 0.05  # seconds
RUNS = 5
CODE = """
from time import process_time as now
start = now(); import keras; between = now(); import tlkit; end = now()
print(between - start, end - between)
"""


def seconds():
    """How long a fresh process takes to import Keras, and then tlkit."""
    run = subprocess.run(
        [sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True, check=True
    )
    return map(float, run.stdout.split())


def main():
    """Measure, and print the ratio."""
    times = [seconds() for _ in range(RUNS)]
    keras, more = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{keras:.2f} s keras, {more:.4f} s more for tlkit (goal {ALLOWED})")
    print(f"ratio {1 + more / keras:.3f} limit {1 + ALLOWED / keras:.3f}")


if __name__ == "__main__":
    main()
