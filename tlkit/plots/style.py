"""What all figures share: colours, markers, and how a figure begins and ends.

Colours are those of Okabe and Ito, which colour-blind readers can tell apart; what a colour says,
a word, a pattern or a position says too, so that the figures survive a black-and-white printer.
"""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from tlkit.core.images import check_images

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
MARKERS = "osd^vPX"  # beside the colours


def new_figure(
    rows: int, columns: int, *, width: float, height: float
) -> tuple[Figure, np.ndarray]:
    """A figure of that many inches, and its axes (rows, columns)."""
    return plt.subplots(rows, columns, figsize=(width, height), squeeze=False, layout="constrained")


def drawable(image: np.ndarray) -> np.ndarray:
    """An image (height, width, 3 or 1) as uint8; raises for one that was scaled."""
    image = np.asarray(image)
    inside = np.clip(image, 0, 255)
    if np.abs(image - inside).max() < 0.5:  # outside by rounding alone
        image = inside
    if image.shape[-1] == 1:
        image = np.repeat(image, 3, axis=-1)
    check_images(image[np.newaxis])
    return np.round(inside).astype("uint8")


def look(number: int) -> dict[str, Any]:
    """The colour and the marker of a curve, another pair for each."""
    first = number % len(COLOURS)
    again = number // len(COLOURS)
    marker = MARKERS[(first + again) % len(MARKERS)]
    return {"color": COLOURS[first], "marker": marker, "markersize": 5}


def done(figure: Figure) -> Figure:
    """Closed, so that a notebook shows it once: as the value of its cell."""
    plt.close(figure)
    return figure
