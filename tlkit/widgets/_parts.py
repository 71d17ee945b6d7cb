"""What all explorers are made of."""

import base64
import io
from typing import Any

import ipywidgets as widgets

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


def dropdown(description: str, options: Any, value: Any, **layout: str) -> widgets.Dropdown:
    """A list to choose from, as wide as its words."""
    return widgets.Dropdown(
        options=options,
        value=value,
        description=description,
        style=_WIDE,
        layout={"width": "max-content"} | layout,
    )


def button(description: str, clicked: Any, *, disabled: bool = False) -> widgets.Button:
    """A button that calls a function without arguments."""
    made = widgets.Button(description=description, disabled=disabled)
    made.on_click(lambda _: clicked())
    return made


def row(*children: widgets.Widget) -> widgets.HBox:
    """Controls beside each other, on several lines where a window is narrow."""
    return widgets.HBox(children, layout={"flex_flow": "row wrap", "align_items": "center"})


def picture(figure: Any, words: str) -> str:
    """A matplotlib figure as HTML, with words for those who cannot see it."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=90)
    data = base64.b64encode(file.getvalue()).decode()
    return f'<img alt="{words}" style="max-width: 100%" src="data:image/png;base64,{data}">'
