"""Networks as figures: which layers train, and which each strategy trains."""

import keras
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from tlkit.cases.strategies import strategy_table
from tlkit.core.types import CutRef
from tlkit.models.freezing import count_parameters
from tlkit.plots.style import COLOURS, done, new_figure
from tlkit.training.step_cost import FROZEN, NORMALISED, TRAINED, WEIGHTLESS, layer_state

LAYER_COLOURS = {
    TRAINED: "#D55E00",
    FROZEN: "#56B4E9",
    NORMALISED: "#009E73",
    WEIGHTLESS: "#B0B0B0",
}
LAYER_HATCHES = {TRAINED: "////", NORMALISED: ".."}
BOXES = {  # of a strategy: face, hatch, and what it says
    "frozen": (LAYER_COLOURS[FROZEN], "", "pretrained, frozen"),
    "trained": (LAYER_COLOURS[TRAINED], "////", "pretrained, trains on"),
    "new": (COLOURS[4], "....", "random, trains"),
}


def show_layers(model: keras.Model, *, title: str = "") -> Figure:
    """Draw a network as a strip, one bar per layer: its parameters, and whether they train.

        show_layers(model, title="the classifier alone")

    Parameters are counted as in `tlkit.layer_table`; `tlkit.explore_freezing` draws the strip
    with a slider.

    Args:
        model: a flat model.
        title: above the strip.
    """
    figure, axes = new_figure(1, 1, width=10, height=2.7)
    axis = axes[0, 0]
    counts = np.array([layer.count_params() for layer in model.layers])
    states = [layer_state(layer) for layer in model.layers]
    bars = axis.bar(range(len(counts)), np.maximum(counts, 1), width=0.9)
    for bar, state in zip(bars, states, strict=True):
        bar.set_facecolor(LAYER_COLOURS[state])
        bar.set_hatch(LAYER_HATCHES.get(state, ""))

    axis.set(yscale="log", xlabel="layer", ylabel="parameters", title=title)
    axis.margins(x=0.01)
    total = count_parameters(model, model.layers)  # as the table of layers counts them
    labels = {
        TRAINED: f"trained: {total['trained']:,}",
        FROZEN: f"frozen: {total['frozen']:,}",
    }
    if NORMALISED in states:
        labels[NORMALISED] = f"frozen, {NORMALISED}"

    style = {state: (LAYER_COLOURS[state], LAYER_HATCHES.get(state, "")) for state in labels}
    patches = [
        Patch(facecolor=colour, hatch=hatch, label=labels[state])
        for state, (colour, hatch) in style.items()
    ]
    figure.legend(handles=patches, ncols=3, loc="outside lower center")
    return done(figure)


def show_strategies(model: keras.Model, *, top: CutRef | None = None) -> Figure:
    """Draw which layers each strategy trains: one row per strategy, one box per layer with weights.

        show_strategies(model, top="conv3")

    Args:
        model: a small flat model with a new classifier.
        top: where the top layers begin, as in `tlkit.strategy_table`.
    """
    table = strategy_table(model, top)
    layers = [layer for layer in model.layers if layer.weights]
    names = [layer.name for layer in layers]
    starts = [(*names, "nothing").index(trains.split(" to ")[0]) for trains in table["trains"]]

    figure, axes = new_figure(1, 1, width=3.2 + 1.4 * len(names), height=1 + 0.6 * len(table))
    axis = axes[0, 0]
    for row, (strategy, start) in enumerate(zip(table.index, starts, strict=True)):
        for column, layer in enumerate(layers):
            if column < start:
                kind = "frozen"
            elif column >= starts[1] or "random" in strategy:
                kind = "new"
            else:
                kind = "trained"
            box = Rectangle((column, row), 0.9, 0.7, edgecolor="black")
            box.set(facecolor=BOXES[kind][0], hatch=BOXES[kind][1])
            axis.add_patch(box)
            own = start == len(names) and column >= starts[1]
            words = "its own\nclassifier" if own else f"{layer.name}\n{layer.count_params():,}"
            axis.text(
                column + 0.45,
                row + 0.35,
                words,
                ha="center",
                va="center",
                fontsize=8,
                bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1},
            )

    axis.set(xlim=(0, len(names)), ylim=(len(table), -0.2), xticks=[])
    axis.set_yticks(np.arange(len(table)) + 0.35, table.index)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    figure.legend(
        handles=[Patch(facecolor=c, hatch=h, label=words) for c, h, words in BOXES.values()],
        loc="outside lower center",
        ncols=3,
    )
    return done(figure)
