"""Pictures of pictures, layers, training and mistakes; each returns a matplotlib figure.

Colours are those of Okabe and Ito, which colour-blind readers can tell apart; what a colour says,
a word, a pattern or a position says too, so that the pictures survive a black-and-white printer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from sklearn.metrics import confusion_matrix

from tlkit.cases.strategies import strategy_table
from tlkit.core.images import check_images
from tlkit.data.splits import matched
from tlkit.models.freezing import count_parameters
from tlkit.training.step_cost import FROZEN, NORMALISED, TRAINED, WEIGHTLESS, layer_state

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
MARKERS = "osd^vPX"  # beside the colours
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


def show_classes(
    pictures: tuple[np.ndarray, np.ndarray], class_names: Sequence[str], *, per_class: int = 4
) -> Figure:
    """Draw some pictures of every class, a column a class.

        show_classes(case.train, case.class_names)

    Args:
        pictures: images (n, height, width, 3), from 0 to 255, and labels (n,).
        class_names: the name of each class.
        per_class: how many of each, the first ones.

    Raises:
        ValueError: images of the wrong shape or range, or labels that do not match.
    """
    images, labels = matched(pictures)
    count = len(class_names)
    chosen = [np.flatnonzero(np.asarray(labels) == label)[:per_class] for label in range(count)]
    shown = [[drawable(images[index]) for index in row] for row in chosen]
    figure, axes = new_figure(per_class, count, width=1.1 * count, height=1.1 * per_class + 0.3)
    for axis in axes.flat:
        axis.axis("off")
    for name, column, row in zip(class_names, axes.T, shown, strict=True):
        column[0].set_title(name, fontsize=9)
        for axis, image in zip(column, row, strict=False):
            axis.imshow(image)
    return done(figure)


def show_layers(model: keras.Model, *, title: str = "") -> Figure:
    """Draw a network as a strip, a bar a layer: its parameters, and whether they train.

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
        **({NORMALISED: f"frozen, {NORMALISED}"} if NORMALISED in states else {}),
    }
    style = {state: (LAYER_COLOURS[state], LAYER_HATCHES.get(state, "")) for state in labels}
    patches = [
        Patch(facecolor=colour, hatch=hatch, label=labels[state])
        for state, (colour, hatch) in style.items()
    ]
    figure.legend(handles=patches, ncols=3, loc="outside lower center")
    return done(figure)


