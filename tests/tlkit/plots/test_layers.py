"""Networks as strips and boxes."""

import keras
import numpy as np

from tlkit.models.freezing import layer_table
from tlkit.plots import layers as plots


def texts(axis) -> list[str]:
    return [text.get_text() for text in axis.texts]


def test_layers_are_counted_by_what_trains():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4), keras.layers.Dense(2)])
    model.layers[0].trainable = False
    figure = plots.show_layers(model)
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert labels == ["trained: 10", "frozen: 16"]
    assert [bar.get_hatch() for bar in figure.axes[0].patches] == ["", "////"]


def test_normalisation_in_inference_is_told_from_other_frozen_layers():
    normalised = keras.layers.BatchNormalization()
    model = keras.Sequential(
        [keras.Input((3,)), keras.layers.Dense(4), normalised, keras.layers.Dense(2)]
    )
    model.layers[0].trainable = model.layers[1].trainable = False
    figure = plots.show_layers(model)
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert labels == ["trained: 10", "frozen: 24", "frozen, normalisation in inference"]
    assert [bar.get_hatch() for bar in figure.axes[0].patches] == ["", "..", "////"]


def test_the_strip_counts_as_the_table_does():
    model = keras.Sequential(
        [keras.Input((3,)), keras.layers.Dense(4), keras.layers.BatchNormalization()]
    )
    model.layers[0].trainable = False
    total = layer_table(model).loc["total"]
    labels = [text.get_text() for text in plots.show_layers(model).legends[0].get_texts()]
    assert labels == [f"trained: {total['trained']}", f"frozen: {total['frozen']}"]
    assert labels[0] == "trained: 8"  # a scale and a shift for 4 features, and no statistics


def test_strategies_are_boxes_that_say_what_trains():
    image = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(4, 3, name="a")(image)
    x = keras.layers.Conv2D(4, 3, name="b")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(image, keras.layers.Dense(2, name="classes")(x))
    (axis,) = plots.show_strategies(model).axes
    hatches = np.reshape([box.get_hatch() for box in axis.patches], (5, 3)).tolist()
    frozen = ""
    trained = "////"
    new = "...."
    assert hatches == [
        [frozen, frozen, frozen],
        [frozen, frozen, new],
        [frozen, trained, new],
        [trained, trained, new],
        [new, new, new],
    ]
    assert texts(axis)[:3] == ["a\n112", "b\n148", "its own\nclassifier"]
