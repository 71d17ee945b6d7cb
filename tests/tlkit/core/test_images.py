"""Images are raw pixels of the size that a model takes; anything else is named."""

import re

import keras
import numpy as np
import pytest

from tlkit.core.images import check_images

PIXELS = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3)).astype("uint8")
MODEL = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Flatten()], name="small")


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (PIXELS[0], "which is one image; pass a batch"),
        (PIXELS[..., :1], "expected (n, height, width, 3)"),
        (PIXELS[:0], "there is no image in it"),
        (PIXELS[:, :16], "images are 16×32 pixels, but small"),
        (PIXELS / 255, "from 0.0 to 1.0, so they were scaled before"),
        (PIXELS / 127.5 - 1, "from -1.0 to 1.0, so they were scaled before"),
        (PIXELS * np.float32(2), "so they were scaled before"),
        (np.where(PIXELS > 250, np.nan, PIXELS), "hold NaN or infinity"),
        (PIXELS > 9, "of type bool; expected uint8 or float32"),
    ],
)
def test_check_images_names_what_is_wrong(images, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        check_images(images, MODEL)


@pytest.mark.parametrize("images", [PIXELS, PIXELS.astype("float32"), PIXELS * 0.0])
def test_check_images_lets_raw_pixels_pass(images):
    assert check_images(images, MODEL) is None
