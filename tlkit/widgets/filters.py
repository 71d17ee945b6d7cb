"""The filters explorer: kernels, feature maps, and the image that excites a filter most."""

import threading
import time
from html import escape

import ipywidgets as widgets
import keras
import numpy as np
from PIL import Image

from tlkit.core.graph import output_of
from tlkit.core.images import check_images
from tlkit.core.layers import check_flat
from tlkit.features.filters import Ascent, filter_images, maximize_activation
from tlkit.plots.filters import map_images
from tlkit.widgets._controls import (
    Explorer,
    button,
    captioned,
    pixels,
    resized,
    row,
    sheet,
    slider,
    uploader,
)

COLUMNS = 16  # of a sheet
MOST = 64  # kernels of one filter that are drawn
_LARGE = 180  # pixels
_TILE = 40  # pixels


def explore_filters(model: keras.Model, image: np.ndarray) -> "FiltersExplorer":
    """Return an explorer of what every filter of a network looks for, on an image.

        explore_filters(case.backbone, case.test.images[0])

    Sliders choose a layer and a filter; a button climbs to the image that excites the filter
    most, drawn on the way; another takes an image of one's own. In print,
    `tlkit.show_feature_maps`, `tlkit.show_filters` and `tlkit.show_activation` draw the same.

    Args:
        model: a flat model.
        image: (height, width, 3), raw pixels from 0 to 255, as the model takes it.

    Raises:
        ValueError: an image of the wrong shape or range, or a model without feature maps.
    """
    check_flat(model)
    check_images(np.asarray(image)[np.newaxis], model)
    return FiltersExplorer(model, np.asarray(image))


