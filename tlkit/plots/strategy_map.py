"""Which strategy wins where, as a figure."""

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tlkit.experiments import strategy_map
from tlkit.plots.style import COLOURS, done, new_figure

STRATEGIES = {  # of the map: colour and hatch
    "raw pixels": ("#B0B0B0", ""),
    "random weights": (COLOURS[3], "xxxx"),
    "last layer": (COLOURS[5], ""),
    "best layer": (COLOURS[0], "||||"),
    "fine-tuned": (COLOURS[1], "////"),
    "from scratch": (COLOURS[4], "...."),
}


def show_strategy_map(
    num_images: int | None = None,
    similarity: float | None = None,
    *,
    file: str | Path = strategy_map.SHIPPED,
) -> Figure:
    """Draw which strategy wins where, as `tlkit measure-map` found, and by how many points.

        >>> figure = show_strategy_map(500, 0.6)  # and what each strategy gets where these lie
        >>> [axis.get_title() for axis in figure.axes]
        ['which strategy wins, and by how many points', 'at the marked place']

    A winner with "≈" is not ahead of the next in every run. `tlkit.explore_cases` draws the map
    with dials.

    Args:
        num_images: training images in all. Where the map has ended, no place is marked.
        similarity: to what the network has learned, from 0 to 1.
        file: what the command wrote; by default what ships.

    Raises:
        ValueError: one of the two numbers alone, or out of its range.
    """
    table = strategy_map.measured_map(file)
    point = None
    if num_images is not None or similarity is not None:
        point = strategy_map.nearest(table, num_images, similarity)
    figure, axes = new_figure(1, 1 + bool(point), width=11 if point else 6, height=3.6)
    _strategy_map(axes[0, 0], table, point)
    if point:
        axis = axes[0, 1]
        accuracies = table.loc[point, list(STRATEGIES)].astype(float)
        colours, hatches = zip(*STRATEGIES.values(), strict=True)
        bars = axis.barh(
            list(accuracies.index), accuracies, color=colours, hatch=hatches, edgecolor="white"
        )
        axis.bar_label(bars, fmt="%.2f", padding=3)
        axis.invert_yaxis()
        axis.set(xlim=(0, 1.1), xlabel="accuracy on the test images")
        axis.set_title("at the marked place", fontsize=10)
    return done(figure)


def _strategy_map(axis: Axes, table: pd.DataFrame, point: tuple[float, int] | None) -> None:
    """One box per place that was measured, in its winner's colour, one of them framed."""
    for (shift, size), row in table.iterrows():
        x, y = strategy_map.SIZES.index(size), strategy_map.SHIFTS.index(shift)
        colour, hatch = STRATEGIES[row["winner"]]
        axis.add_patch(Rectangle((x, y), 0.96, 0.92, facecolor=colour, alpha=0.3, linewidth=0))
        strip = Rectangle((x, y), 0.1, 0.92, facecolor=colour, hatch=hatch, edgecolor="white")
        axis.add_patch(strip)
        if point == (shift, size):
            axis.add_patch(Rectangle((x, y), 0.96, 0.92, fill=False, linewidth=2.5, zorder=3))
        words = f"{row['winner']}\n{strategy_map.ahead(row)}"
        axis.text(x + 0.15, y + 0.46, words, va="center", fontsize=9)
    axis.set(xlim=(0, len(strategy_map.SIZES)), ylim=(len(strategy_map.SHIFTS), 0))
    images = [f"{strategy_map.CLASSES * size}" for size in strategy_map.SIZES]
    axis.set_xticks(np.arange(len(images)) + 0.48, images)
    axis.set_yticks(
        np.arange(len(strategy_map.SHIFTS)) + 0.46, [f"{1 - s:g}" for s in strategy_map.SHIFTS]
    )
    axis.set(xlabel=f"images, of {strategy_map.CLASSES} classes", ylabel="similarity")
    axis.set_title("which strategy wins, and by how many points", fontsize=10)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