def show_strategies(model: keras.Model, *, top: Any = None) -> Figure:
    """Draw which layers each strategy trains: a row a strategy, a box a layer with weights.

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
            random = column >= starts[1] or "random" in strategy
            kind = "frozen" if column < start else "new" if random else "trained"
            box = Rectangle((column, row), 0.9, 0.7, edgecolor="black")
            box.set(facecolor=BOXES[kind][0], hatch=BOXES[kind][1])
            axis.add_patch(box)
            own = start == len(names) and column >= starts[1]
            words = "its own\nclassifier" if own else f"{layer.name}\n{layer.count_params():,}"
            axis.text(
                column + 0.45, row + 0.35, words, ha="center", va="center", fontsize=8,
                bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1},
            )  # fmt: skip
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


def show_histories(histories: Mapping[str, Any], *, metric: str = "accuracy") -> Figure:
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
    axis.set(xlim=(0, 1.1), xlabel="accuracy on the test pictures")
    if chance is not None:
        axis.axvline(chance, color="black", linestyle=":", label="guessing")
    if guesses:
        style = {"s": 60, "marker": "D", "color": COLOURS[4], "edgecolor": "black"}
        axis.scatter(guesses.values(), guesses.keys(), label="you said", zorder=3, **style)
    if axis.get_legend_handles_labels()[0]:
        figure.legend(loc="outside upper right", ncols=2)
    return done(figure)


def show_confusion(
    labels: np.ndarray,
    predicted: np.ndarray,
    class_names: Sequence[str],
    *,
    images: np.ndarray | None = None,
) -> Figure:
    """Draw which classes are taken for which, beside pictures that were mistaken.

        predicted = model.predict(images).argmax(axis=-1)
        show_confusion(labels, predicted, case.class_names, images=images)

    Args:
        labels: (n,), the right classes.
        predicted: (n,), the classes that a model said.
        class_names: the name of each class.
        images: (n, height, width, 3); where given, up to six mistakes are shown.

    Raises:
        ValueError: classes that are not one number an image, or have no name; images of the wrong
            shape or range.
    """
    labels, predicted = np.asarray(labels), np.asarray(predicted)
    _check_classes(labels, predicted, class_names)
    matrix = confusion_matrix(labels, predicted, labels=range(len(class_names)))
    wrong = np.flatnonzero(labels != predicted)[:6]
    mistakes = [] if images is None else [drawable(images[index]) for index in wrong]
    parts = 1 if images is None else 2
    figure = plt.figure(figsize=(5.5 * parts, 4.6), layout="constrained")
    left, *right = figure.subfigures(1, parts, squeeze=False)[0]
    _matrix(left.subplots(), matrix, class_names)
    if images is not None:
        places = right[0].subplots(2, 3).flat
        for axis, index, image in zip(places, wrong, mistakes, strict=False):
            axis.imshow(image)
            says, is_ = (class_names[k] for k in (predicted[index], labels[index]))
            axis.set_title(f"says {says},\nis {is_}", fontsize=8)
        for axis in right[0].axes:
            axis.axis("off")
    return done(figure)


def show_accuracy_by_layer(table: Any) -> Figure:
    """Draw what `tlkit.accuracy_by_layer` found: a curve over depth, and the baselines.

    show_accuracy_by_layer(tlkit.accuracy_by_layer(backbone, case.train, case.test))
    """
    figure, axes = new_figure(1, 1, width=9, height=3.6)
    axis = axes[0, 0]
    for i, (name, column) in enumerate(table.items()):
        axis.plot(range(len(column)), column, label=name, **look(i))
    axis.set(ylabel="accuracy", ylim=(0, 1.02), xlabel="layer, from the input to the top")
    axis.set_xticks(range(len(table)), table.index, rotation=60, ha="right", fontsize=8)
    axis.legend()
    return done(figure)


def show_transfer_study(table: Any) -> Figure:
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


def show_learning_rates(found: Any) -> Figure:
    """Draw what `tlkit.find_learning_rate` found: the loss over the rate, and its suggestion.

    show_learning_rates(tlkit.find_learning_rate(model, images, labels))
    """
    figure, axes = new_figure(1, 1, width=7, height=3.4)
    axis = axes[0, 0]
    axis.plot(found.rates, found.losses, color=COLOURS[0])
    try:
        suggested, said = found.suggested, f"suggested: {found.suggested:.1g}"
        axis.axvline(suggested, color="black", linestyle=":")
    except ValueError:
        suggested, said = found.rates[0], "the loss never fell"
    axis.text(
        suggested,
        1.02,  # above the frame, where no curve runs through it
        said,
        ha="center" if said.startswith("suggested") else "left",
        transform=axis.get_xaxis_transform(),
    )
    axis.set(xscale="log", xlabel="learning rate", ylabel="loss, smoothed")
    return done(figure)


def show_class_map(image: np.ndarray, found: Any, classes: Mapping[str, int]) -> Figure:
    """Draw a class map over its grey picture, a panel a class, each score where it looks.

        show_class_map(image, tlkit.class_map(model, image[np.newaxis]), {"cat": 0, "dog": 1})

    Args:
        image: (height, width, 3), from 0 to 255.
        found: what `tlkit.class_map` or `tlkit.grad_cam` returned for `image[np.newaxis]`.
        classes: the classes to draw: their names, and their indices in the last axis of the scores.

    Raises:
        ValueError: an image of the wrong shape or range, or classes that the map does not have.
    """
    image, count = drawable(image), found.scores.shape[-1]
    if not classes or not all(-count <= index < count for index in classes.values()):
        raise ValueError(
            f"classes is {dict(classes)}, but the map has {count} classes (0 to {count - 1}); name "
            "one or more"
        )
    (down, across), _, (y, x) = found.geometry
    rows, columns = found.scores.shape[1:3]
    ends = (x - across / 2, x + across * (columns - 0.5), y + down * (rows - 0.5), y - down / 2)
    shown = found.scores[0][..., list(classes.values())]
    style = {"vmin": shown.min(), "vmax": shown.max(), "cmap": "viridis", "extent": ends}
    height = 0.6 + 2.8 * image.shape[0] / image.shape[1]
    figure, axes = new_figure(1, len(classes), width=3.4 * len(classes) + 1, height=height)
    for axis, name, scores in zip(axes.flat, classes, np.moveaxis(shown, -1, 0), strict=True):
        axis.imshow(image.mean(axis=-1), cmap="gray", vmin=0, vmax=255)
        drawn = axis.imshow(scores, alpha=0.5, **style)
        axis.set(title=name, xlim=(-0.5, image.shape[1] - 0.5), ylim=(image.shape[0] - 0.5, -0.5))
    figure.colorbar(drawn, ax=axes, label="score")
    return done(figure)


def new_figure(
    rows: int, columns: int, *, width: float, height: float
) -> tuple[Figure, np.ndarray]:
    """A figure of that many inches, and its axes (rows, columns)."""
    return plt.subplots(rows, columns, figsize=(width, height), squeeze=False, layout="constrained")


def drawable(image: Any) -> np.ndarray:
    """A picture (height, width, 3 or 1) as uint8; raises for one that was scaled."""
    image = np.asarray(image)
    inside = np.clip(image, 0, 255)
    given = inside if np.abs(image - inside).max() < 0.5 else image  # what rounding brings is none
    check_images((np.repeat(given, 3, -1) if given.shape[-1] == 1 else given)[np.newaxis])
    return np.round(inside).astype("uint8")


def look(number: int) -> Any:
    """The colour and the marker of a curve, another pair for each."""
    first, again = number % len(COLOURS), number // len(COLOURS)
    marker = MARKERS[(first + again) % len(MARKERS)]
    return {"color": COLOURS[first], "marker": marker, "markersize": 5}


def done(figure: Figure) -> Figure:
    """Closed, so that a notebook shows it once: as the value of its cell."""
    plt.close(figure)
    return figure


def _curve(axis: Axes, history: Mapping[str, list], key: str, name: str, style: Any) -> None:
    epochs = range(1, len(history[key]) + 1)
    axis.plot(epochs, history[key], linestyle="--", alpha=0.7, **style)
    axis.plot(epochs, history.get(f"val_{key}", history[key]), label=name, **style)


def _check_classes(labels: np.ndarray, predicted: np.ndarray, class_names: Sequence[str]) -> None:
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ValueError(
            f"labels has shape {labels.shape} and predicted {predicted.shape}; expected (n,) for "
            "both, as model.predict(images).argmax(axis=-1) gives it"
        )
    for name, classes in (("labels", labels), ("predicted", predicted)):
        if not np.isin(classes, range(len(class_names))).all():
            raise ValueError(
                f"{name} run from {classes.min()} to {classes.max()}, but class_names has "
                f"{len(class_names)}, for 0 to {len(class_names) - 1}"
            )


def _matrix(axis: Axes, matrix: np.ndarray, class_names: Sequence[str]) -> None:
    axis.imshow(matrix, cmap="Blues")
    ticks = range(len(class_names))
    axis.set_xticks(ticks, class_names, rotation=60, ha="right", fontsize=8)
    axis.set_yticks(ticks, class_names, fontsize=8)
    axis.set(xlabel="the model says", ylabel="it is")
    for row, column in np.argwhere(matrix):
        dark = matrix[row, column] > matrix.max() / 2
        colour = "white" if dark else "black"
        axis.text(column, row, matrix[row, column], ha="center", va="center", color=colour)
