"""The map of strategies as SVG, in the colours of its figure, drawn anew at every move."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tlkit.experiments import strategy_map
from tlkit.plots.strategy_map import STRATEGIES

WIDE = 116  # a box of the map, in pixels
HIGH = 36
LEFT = 34  # the margins with the labels
TOP = 20
HATCHES = {  # of tlkit.plots.strategy_map: the path that is drawn in white on 8×8 pixels
    "": "",
    "////": "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "||||": "M2 0v8M6 0v8",
    "xxxx": "M0 0l8 8M0 8l8-8",
    "....": "M1 2h2M5 6h2",
}


def map_svg(
    table: pd.DataFrame, size: int, similarity: float, point: tuple[float, int] | None
) -> str:
    """Return the map as HTML: one box per place that was measured, a ring where the dials stand.

    Args:
        table: as from `tlkit.experiments.strategy_map.measured_map`.
        size: training images in all.
        similarity: from 0 to 1.
        point: the place that is framed; None draws no ring either.
    """
    places = [(*place, row) for place, row in table.iterrows()]
    parts = [*_patterns(), *_labels()]
    for shift, count, row in places:
        parts += _box(shift, count, row, framed=(shift, count) == point)
    if point:
        parts += _ring(size, similarity)
    winners = ", ".join(
        f"{strategy_map.CLASSES * count} at {1 - shift:g} {row['winner']}"
        for shift, count, row in places
    )
    width, height = LEFT + WIDE * len(strategy_map.SIZES), TOP + HIGH * len(strategy_map.SHIFTS)
    return (
        f'<svg role="img" aria-label="Who wins, by images and similarity: {winners}" '
        f'viewBox="0 0 {width} {height}" width="{width}" '
        f'style="max-width: 100%; font: 12px sans-serif">{"".join(parts)}</svg>'
        f'<p style="line-height: 1.4; max-width: 28em">Who wins with so many images of '
        f"{strategy_map.CLASSES} classes, at which similarity (at the left), and by how many "
        "points. ≈: not ahead of the next in every run. Fine-tuned and from scratch: all layers, "
        f"{strategy_map.STEPS} steps.</p>"
    )


def _patterns() -> Iterator[str]:
    for i, (colour, hatch) in enumerate(STRATEGIES.values()):
        yield (
            f'<pattern id="tlkit-map-{i}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{colour}"/>'
            f'<path d="{HATCHES[hatch]}" stroke="white" stroke-width="2"/></pattern>'
        )


def _labels() -> Iterator[str]:
    for i, count in enumerate(strategy_map.SIZES):
        yield _text(LEFT + WIDE * (i + 0.5), TOP - 7, f"{strategy_map.CLASSES * count}", "middle")
    for i, shift in enumerate(strategy_map.SHIFTS):
        yield _text(LEFT - 5, TOP + HIGH * (i + 0.5) + 3, f"{1 - shift:g}", "end")


def _box(shift: float, count: int, row: pd.Series, *, framed: bool) -> Iterator[str]:
    """One place: the winner's colour and pattern at the left, its name and margin beside them."""
    x, y = (
        LEFT + WIDE * strategy_map.SIZES.index(count),
        TOP + HIGH * strategy_map.SHIFTS.index(shift),
    )
    number = list(STRATEGIES).index(row["winner"])
    frame = 'stroke="currentColor" stroke-width="2.5"' if framed else ""
    yield f'<rect x="{x}" y="{y}" width="12" height="{HIGH - 4}" fill="url(#tlkit-map-{number})"/>'
    yield (
        f'<rect x="{x}" y="{y}" width="{WIDE - 4}" height="{HIGH - 4}" {frame} '
        f'fill="{STRATEGIES[row["winner"]][0]}" fill-opacity="0.25"/>'
    )
    yield _text(x + 18, y + 14, row["winner"])
    yield _text(x + 18, y + 28, strategy_map.ahead(row))


def _ring(size: int, similarity: float) -> Iterator[str]:
    """Where the dials stand, at the right of the words."""
    octaves = np.log2(strategy_map.CLASSES * np.array(strategy_map.SIZES))
    x = LEFT + WIDE * (0.84 + np.interp(np.log2(size), octaves, range(len(octaves))))
    shifts = range(len(strategy_map.SHIFTS))
    y = TOP + HIGH * (0.5 + np.interp(1 - similarity, strategy_map.SHIFTS, shifts))
    for colour, width in (("white", 5), ("#D55E00", 3)):
        yield (
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="7" fill="none" stroke="{colour}" '
            f'stroke-width="{width}"/>'
        )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="currentColor">{words}</text>'
    )
