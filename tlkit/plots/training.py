"""Training as figures: curves, accuracies, and measurements by layer or learning rate."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from keras.callbacks import History
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tlkit.plots.style import COLOURS, done, look, new_figure
from tlkit.training.learning_rate_finder import RateSearch


def show_histories(histories: Mapping[str, History], *, metric: str = "accuracy") -> Figure:
    """Draw training (dashed) and validation (solid) curves of several trainings side by side.

        show_histories({"frozen": frozen.fit(*train), "all": free.fit(*train)})

    Args:
        histories: what `model.fit` returned for each, by name.
        metric: the second panel; the first is the loss.

    Raises:
        ValueError: a training that did not measure the metric.
    """
    for name, history in histories.items():
        if metric not in history.history:
            raise ValueError(
                f"{name!r} measured {', '.join(history.history) or 'nothing'}, and not {metric!r}; "
                f"compile the model with metrics=[{metric!r}], or name another metric"
            )
    figure, axes = new_figure(1, 2, width=10, height=3.2 + 0.25 * (-(-len(histories) // 3)))
    for axis, key in zip(axes.flat, ("loss", metric), strict=True):
        for i, (name, history) in enumerate(histories.items()):
            _curve(axis, history.history, key, name, look(i))
        axis.set(xlabel="epoch", ylabel=key, title=f"{key}: dashed training, solid validation")
        axis.locator_params(axis="x", integer=True)
    figure.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return done(figure)


def show_accuracies(
    accuracies: Mapping[str, float],
    *,
    guesses: Mapping[str, float] | None = None,
    chance: float | None = None,
) -> Figure:
    """Draw accuracies as bars, each with its name and number.

        show_accuracies({"from scratch": 0.6, "on codes": 0.8}, chance=0.1)

    Args:
        accuracies: from 0 to 1, by name.
        guesses: what someone predicted for some of the names, drawn as diamonds.
        chance: the accuracy of guessing, drawn as a dotted line.

    Raises:
        ValueError: a guess under a name that has no accuracy.
    """
    if unknown := [name for name in guesses or () if name not in accuracies]:
        raise ValueError(
            f"guesses name {unknown[0]!r}, but accuracies {', '.join(accuracies)}; use those"
        )

    figure, axes = new_figure(1, 1, width=8, height=1.2 + 0.45 * len(accuracies))
    axis = axes[0, 0]
    bars = axis.barh(list(accuracies), list(accuracies.values()), color=COLOURS[0])
    for text, (name, value) in zip(
        axis.bar_label(bars, fmt="%.2f", padding=3), accuracies.items(), strict=True
    ):
        guess = (guesses or {}).get(name, 0)
        if -0.02 < guess - value < 0.12:  # the diamond would cover the number
            text.xy = (max(value, guess + 0.02), text.xy[1])

    axis.invert_yaxis()
    axis.set(xlim=(0, 1.1), xlabel="accuracy on the test images")
    if chance is not None:
        axis.axvline(chance, color="black", linestyle=":", label="guessing")
    if guesses:
        style = {"s": 60, "marker": "D", "color": COLOURS[4], "edgecolor": "black"}
        axis.scatter(guesses.values(), guesses.keys(), label="you said", zorder=3, **style)
    if axis.get_legend_handles_labels()[0]:
        figure.legend(loc="outside upper right", ncols=2)
    return done(figure)


def show_accuracy_by_layer(table: pd.DataFrame) -> Figure:
    """Draw what `tlkit.accuracy_by_layer` found: a curve over depth, and the baselines.

        show_accuracy_by_layer(tlkit.accuracy_by_layer(backbone, case.train, case.test))

    Args:
        table: one row per layer, one column per curve, of accuracies from 0 to 1.
    """
    figure, axes = new_figure(1, 1, width=9, height=3.6)
    axis = axes[0, 0]
    for i, (name, column) in enumerate(table.items()):
        axis.plot(range(len(column)), column, label=name, **look(i))
    axis.set(ylabel="accuracy", ylim=(0, 1.02), xlabel="layer, from the input to the top")
    axis.set_xticks(range(len(table)), table.index, rotation=60, ha="right", fontsize=8)
    axis.legend()
    return done(figure)


def show_transfer_study(table: pd.DataFrame) -> Figure:
    """Draw what `tlkit.transfer_study` found: a curve over n for each treatment, and scratch.

        show_transfer_study(tlkit.transfer_study(build, task_a, task_b))

    Bars are the standard deviation over the seeds; fine-tuned twins ("+") are dashed.
    """
    figure, axes = new_figure(1, 1, width=8, height=4)
    axis = axes[0, 0]
    (scratch,) = table.loc[table["treatment"] == "scratch", "mean"]
    axis.axhline(scratch, color="black", linestyle=":", label="scratch (n = 0)")
    styles = {"BnB": "o-", "BnB+": "o--", "AnB": "s-", "AnB+": "s--"}
    for (treatment, style), colour in zip(styles.items(), COLOURS, strict=False):
        rows = table[table["treatment"] == treatment]
        spread = rows["std"].fillna(0)
        axis.errorbar(
            rows["n"], rows["mean"], spread, fmt=style, color=colour, label=treatment, capsize=3
        )
    axis.set(xlabel="n: layers kept", ylabel="accuracy on task B", xticks=sorted(set(table["n"])))
    figure.legend(loc="outside right upper")
    return done(figure)


def show_learning_rates(search: RateSearch) -> Figure:
    """Draw what `tlkit.find_learning_rate` found: the loss over the rate, and its suggestion.

        show_learning_rates(tlkit.find_learning_rate(model, images, labels))

    Args:
        search: the rates that were tried, and the loss at each.
    """
    figure, axes = new_figure(1, 1, width=7, height=3.4)
    axis = axes[0, 0]
    axis.plot(search.rates, search.losses, color=COLOURS[0])
    try:
        suggested = search.suggested
        label = f"suggested: {search.suggested:.1g}"
        axis.axvline(suggested, color="black", linestyle=":")
    except ValueError:
        suggested = search.rates[0]
        label = "the loss never fell"
    axis.text(
        suggested,
        1.02,  # above the frame, where no curve runs through it
        label,
        ha="center" if label.startswith("suggested") else "left",
        transform=axis.get_xaxis_transform(),
    )
    axis.set(xscale="log", xlabel="learning rate", ylabel="loss, smoothed")
    return done(figure)


def _curve(
    axis: Axes, history: Mapping[str, list], key: str, name: str, style: dict[str, Any]
) -> None:
    epochs = range(1, len(history[key]) + 1)
    axis.plot(epochs, history[key], linestyle="--", alpha=0.7, **style)
    axis.plot(epochs, history.get(f"val_{key}", history[key]), label=name, **style)
