"""How quickly the explorers of frozen layers and of sizes answer in JupyterLab, in a browser.

    python tests/benchmarks/widgets.py

A slider's move is to be answered within 100 ms (the median of some moves, from the key to the
picture that has changed), and the first picture is to be there within 2 s of its cell's start.
The last line is that of the goal which is nearest to being missed.
"""

import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from explorers import open_explorers

MOVE, FIRST = 100, 2000  # milliseconds
EXPLORERS = {  # what a move changes, and the keys
    "freezing": ("svg[role=img] > text:last-of-type", ["ArrowLeft"] * 41),
    "sizes": ("img", [*["ArrowRight"] * 8, *["ArrowLeft"] * 8] * 3),
}
RUN = """async selector => {
    const run = name => jupyterapp.commands.execute('notebook:' + name);
    await run('move-cursor-up');
    await run('run-cell-and-select-next');
    const begun = performance.now();
    const drawn = new Promise(resolve => new MutationObserver((_, observer) => {
        if (document.querySelector('.tlkit-explorer ' + selector)) {
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - begun));
        }
    }).observe(document.body, {childList: true, subtree: true}));
    run('run-cell');
    return drawn;
}"""
MOVE_SLIDER = """([selector, key]) => new Promise(resolve => {
    const explorer = document.querySelector('.tlkit-explorer');
    const handle = explorer.querySelector('[role=slider]');
    const shown = () => explorer.querySelector(selector)?.outerHTML;
    const before = shown();
    const begun = performance.now();
    new MutationObserver((_, observer) => {
        if (shown() && shown() !== before) {
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - begun));
        }
    }).observe(explorer, {childList: true, subtree: true});
    handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
})"""


def main():
    """Measure both goals of each explorer, and print the ratio."""
    worst = 0.0
    for name, (selector, keys) in EXPLORERS.items():
        with open_explorers(name) as lab:
            first = lab.page.evaluate(RUN, selector)
            moves = [lab.page.evaluate(MOVE_SLIDER, [selector, key]) for key in keys]
        move = statistics.median(moves)
        print(
            f"{name}: first picture after {first:.0f} ms (goal {FIRST}), "
            f"a move after {move:.0f} (goal {MOVE})"
        )
        worst = max(worst, move / MOVE, first / FIRST)
    print(f"ratio {worst:.3f} limit 1.000")


if __name__ == "__main__":
    main()
