"""The cases explorer: size and similarity as two dials, the case they make, and measurements."""

import math
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from tlkit.cases.strategies import LARGE, LINE, SMALL, Choice, choose_case
from tlkit.experiments import strategy_map
from tlkit.experiments.four_cases import measured
from tlkit.experiments.results_file import Accuracies
from tlkit.plots.strategy_map import STRATEGIES
from tlkit.plots.style import COLOURS
from tlkit.widgets._controls import Explorer, row
from tlkit.widgets._strategy_map import map_svg

if TYPE_CHECKING:
    import pandas as pd

SIZES = [50] + [m * 10**e for e in range(2, 6) for m in (1, 2, 5)] + [LARGE]
_WIDTH = 460  # of the plane, in pixels
_HEIGHT = 200
_EDGE = 40  # the margin with the labels


def explore_cases() -> "CasesExplorer":
    """Return an explorer of the four cases: how many images, how similar, and what to do then.

        explore_cases()

    Beside the recommendation of `tlkit.choose_case` stand the accuracies that
    `tlkit measure-cases` found for that case in the embedded world, one point of each case. Below
    is the map that `tlkit measure-map` measured: which strategy wins where, and whether that
    confirms the rule. In print, `tlkit.choose_case` and `tlkit.show_strategy_map` say the same.
    """
    return CasesExplorer()


class CasesExplorer(Explorer):
    """The dials; `choice` is what `tlkit.choose_case` says where they stand."""

    def __init__(self) -> None:
        wide = {"style": {"description_width": "initial"}, "layout": {"width": "24em"}}
        self.size = widgets.SelectionSlider(
            options=[(f"{size:,}", size) for size in SIZES],
            value=1000,
            description="Images",
            **wide,
        )
        self.similarity = widgets.FloatSlider(
            0.9, min=0, max=1, step=0.05, description="Similarity", **wide
        )
        self.classes = widgets.BoundedIntText(
            10, 2, 1000, description="classes", style=wide["style"], layout={"width": "10em"}
        )
        self.plane, self.words, self.accuracies = (widgets.HTML() for _ in range(3))
        self.map = widgets.HTML()
        self.strategies = widgets.HTML()
        self.measured = strategy_map.measured_map()
        for control in (self.size, self.similarity, self.classes):
            control.observe(self._show, "value")
        super().__init__(
            row(self.size, self.similarity, self.classes),
            row(self.plane, self.accuracies),
            self.words,
            row(self.map, self.strategies),
        )
        self._show()

    @property
    def choice(self) -> Choice:
        """The case, with its reason."""
        return choose_case(self.size.value, self.similarity.value, num_classes=self.classes.value)

    def _show(self, _: object = None) -> None:
        choice = self.choice
        self.plane.value = _plane(self.size.value, self.similarity.value, choice.name)
        self.words.value = _words(choice)
        self.accuracies.value = _accuracies(choice.name)
        place = self.size.value, self.similarity.value
        point = strategy_map.nearest(self.measured, *place)
        self.map.value = map_svg(self.measured, *place, point)
        self.strategies.value = _strategies(self.measured, choice.name, point)


