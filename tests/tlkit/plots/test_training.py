"""Plots draw what they are given; each returns a figure that no notebook shows twice."""

import keras
import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("agg")

from matplotlib import pyplot as plt

from tlkit.models.freezing import layer_table
from tlkit.plots import training as plots


@pytest.fixture(autouse=True)
def no_figure_left_open():
    yield
    assert plt.get_fignums() == []


def texts(axis) -> list[str]:
    return [text.get_text() for text in axis.texts]


def test_classes_stand_in_columns():
    images = np.arange(6, dtype="uint8")[:, None, None, None] * np.ones((1, 2, 2, 3), "uint8")
    figure = plots.show_classes((images, np.array([0, 1] * 3)), ["cat", "dog"], per_class=2)
    shown = [axis.images[0].get_array().max() for axis in figure.axes]
    assert shown == [0, 1, 2, 3]
    assert [axis.get_title() for axis in figure.axes] == ["cat", "dog", "", ""]


def test_classes_of_fewer_labels_than_images_are_refused():
    with pytest.raises(ValueError, match="3 images and 2 labels; expected one label an image"):
        plots.show_classes((np.zeros((3, 2, 2, 3)), [0, 1]), ["cat", "dog"])


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


def test_histories_have_a_line_for_training_and_one_for_validation():
    history = keras.callbacks.History()
    history.history = {
        "loss": [2, 1],
        "val_loss": [2, 3],
        "accuracy": [0, 1],
        "val_accuracy": [0, 0],
    }
    figure = plots.show_histories({"scratch": history})
    lines = [line.get_ydata().tolist() for axis in figure.axes for line in axis.lines]
    assert lines == [[2, 1], [2, 3], [0, 1], [0, 0]]


def test_a_training_without_the_metric_is_refused():
    history = keras.callbacks.History()
    history.history = {"loss": [2, 1]}
    message = "'scratch' measured loss, and not 'accuracy'; compile the model with metrics"
    with pytest.raises(ValueError, match=message):
        plots.show_histories({"scratch": history})


def test_trainings_differ_in_their_markers_too():
    history = keras.callbacks.History()
    history.history = {"loss": [2, 1], "accuracy": [0, 1]}
    figure = plots.show_histories({str(i): history for i in range(9)})
    looks = [(line.get_marker(), line.get_color()) for line in figure.axes[0].lines[1::2]]
    assert len(set(looks)) == 9
    assert len({marker for marker, _ in looks[:7]}) == len({colour for _, colour in looks[:7]}) == 7


def test_accuracies_with_guesses_and_chance():
    figure = plots.show_accuracies({"a": 0.25, "b": 1.0}, guesses={"b": 0.5}, chance=0.1)
    (axis,) = figure.axes
    assert texts(axis) == ["0.25", "1.00"]
    assert axis.collections[0].get_offsets().tolist() == [[0.5, 1.0]]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["guessing", "you said"]


def test_a_guess_of_nothing_is_refused():
    with pytest.raises(ValueError, match="guesses name 'c', but accuracies a, b; use those"):
        plots.show_accuracies({"a": 0.25, "b": 1.0}, guesses={"c": 0.5})


def test_a_guess_covers_no_number():
    figure = plots.show_accuracies({"a": 0.45, "b": 0.2}, guesses={"a": 0.5, "b": 0.5})
    figure.draw_without_rendering()
    numbers = [text.get_window_extent().x0 for text in figure.axes[0].texts]
    guessed, least = (figure.axes[0].transData.transform((x, 0))[0] for x in (0.5, 0.2))
    assert numbers[0] > guessed > numbers[1] > least


def test_accuracies_alone_need_no_legend():
    assert plots.show_accuracies({"a": 0.25}).legends == []


def test_confusion_counts_and_shows_mistakes():
    images = np.zeros((4, 2, 2, 3), "uint8")
    figure = plots.show_confusion(
        np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), ["cat", "dog"], images=images
    )
    matrix, *examples = figure.axes
    assert texts(matrix) == ["1", "1", "2"]
    assert [axis.get_title() for axis in examples if axis.images] == ["says dog,\nis cat"]


@pytest.mark.parametrize(
    ("labels", "predicted", "message"),
    [
        ([0, 1], [[0.9, 0.1], [0.2, 0.8]], r"predicted \(2, 2\); expected \(n,\) .*argmax"),
        ([0, 1], [0], r"labels has shape \(2,\) and predicted \(1,\)"),
        ([0, 2], [0, 1], "labels run from 0 to 2, but class_names has 2, for 0 to 1"),
        ([0, 1], [0, -1], "predicted run from -1 to 0, but class_names has 2"),
    ],
)
def test_confusion_of_what_are_no_classes_is_refused(labels, predicted, message):
    with pytest.raises(ValueError, match=message):
        plots.show_confusion(labels, predicted, ["cat", "dog"])


def test_images_that_were_scaled_are_refused_and_not_drawn_black():
    images, labels = np.random.default_rng(0).random((2, 4, 4, 3)), np.array([0, 1])
    for draw in (
        lambda: plots.show_classes((images, labels), ["cat", "dog"]),
        lambda: plots.show_confusion(labels, 1 - labels, ["cat", "dog"], images=images),
        lambda: plots.show_class_map(images[0], None, {"cat": 0}),
    ):
        with pytest.raises(ValueError, match="they were scaled before; pass raw pixels"):
            draw()


def test_confusion_alone_takes_half_the_room():
    figure = plots.show_confusion(np.array([0, 1]), np.array([0, 1]), ["cat", "dog"])
    assert len(figure.subfigs) == 1
    assert figure.get_size_inches().tolist() == [5.5, 4.6]


def test_accuracy_by_layer_has_a_line_for_each_column():
    table = pd.DataFrame({"pretrained": [0.5, 0.9], "raw pixels": 0.4}, index=["a", "b"])
    (axis,) = plots.show_accuracy_by_layer(table).axes
    assert [text.get_text() for text in axis.get_xticklabels()] == ["a", "b"]
    assert [line.get_label() for line in axis.lines] == ["pretrained", "raw pixels"]


def test_strategies_are_boxes_that_say_what_trains():
    image = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(4, 3, name="a")(image)
    x = keras.layers.Conv2D(4, 3, name="b")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(image, keras.layers.Dense(2, name="classes")(x))
    (axis,) = plots.show_strategies(model).axes
    hatches = np.reshape([box.get_hatch() for box in axis.patches], (5, 3)).tolist()
    frozen, trained, new = "", "////", "...."
    assert hatches == [
        [frozen, frozen, frozen],
        [frozen, frozen, new],
        [frozen, trained, new],
        [trained, trained, new],
        [new, new, new],
    ]
    assert texts(axis)[:3] == ["a\n112", "b\n148", "its own\nclassifier"]
