"""One pass over a large image, against a pass for each crop of the model's own size."""

from typing import NamedTuple

import keras
import numpy as np

from tlkit.core.images import check_images
from tlkit.core.inference import run_once
from tlkit.core.receptive_field import map_geometry
from tlkit.models.fully_convolutional import before_probabilities, to_fully_convolutional


class CropComparison(NamedTuple):
    """Scores (rows, columns, classes) of one pass over an image, and of a pass for each crop."""

    at_once: np.ndarray
    crops: np.ndarray

    @property
    def largest_difference(self) -> float:
        """The largest difference between the two, to be read beside `spread`."""
        return float(np.abs(self.at_once - self.crops).max())

    @property
    def spread(self) -> float:
        """The standard deviation of the crops' scores."""
        return float(self.crops.std())


def compare_with_crops(model: keras.Model, image: np.ndarray) -> CropComparison:
    """Return a classifier's scores, before the softmax, from one pass and from a pass per crop.

    The crops have the model's own size, and lie where the positions of the one pass look. The two
    are equal, but for rounding, where nothing is padded and nothing weighs channels by the whole
    image, as squeeze-and-excitation does.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(image / 255)
        >>> classes = keras.layers.Dense(2)(keras.layers.Flatten()(maps))
        >>> found = compare_with_crops(keras.Model(image, classes), np.ones((9, 10, 3)) * 99)
        >>> found.crops.shape, found.largest_difference < 1e-4
        ((2, 3, 2), True)

    Args:
        model: a flat classifier, as for `to_fully_convolutional`.
        image: (height, width, 3), raw pixels, as large as the model's input or larger.

    Raises:
        ValueError: as `to_fully_convolutional`, or an image of the wrong shape, range or size.
    """
    batch = np.asarray(image)[np.newaxis]
    check_images(batch)
    everywhere = before_probabilities(to_fully_convolutional(model))
    _check_room(model, batch.shape[1:3])

    (down, across), _, _ = map_geometry(everywhere, batch.shape[1:3])
    windows = np.lib.stride_tricks.sliding_window_view(batch[0], model.input_shape[1:3], (0, 1))
    windows = windows[::down, ::across].transpose(0, 1, 3, 4, 2)
    rows, columns = windows.shape[:2]

    crop_scores = run_once(everywhere, windows.reshape(-1, *windows.shape[2:]))
    at_once = run_once(everywhere, batch)[0, :rows, :columns]
    return CropComparison(at_once, crop_scores.reshape(at_once.shape))


def _check_room(model: keras.Model, size: tuple[int, int]) -> None:
    height, width = model.input_shape[1:3]
    if size[0] < height or size[1] < width:
        raise ValueError(
            f"the image is {size[0]}×{size[1]} pixels, but a crop has the {height}×{width} "
            f"pixels that {model.name} takes; take a larger image"
        )
