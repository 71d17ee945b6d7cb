"""Images as figures: of each class, under a class map, and those that were mistaken."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sklearn.metrics import confusion_matrix

from tlkit.data.splits import matched
from tlkit.features.class_maps import ClassMap
from tlkit.plots.style import done, drawable, new_figure


def show_classes(
    dataset: tuple[np.ndarray, np.ndarray], class_names: Sequence[str], *, per_class: int = 4
) -> Figure:
    """Draw some images of every class, one column per class.

        show_classes(case.train, case.class_names)

    Args:
        dataset: images (n, height, width, 3), from 0 to 255, and labels (n,).
        class_names: the name of each class.
        per_class: how many of each, the first ones.

    Raises:
        ValueError: images of the wrong shape or range, or labels that do not match.
    """
    images, labels = matched(dataset)
    count = len(class_names)
    chosen = [np.flatnonzero(np.asarray(labels) == label)[:per_class] for label in range(count)]
    columns = [[drawable(images[index]) for index in row] for row in chosen]
    figure, axes = new_figure(per_class, count, width=1.1 * count, height=1.1 * per_class + 0.3)
    for axis in axes.flat:
        axis.axis("off")
    for name, column, row in zip(class_names, axes.T, columns, strict=True):
        column[0].set_title(name, fontsize=9)
        for axis, image in zip(column, row, strict=False):
            axis.imshow(image)
    return done(figure)


def show_confusion(
    labels: np.ndarray,
    predicted: np.ndarray,
    class_names: Sequence[str],
    *,
    images: np.ndarray | None = None,
) -> Figure:
    """Draw which classes are taken for which, beside images that were mistaken.

        predicted = model.predict(images).argmax(axis=-1)
        show_confusion(labels, predicted, case.class_names, images=images)

    Args:
        labels: (n,), the right classes.
        predicted: (n,), the classes that a model said.
        class_names: the name of each class.
        images: (n, height, width, 3); where given, up to six mistakes are shown.

    Raises:
        ValueError: classes that are not one number per image, or have no name; images of the wrong
            shape or range.
    """
    labels = np.asarray(labels)
    predicted = np.asarray(predicted)
    _check_classes(labels, predicted, class_names)

    matrix = confusion_matrix(labels, predicted, labels=range(len(class_names)))
    wrong = np.flatnonzero(labels != predicted)[:6]
    mistakes = []
    parts = 1
    if images is not None:
        mistakes = [drawable(images[index]) for index in wrong]
        parts = 2

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


def show_class_map(image: np.ndarray, class_map: ClassMap, classes: Mapping[str, int]) -> Figure:
    """Draw a class map over its grey image, one panel per class, each score where it looks.

        show_class_map(image, tlkit.class_map(model, image[np.newaxis]), {"cat": 0, "dog": 1})

    Args:
        image: (height, width, 3), from 0 to 255.
        class_map: what `tlkit.class_map` or `tlkit.grad_cam` returned for `image[np.newaxis]`.
        classes: the classes to draw: their names, and their indices in the last axis of the scores.

    Raises:
        ValueError: an image of the wrong shape or range, or classes that the map does not have.
    """
    image = drawable(image)
    count = class_map.scores.shape[-1]
    if not classes or not all(-count <= index < count for index in classes.values()):
        raise ValueError(
            f"classes is {dict(classes)}, but the map has {count} classes (0 to {count - 1}); name "
            "one or more"
        )

    (down, across), _, (y, x) = class_map.geometry
    rows, columns = class_map.scores.shape[1:3]
    ends = (x - across / 2, x + across * (columns - 0.5), y + down * (rows - 0.5), y - down / 2)
    drawn_scores = class_map.scores[0][..., list(classes.values())]
    style = {
        "vmin": drawn_scores.min(),
        "vmax": drawn_scores.max(),
        "cmap": "viridis",
        "extent": ends,
    }

    height = 0.6 + 2.8 * image.shape[0] / image.shape[1]
    figure, axes = new_figure(1, len(classes), width=3.4 * len(classes) + 1, height=height)
    for axis, name, scores in zip(
        axes.flat, classes, np.moveaxis(drawn_scores, -1, 0), strict=True
    ):
        axis.imshow(image.mean(axis=-1), cmap="gray", vmin=0, vmax=255)
        drawn = axis.imshow(scores, alpha=0.5, **style)
        axis.set(title=name, xlim=(-0.5, image.shape[1] - 0.5), ylim=(image.shape[0] - 0.5, -0.5))
    figure.colorbar(drawn, ax=axes, label="score")
    return done(figure)


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
