"""A canvas paints the image it was given, and moves the view over it."""

import keras
import numpy as np

from tlkit.features.fourier_image import Canvas

IMAGES = np.random.default_rng(0).integers(0, 256, (2, 16, 16, 3)).astype("uint8")


def test_a_canvas_paints_the_image_it_was_given():
    canvas = Canvas((12, 16), 0.25, 1.0)
    shown = canvas.paint(canvas.coefficients(IMAGES[:, :12]), *canvas.view())
    expected = np.clip(IMAGES[:, :12].astype(float), 255 * 0.005, 255 * 0.995)
    np.testing.assert_allclose(keras.ops.convert_to_numpy(shown), expected, atol=0.5)


def test_a_moved_view_shows_the_pixels_beside():
    canvas = Canvas((16, 16), 0.25, 1.0)
    coefficients = canvas.coefficients(IMAGES)
    here, moved = (
        keras.ops.convert_to_numpy(canvas.paint(coefficients, *canvas.view(shift=shift)))
        for shift in ((0, 0), (2, -3))
    )
    np.testing.assert_allclose(moved[:, :-2, 3:], here[:, 2:, :-3], atol=0.5)
