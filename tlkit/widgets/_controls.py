"""The controls and the HTML that all explorers are made of."""

import base64
import io
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The handles of ipywidgets' sliders have no name that a screen reader could say: each is given its
# label's. Where a page runs no scripts, all works as before.
_NAMES = """<style onload="
const explorer = this.closest('.tlkit-explorer');
const name = () => explorer.querySelectorAll('[role=slider]:not([aria-label])').forEach(handle => {
    const label = handle.closest('.widget-slider')?.querySelector('label');
    if (label) handle.setAttribute('aria-label', label.textContent);
});
new MutationObserver(name).observe(explorer, {childList: true, subtree: true});
name();
"></style>"""
MARK = (213, 94, 0)  # the orange of tlkit.plots
_WIDE = {"description_width": "initial"}


class Explorer(widgets.VBox):
    """Controls and what answers them, one below the other."""

    def __init__(self, *rows: widgets.Widget) -> None:
        super().__init__([*rows, widgets.HTML(_NAMES, layout={"display": "none"})])
        self.add_class("tlkit-explorer")


def slider(description: str, value: int, last: int, **options: Any) -> widgets.IntSlider:
    """A slider over whole numbers from 0 that takes the width there is."""
    return widgets.IntSlider(
        value,
        0,
        last,
        description=description,
        style=_WIDE,
        layout={"flex": "1 1 auto", "width": "auto"},
        **options,
    )


def dropdown(
    description: str, options: Sequence[tuple[str, object]], value: object, **layout: str
) -> widgets.Dropdown:
    """A list to choose from, as wide as its words."""
    return widgets.Dropdown(
        options=options,
        value=value,
        description=description,
        style=_WIDE,
        layout={"width": "max-content"} | layout,
    )


def uploader(taken: Callable[[Image.Image | None], None]) -> widgets.FileUpload:
    """A button for an image of one's own; calls a function with it, or with None if it is none."""
    upload = widgets.FileUpload(
        accept="image/*", description="An image of my own", layout={"width": "auto"}
    )

    def uploaded(change: dict[str, Any]) -> None:
        if change["new"]:
            try:
                taken(Image.open(io.BytesIO(change["new"][0]["content"])).convert("RGB"))
            except OSError:
                taken(None)

    upload.observe(uploaded, "value")
    return upload


def resized(image: Image.Image, height: int, width: int) -> np.ndarray:
    """An image as an array (height, width, 3), from 0 to 255."""
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS))


def button(
    description: str, clicked: Callable[[], None], *, disabled: bool = False
) -> widgets.Button:
    """A button that calls a function without arguments."""
    widget = widgets.Button(description=description, disabled=disabled)
    widget.on_click(lambda _: clicked())
    return widget


def row(*children: widgets.Widget) -> widgets.HBox:
    """Controls beside each other, on several lines where a window is narrow."""
    return widgets.HBox(children, layout={"flex_flow": "row wrap", "align_items": "center"})


def figure_image(figure: "Figure", words: str) -> str:
    """A matplotlib figure as HTML, with words for those who cannot see it."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=90)
    return _image(file, words, "max-width: 100%")


def pixels(image: np.ndarray, words: str, *, width: int) -> str:
    """An image (height, width, 3) from 0 to 255 as HTML, its pixels left sharp."""
    file = io.BytesIO()
    Image.fromarray(image.astype("uint8")).save(file, format="png", compress_level=1)
    return _image(file, words, f"width: {width}px; max-width: 100%; image-rendering: pixelated")


def captioned(image: str, words: str) -> str:
    """An image as HTML over a line of words."""
    return (
        '<figure style="display: inline-block; margin: 0 1em 0.5em 0; vertical-align: top; '
        f'line-height: 1.4">{image}<figcaption>{words}</figcaption></figure>'
    )


def table(corner: str, heads: Iterable[str], rows: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Rows of a name and its numbers, as HTML, under heads of columns."""
    apart = 'style="padding-left: 1em"'
    columns = "".join(f'<th scope="col" {apart}>{head}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row" style="text-align: left; font-weight: normal">{name}</th>'
        + "".join(f"<td {apart}>{value}</td>" for value in values)
        + "</tr>"
        for name, values in rows
    )
    return (
        '<table style="text-align: right; margin-right: 2em; line-height: 1.5">'
        f'<tr><th scope="col">{corner}</th>{columns}</tr>{body}</table>'
    )


def sheet(images: np.ndarray, columns: int, marked: int | None = None) -> np.ndarray:
    """Images (n, height, width, 3) beside and below each other, one of them framed in orange."""
    count, height, width, _ = images.shape
    rows = -(-count // columns)
    tiles = np.full((rows * columns, height + 4, width + 4, 3), 255, "uint8")
    if marked is not None:
        tiles[marked] = MARK
    tiles[:count, 2:-2, 2:-2] = images
    tiles = tiles.reshape(rows, columns, *tiles.shape[1:])
    return tiles.swapaxes(1, 2).reshape(rows * tiles.shape[2], -1, 3)


def _image(file: io.BytesIO, words: str, style: str) -> str:
    data = base64.b64encode(file.getvalue()).decode()
    return f'<img alt="{escape(words)}" style="{style}" src="data:image/png;base64,{data}">'
