"""Curves and bars of trainings and measurements."""

import keras
import pandas as pd
import pytest

from tlkit.plots import training as plots


def texts(axis) -> list[str]:
    return [text.get_text() for text in axis.texts]


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


def test_accuracy_by_layer_has_a_line_for_each_column():
    table = pd.DataFrame({"pretrained": [0.5, 0.9], "raw pixels": 0.4}, index=["a", "b"])
    (axis,) = plots.show_accuracy_by_layer(table).axes
    assert [text.get_text() for text in axis.get_xticklabels()] == ["a", "b"]
    assert [line.get_label() for line in axis.lines] == ["pretrained", "raw pixels"]