class FiltersExplorer(Explorer):
    """The controls; `image`, and every layer's answer to it (`maps`)."""

    def __init__(self, model: keras.Model, image: np.ndarray) -> None:
        self.model = model
        layers = [layer for layer in model.layers if _has_maps(model, layer)]
        if not layers:
            raise ValueError(f"{model.name} has no layers that give feature maps")
        outputs = [output_of(model, layer) for layer in layers]
        self.answers = keras.Model(model.inputs[0], outputs)

        self.layer = widgets.SelectionSlider(
            options=[layer.name for layer in layers],
            description="Layer",
            layout={"flex": "1 1 20em", "width": "auto", "margin": "2px 2em 2px 2px"},
        )
        self.filter = slider("Filter", 0, outputs[0].shape[-1] - 1)
        self.upload = uploader(self._uploaded)
        self.climb = button("Climb", self.start)
        self.stop = button("Stop", self._ask_to_stop, disabled=True)
        self.chosen, self.sheets, self.ascent = (widgets.HTML() for _ in range(3))
        self.ascent.layout.flex = "0 0 auto"

        self.thread: threading.Thread | None = None
        self.asked_to_stop = threading.Event()
        self.layer.observe(self._show_layer, "value")
        self.filter.observe(self._show, "value")

        super().__init__(
            row(self.layer, self.filter),
            row(self.upload, self.climb, self.stop),
            row(self.chosen, self.ascent),
            self.sheets,
        )
        self.look_at(image)

    def look_at(self, image: np.ndarray) -> None:
        """Take another image."""
        self.image = image
        outputs = self.answers(image[np.newaxis].astype("float32"), training=False)
        maps = [keras.ops.convert_to_numpy(one)[0] for one in keras.tree.flatten(outputs)]
        self.maps = dict(zip(self.layer.options, maps, strict=True))
        self._show_layer()

    def start(self) -> None:
        """Climb to the image that excites the filter, in the background."""
        layer = self.layer.value
        number = self.filter.value
        self.asked_to_stop.clear()
        self._running(True)
        self.thread = threading.Thread(target=self._run, args=(layer, number), daemon=True)
        self.thread.start()

    def _show_layer(self, _: object = None) -> None:
        last = self.maps[self.layer.value].shape[-1] - 1
        self.filter.value = min(self.filter.value, last)
        self.filter.max = last
        self._show()

    def _show(self, _: object = None) -> None:
        layer = self.layer.value
        number = self.filter.value
        maps = map_images(np.moveaxis(self.maps[layer], -1, 0))
        answer = self.maps[layer][..., number]
        words = f"{layer}, filter {number}"
        self.chosen.value = captioned(
            pixels(self.image, "The image", width=_LARGE), "the image"
        ) + captioned(
            pixels(maps[number], f"Feature map of {words}", width=_LARGE),
            f"answer of filter {number}:<br>{answer.min():.2f} to {answer.max():.2f}",
        )
        coarse = max(1, max(answer.shape) // _TILE)
        name = f"All {len(maps)} feature maps of {layer}, filter {number} framed"
        answers = captioned(
            _sheet(maps[:, ::coarse, ::coarse], name, number),
            f"answers of all {len(maps)} filters of {escape(layer)}, from 0 on, {COLUMNS} a row",
        )
        self.sheets.value = answers + self._kernels(layer, number)

    def _kernels(self, layer: str, number: int) -> str:
        """The kernels of a layer, or of one filter where each reads many channels."""
        try:
            kernels = filter_images(self.model, layer)
        except ValueError:
            return "<p>This layer has no kernels larger than 1×1.</p>"
        count = self.maps[layer].shape[-1]
        each = len(kernels) // count
        words = f"kernels of all {count} filters"
        if each > 1:
            kernels = kernels[number * each : (number + 1) * each][:MOST]
            words = f"kernels of filter {number} for the first {len(kernels)} of {each} channels"
        kernels = np.broadcast_to(kernels, (*kernels.shape[:-1], 3))
        finer = max(1, _TILE // max(kernels.shape[1:3]))
        kernels = kernels.repeat(finer, axis=1).repeat(finer, axis=2)
        drawn = _sheet(kernels, f"{words} of {layer}", None if each > 1 else number)
        return captioned(drawn, words)

    def _uploaded(self, image: Image.Image | None) -> None:
        if image is None:
            self.ascent.value = '<p role="status">That file is not an image.</p>'
        else:
            self.look_at(resized(image, *self.image.shape[:2]))

    def _run(self, layer: str, number: int) -> None:
        drawn = time.monotonic()

        def watch(ascent: Ascent) -> bool:
            nonlocal drawn
            if time.monotonic() - drawn > 0.2:
                self._draw(ascent, f"{layer}, filter {number}")
                drawn = time.monotonic()
            return self.asked_to_stop.is_set()

        try:
            reached = maximize_activation(self.model, layer, number, watch=watch)
            self._draw(reached, f"{layer}, filter {number}", "done, ")
        except Exception as error:  # a thread's error would be seen by nobody
            words = escape(f"{type(error).__name__}: {error}")
            self.ascent.value = f'<p role="status">{words}</p>'
        finally:
            self._running(False)

    def _draw(self, ascent: Ascent, words: str, state: str = "") -> None:
        self.ascent.value = captioned(
            pixels(ascent.images[0], f"What excites {words}", width=_LARGE),
            f'what excites {escape(words)}<br><span role="status">{state}'
            f"step {len(ascent.activations)}: {ascent.activations[-1, 0]:.2f}</span>",
        )

    def _ask_to_stop(self) -> None:
        self.asked_to_stop.set()

    def _running(self, running: bool) -> None:
        self.climb.disabled = running
        self.stop.disabled = not running


def _sheet(images: np.ndarray, words: str, marked: int | None) -> str:
    columns = min(COLUMNS, len(images))
    return pixels(sheet(images, columns, marked), words, width=_TILE * columns)


def _has_maps(model: keras.Model, layer: keras.layers.Layer) -> bool:
    """Whether a layer gives feature maps; the input's are the image itself."""
    shape = getattr(keras.tree.flatten(output_of(model, layer))[0], "shape", ())
    return len(shape) == 4 and not isinstance(layer, keras.layers.InputLayer)