def _plane(size: int, similarity: float, name: str) -> str:
    """The plane of size and similarity, its four cases, and where the dials stand."""

    def x(count: float) -> float:
        first, last = math.log10(SIZES[0]), math.log10(SIZES[-1])
        return _EDGE + (math.log10(count) - first) / (last - first) * _WIDTH

    middle = _HEIGHT / 2
    corners = {
        "small-similar": (_EDGE, 0, x(LINE) - _EDGE),
        "small-different": (_EDGE, middle, x(LINE) - _EDGE),
        "large-similar": (x(LINE), 0, _EDGE + _WIDTH - x(LINE)),
        "large-different": (x(LINE), middle, _EDGE + _WIDTH - x(LINE)),
    }
    parts = []
    for case, (left, top, wide) in corners.items():
        here = case == name
        parts.append(
            f'<rect x="{left:.0f}" y="{top:.0f}" width="{wide:.0f}" height="{middle:.0f}" '
            f'fill="#56B4E9" fill-opacity="{0.45 if here else 0}" stroke="currentColor"/>'
            f'<text x="{left + wide / 2:.0f}" y="{top + middle / 2:.0f}" text-anchor="middle" '
            f'fill="currentColor" font-weight="{"bold" if here else "normal"}">{case}</text>'
        )
    parts += [
        f'<text x="{x(count):.0f}" y="{_HEIGHT + 16}" text-anchor="middle" '
        f'fill="currentColor">{count:,}</text>'
        for count in (SMALL, LINE, LARGE)
    ]
    parts.append(
        f'<text x="{_EDGE}" y="{_HEIGHT + 16}" text-anchor="middle" fill="currentColor">'
        "images:</text>"
    )
    dot = f'cx="{x(size):.0f}" cy="{(1 - similarity) * _HEIGHT:.0f}"'
    return (
        f'<svg role="img" aria-label="{size:,} images of similarity {similarity:.2f}: {name}" '
        f'width="{_WIDTH + 2 * _EDGE}" height="{_HEIGHT + 24}" style="max-width: 100%; '
        f'font: 13px sans-serif; overflow: visible">{"".join(parts)}'
        f'<circle {dot} r="7" fill="#D55E00" stroke="white" stroke-width="2"/></svg>'
    )


def _words(choice: Choice) -> str:
    parts = {"Do": choice.strategy, "Why": choice.why, "Caution": choice.caution}
    parts["Read"] = ", ".join(choice.references)
    rows = "".join(f"<p><b>{name}</b>: {escape(text)}</p>" for name, text in parts.items())
    return f'<div role="status" style="max-width: 60em; line-height: 1.4">{rows}</div>'


def _accuracies(name: str) -> str:
    """What was measured for a case, as bars with their numbers."""
    accuracies, seeds = measured(name)
    if not accuracies:
        return f"<p>{name} has not been measured.</p>"
    return _bars(f"Accuracy in the embedded world's {name}, {_runs(seeds)}", accuracies)


def _strategies(table: "pd.DataFrame", case: str, point: tuple[float, int] | None) -> str:
    """What each strategy got where the dials stand, and whether the rule holds there."""
    if point is None:
        last = strategy_map.CLASSES * max(strategy_map.SIZES)
        return f"<p>The map ends at {last} images; nothing was measured where the dials stand.</p>"
    row_at_point = table.loc[point]
    images = strategy_map.CLASSES * point[1]
    alike = 1 - point[0]
    accuracies = {name: row_at_point[name] for name in STRATEGIES}
    caption = (
        f"Accuracy with {images} images of similarity {alike:g}, {_runs(row_at_point['runs'])}"
    )
    verdict = escape(strategy_map.verdict(case, point))
    style = "max-width: 30em; line-height: 1.4; font-weight: bold"
    return f'{_bars(caption, accuracies)}<p role="status" style="{style}">{verdict}</p>'


def _bars(caption: str, accuracies: Accuracies) -> str:
    """Accuracies as bars with their numbers; strategies of the map in their colours."""
    rows = "".join(
        '<tr><th scope="row" style="text-align: left; font-weight: normal; white-space: nowrap">'
        f'{escape(name)}</th><td style="padding-left: 1em">{accuracy:.2f}</td>'
        f'<td style="width: 160px"><div style="width: {160 * accuracy:.0f}px; height: 12px; '
        f'background: {STRATEGIES.get(name, COLOURS)[0]}"></div></td></tr>'
        for name, accuracy in accuracies.items()
    )
    return (
        '<table style="line-height: 1.5"><caption style="text-align: left; caption-side: top; '
        f'color: inherit">{caption}</caption>{rows}</table>'
    )


def _runs(seeds: int) -> str:
    return "one run" if seeds == 1 else f"the mean of {seeds} runs"
