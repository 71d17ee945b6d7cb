"""The layer strip: a network as bars in SVG, one per layer, quick to redraw at every move."""

from html import escape
from itertools import count

import numpy as np

from tlkit.plots.layers import LAYER_COLOURS
from tlkit.training.step_cost import FROZEN, NORMALISED, TRAINED, WEIGHTLESS, Network

WIDTH = 1000  # of the drawing, in its own units
TOP = 24  # where the highest bar ends
BASE = 120  # where all bars begin
_ids = count()  # patterns are found by names that hold for a whole page
WORDS = {
    TRAINED: "trained",
    FROZEN: "frozen",
    NORMALISED: "normalisation in inference",
    WEIGHTLESS: "without weights",
}


class Strip:
    """Draws one network, for any state of its layers."""

    def __init__(self, network: Network) -> None:
        self.id = f"tlkit-strip-{next(_ids)}"
        self.network = network
        self.step = WIDTH / len(network.layers)
        heights = np.log10(np.maximum(network.weights, 1) + 9)
        heights = 8 + (heights - 1) / max(heights.max() - 1, 1e-9) * (BASE - TOP - 8)
        self.bars = [
            f'<rect x="{i * self.step:.1f}" y="{BASE - height:.0f}" height="{height:.0f}" '
            f'width="{max(1, 0.86 * self.step):.1f}" fill="url(#{self.id}-'
            for i, height in enumerate(heights)
        ]
        self.titles = [
            f')"><title>{i} {escape(layer.name)}: {weights:,} weights</title></rect>'
            for i, (layer, weights) in enumerate(zip(network.layers, network.weights, strict=True))
        ]
        self.frame = self._patterns() + self._blocks()

    def draw(self, states: list[str], cut: int) -> str:
        """Return the strip as HTML, with a line at the cut."""
        keys = list(WORDS)
        bars = (
            f"{bar}{keys.index(state)}{title}"
            for bar, state, title in zip(self.bars, states, self.titles, strict=True)
        )
        at = cut * self.step
        side = ("start", 6) if at < WIDTH / 2 else ("end", -6)
        words = ", ".join(f"{states.count(key)} {word}" for key, word in WORDS.items())
        return (
            f'<svg role="img" aria-label="{len(states)} layers: {words}" '
            f'viewBox="0 0 {WIDTH} 150" style="width: 100%; font: 12px sans-serif; '
            f'color: inherit">{self.frame}{"".join(bars)}'
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="2" y2="{BASE + 6}" stroke="currentColor" '
            f'stroke-width="2" stroke-dasharray="5 3"/>'
            f'<text x="{at + side[1]:.0f}" y="13" text-anchor="{side[0]}" fill="currentColor">'
            f"{self.name(cut)}</text></svg>{self._legend(states)}"
        )

    def name(self, cut: int) -> str:
        """Where a cut is, in words."""
        layers = self.network.layers
        if cut == 0:
            return "nothing is frozen"
        if cut == len(layers):
            return "all is frozen"
        last, first = layers[cut - 1].name, layers[cut].name
        return escape(f"frozen up to {last}, trained from {first}")

    def _patterns(self) -> str:
        """A colour and a pattern for each state, so that the image survives without colour."""
        marks = {
            TRAINED: '<path d="M0 8 8 0" stroke="white" stroke-width="1.5"/>',
            FROZEN: "",
            NORMALISED: '<circle cx="4" cy="4" r="1.7" fill="white"/>',
            WEIGHTLESS: "",
        }
        patterns = (
            f'<pattern id="{self.id}-{i}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{LAYER_COLOURS[state]}"/>{mark}</pattern>'
            for i, (state, mark) in enumerate(marks.items())
        )
        return f"<defs>{''.join(patterns)}</defs>"

    def _blocks(self) -> str:
        """Where blocks begin, and the names that find room."""
        parts = []
        free = 0.0
        for block in self.network.blocks:
            x = block.start * self.step
            parts.append(f'<path d="M{x:.1f} {BASE} v6" stroke="currentColor"/>')
            wide = 7 * len(block.name)
            if free <= x <= WIDTH - wide:
                parts.append(
                    f'<text x="{x:.0f}" y="{BASE + 19}" fill="currentColor">'
                    f"{escape(block.name)}</text>"
                )
                free = x + wide + 10
        return "".join(parts)

    def _legend(self, states: list[str]) -> str:
        swatches = (
            f'<span style="white-space: nowrap; margin-left: 1em"><svg width="16" height="16" '
            f'aria-hidden="true" style="vertical-align: middle"><rect width="16" height="16" '
            f'fill="url(#{self.id}-{i})"/></svg> {states.count(state)} {word}</span>'
            for i, (state, word) in enumerate(WORDS.items())
        )
        return f"<div>Layers: {''.join(swatches)}</div>"
