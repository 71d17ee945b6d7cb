"""Filters, feature maps and the images that excite them, as figures."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from tlkit.features.filters import Ascent
from tlkit.plots.style import done, drawable, look, new_figure


def show_filters(images: np.ndarray, *, most: int = 64) -> Figure:
    """Draw what `tlkit.filter_images` returned, or kernels of your own, as a sheet.

        show_filters(tlkit.filter_images(backbone, "conv1"))

    Args:
        images: (n, height, width, 3 or 1), from 0 to 255.
        most: how many are drawn at most, the first ones.

    Raises:
        ValueError: images of the wrong shape or range, or none.
    """
    drawn = [drawable(image) for image in images[:most]]
    if not drawn:
        raise ValueError(f"of {len(images)} images, {most} are to be drawn; expected one or more")
    return _sheet(drawn, [str(i) for i in range(len(drawn))])


def show_feature_maps(
    maps: np.ndarray, *, image: np.ndarray | None = None, most: int = 31
) -> Figure:
    """Draw the feature maps of one image, those that answer most first, each with its filter.

        show_feature_maps(tlkit.feature_maps(backbone, images, "conv1")[0], image=images[0])

    Args:
        maps: (height, width, filters), one image's part of `tlkit.feature_maps`.
        image: the image itself (height, width, 3), from 0 to 255, drawn before them.
        most: how many maps are drawn at most.

    Raises:
        ValueError: maps of several images, or an image of the wrong shape or range.
    """
    if maps.ndim != 3:
        raise ValueError(
            f"maps has shape {maps.shape}; expected (height, width, filters), those of one "
            "image, such as maps[0]"
        )
    order = np.argsort(-np.abs(maps).mean(axis=(0, 1)), kind="stable")[:most]
    panels = [maps[..., i] for i in order]
    names = [str(i) for i in order]
    if image is not None:
        panels = [drawable(image), *panels]
        names = ["image", *names]
    return _sheet(panels, names)


def map_images(maps: np.ndarray) -> np.ndarray:
    """Return feature maps (n, height, width) as images (n, height, width, 3), from 0 to 255.

    Each in the colours of `show_feature_maps`, over its own range.
    """
    low = maps.min(axis=(1, 2), keepdims=True)
    spread = maps.max(axis=(1, 2), keepdims=True) - low
    return plt.get_cmap("viridis")((maps - low) / np.where(spread, spread, 1), bytes=True)[..., :3]


def show_activation(ascent: Ascent, names: Sequence[str] | None = None) -> Figure:
    """Draw what `tlkit.maximize_activation` returned: the images, and the climb to them.

        show_activation(tlkit.maximize_activation(backbone, "conv1", filter=[0, 1]))

    Args:
        ascent: its result.
        names: one for each image; by default their numbers.

    Raises:
        ValueError: images of the wrong shape or range, or names that are not as many.
    """
    images = [drawable(image) for image in ascent[0]]
    activations = ascent[1]
    names = [str(i) for i in range(len(images))] if names is None else names
    if len(names) != len(images):
        raise ValueError(f"{len(names)} names for {len(images)} images; give each image one")
    columns = min(6, len(images))
    rows = -(-len(images) // columns)
    figure = plt.figure(figsize=(1.7 * columns + 4, max(2.6, 1.9 * rows)), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=[1.7 * columns, 4], squeeze=False)[0]
    _draw_images(left.subplots(rows, columns, squeeze=False), images, names)
    axis = right.subplots()
    for i, (climb, name) in enumerate(zip(activations.T, names, strict=True)):
        axis.plot(climb, label=name, markevery=0.15, **look(i))
    axis.set(xlabel="step", ylabel="activation")
    right.legend(loc="outside upper center", ncols=4, fontsize=8)
    return done(figure)


def _sheet(images: Sequence[np.ndarray] | np.ndarray, names: Sequence[str]) -> Figure:
    columns = min(8, max(1, len(images)))
    rows = -(-len(images) // columns)
    figure, axes = new_figure(rows, columns, width=1.1 * columns, height=1.25 * rows)
    _draw_images(axes, images, names)
    return done(figure)


def _draw_images(
    axes: np.ndarray, images: Sequence[np.ndarray] | np.ndarray, names: Sequence[str]
) -> None:
    """Images in colour or grey, uint8; maps (height, width) over their own range."""
    for axis in axes.flat:
        axis.axis("off")
    for axis, image, name in zip(axes.flat, images, names, strict=False):
        if image.ndim == 2:
            axis.imshow(image, cmap="viridis")
        else:
            axis.imshow(
                image.squeeze(-1) if image.shape[-1] == 1 else image, cmap="gray", vmin=0, vmax=255
            )
        axis.set_title(name, fontsize=8)
