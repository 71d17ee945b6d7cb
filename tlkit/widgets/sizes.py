"""The sizes explorer: an image grows, the class map follows; one pass against many crops."""

import time
from collections.abc import Sequence
from html import escape

import ipywidgets as widgets
import keras
import numpy as np
from PIL import Image

from tlkit.core.images import check_images
from tlkit.core.receptive_field import map_geometry
from tlkit.models.fully_convolutional import classifier_everywhere
from tlkit.models.heads import classifier_start
from tlkit.plots.filters import map_images
from tlkit.training.step_cost import Network
from tlkit.widgets._controls import (
    Explorer,
    captioned,
    dropdown,
    pixels,
    resized,
    row,
    table,
    uploader,
)

LARGEST = 5  # times the side that the model takes


def explore_sizes(
    model: keras.Model, image: np.ndarray, class_names: Sequence[str] | None = None
) -> "SizesExplorer":
    """Return an explorer of a classifier on an image that grows under a slider.

        explore_sizes(model, image, case.class_names)

    The class map follows: how probable a class is at each place, in one pass; beside it stands
    what a pass for each crop of the model's own size would cost. In print, `tlkit.show_class_map`
    draws the map.

    Args:
        model: a flat classifier of one size, as for `tlkit.class_map`; its scores are turned into
            probabilities by softmax.
        image: (height, width, 3), raw pixels from 0 to 255, of any size; scaled as needed.
        class_names: by default their numbers.

    Raises:
        ValueError: as `tlkit.class_map`, a model that takes any size already, or names that do
            not go with its classes.
    """
    check_images(np.asarray(image)[np.newaxis])
    count = model.output_shape[-1]
    names = [str(i) for i in range(count)] if class_names is None else list(class_names)
    if len(names) != count:
        raise ValueError(f"class_names holds {len(names)} names, but {model.name} has {count}")
    return SizesExplorer(model, np.asarray(image), names)


class SizesExplorer(Explorer):
    """The controls; `probabilities` (rows, columns, classes) is the class map that is shown."""

    def __init__(self, model: keras.Model, image: np.ndarray, class_names: list[str]) -> None:
        network = Network(model)
        head = classifier_start(model)
        self.multiplications = network.multiplications[:head].sum(), network.multiplications.sum()
        self.everywhere = classifier_everywhere(model)
        self.window = model.input_shape[1:3]
        self.class_names = class_names
        stride = map_geometry(self.everywhere, self.window).stride[0]

        self.side = widgets.IntSlider(
            self.window[0],
            self.window[0],
            LARGEST * self.window[0],
            step=stride,
            description="Height in pixels",
            style={"description_width": "initial"},
            layout={"flex": "1 1 auto", "width": "auto"},
        )
        for more in (0, stride):  # at its second size, TensorFlow compiles the pass for all sizes
            self._scores(np.zeros((self.window[0] + more, self.window[1] + more, 3)))

        names = [(name, i) for i, name in enumerate(class_names)]
        self.shown = dropdown("class", names, 0)
        self.upload = uploader(self._uploaded)
        self.map = widgets.HTML()
        self.numbers = widgets.HTML()

        self.side.observe(self._grow, "value")
        self.shown.observe(self._show, "value")
        super().__init__(row(self.side, self.shown, self.upload), row(self.map, self.numbers))
        self.look_at(Image.fromarray(image.astype("uint8")))

    def look_at(self, image: Image.Image) -> None:
        """Take another image, and show the class that is most probable in it."""
        self.original = image
        self._grow()
        self.shown.value = int(self.probabilities.mean(axis=(0, 1)).argmax())

    def _grow(self, _: object = None) -> None:
        """Run the classifier over the image at the height that the slider says."""
        height = self.side.value
        width = max(self.window[1], round(height * self.original.width / self.original.height))
        self.image = resized(self.original, height, width)
        begun = time.perf_counter()
        scores = self._scores(self.image)
        self.seconds = time.perf_counter() - begun
        self.geometry = map_geometry(self.everywhere, (height, width))
        self.probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(scores))
        self._show()

    def _scores(self, image: np.ndarray) -> np.ndarray:
        """Scores (rows, columns, classes) from a pass that is compiled."""
        return np.asarray(self.everywhere.predict_on_batch(image[np.newaxis].astype("float32")))[0]

    def _show(self, _: object = None) -> None:
        height, width = self.image.shape[:2]
        rows, columns = self.probabilities.shape[:2]
        name = escape(self.class_names[self.shown.value])
        chosen = self.probabilities[..., self.shown.value]
        words = f"Where the image of {height}×{width} pixels looks like {name}"
        self.map.value = captioned(
            pixels(self._overlay(chosen), words, width=width),
            f"{name}: {chosen.min():.2f} (dark) to {chosen.max():.2f} (bright), "
            f"{chosen.mean():.2f} on average over {rows}×{columns} places",
        )
        self.numbers.value = self._costs()

    def _overlay(self, chosen: np.ndarray) -> np.ndarray:
        """The image in grey, under the colour of the place that each pixel is nearest to."""
        places = [
            np.clip(np.round((np.arange(size) - first) / stride), 0, count - 1).astype(int)
            for size, first, stride, count in zip(
                self.image.shape,
                self.geometry.offset,
                self.geometry.stride,
                chosen.shape,
                strict=False,
            )
        ]
        colours = map_images(chosen[np.newaxis])[0][np.ix_(*places)]
        return (self.image.mean(axis=-1, keepdims=True) + colours) / 2

    def _costs(self) -> str:
        """One pass against a pass for each crop, as a table."""
        sizes = self.image.shape[:2]
        strides = self.geometry.stride
        crops = [(s - w) // d + 1 for s, w, d in zip(sizes, self.window, strides, strict=True)]
        count = int(np.prod(crops))
        (body, whole) = self.multiplications
        area = np.prod(sizes) / np.prod(self.window)
        at_once = body * area + (whole - body) * self.probabilities[..., 0].size
        rows = {
            f"one pass over {sizes[0]}×{sizes[1]} pixels": at_once,
            f"{count} crop{'s' * (count > 1)} of {self.window[0]}×{self.window[1]}": whole * count,
        }
        numbers = [(label, [f"{value / 1e6:,.1f}"]) for label, value in rows.items()]
        return (
            f"{table('', ['million multiplications'], numbers)}<p>The crops cost "
            f"{whole * count / at_once:.1f} times as much. This pass took "
            f"{1000 * self.seconds:.0f} ms.</p>"
        )

    def _uploaded(self, image: Image.Image | None) -> None:
        if image is None:
            self.numbers.value = '<p role="status">That file is not an image.</p>'
        else:
            self.look_at(image)
