"""Every benchmark in this folder in one table: `make bench`.

A benchmark is a script whose last line is `ratio <number> limit <number>`: what our code costs,
divided by what plain Keras, scikit-learn or nbgrader costs for the same, and how much it may.
"""

import re
import subprocess
import sys
from pathlib import Path


def measure(script):
    """Run a benchmark, and return its ratio and its limit."""
    run = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, text=True, check=True)
    last_line = run.stdout.strip().rpartition("\n")[2]
    found = re.fullmatch(r"ratio (\S+) limit (\S+)", last_line)
    if not found:
        raise ValueError(
            f"{Path(script).name} ended with {last_line!r}; "
            "let its last line be `ratio <number> limit <number>`."
        )
    return float(found[1]), float(found[2])


def main(folder=Path(__file__).parent):
    """Print a row for each benchmark; return 1 if one is above its limit, else 0."""
    above = 0
    print(f"{'benchmark':<32}{'ratio':>8}{'limit':>8}")
    for script in sorted(set(folder.glob("*.py")) - {folder / "__main__.py"}):
        ratio, limit = measure(script)
        above |= ratio > limit
        print(f"{script.stem:<32}{ratio:>8.2f}{limit:>8.2f}{'  above' * (ratio > limit)}")
    return int(above)


if __name__ == "__main__":
    sys.exit(main())
