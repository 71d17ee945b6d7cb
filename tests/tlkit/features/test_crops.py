"""One pass equals a pass for each crop where nothing is padded."""

import keras
import numpy as np
from small_classifiers import MODELS, pixels, predict

from tlkit.features.crops import CropComparison, compare_with_crops


def test_comparison_with_crops_without_padding():
    image = pixels(21, 26)
    model = MODELS["flatten"]("valid")
    found = compare_with_crops(model, image)
    assert found.at_once.shape == found.crops.shape == (3, 4, 5)
    assert found.largest_difference < 1e-5 < found.spread
    crop = predict(model, image[None, 4:20, 6:26])[0]
    probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(found.crops[2, 3]))
    np.testing.assert_allclose(probabilities, crop, atol=1e-5)


def test_comparison_with_crops_shows_what_padding_does():
    found = compare_with_crops(MODELS["flatten"]("same"), pixels(21, 26))
    assert found.largest_difference > 0.1 * found.spread


def test_comparison_measures():
    found = CropComparison(np.zeros((1, 2, 2)), np.array([[[1.0, 3.0], [1.0, -3.0]]]))
    assert (found.largest_difference, found.spread) == (3.0, np.std([1, 3, 1, -3]))
