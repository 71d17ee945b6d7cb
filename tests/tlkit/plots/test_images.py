"""Images of each class, and mistakes."""

import numpy as np
import pytest

from tlkit.plots import images as plots


def test_classes_stand_in_columns():
    images = np.arange(6, dtype="uint8")[:, None, None, None] * np.ones((1, 2, 2, 3), "uint8")
    figure = plots.show_classes((images, np.array([0, 1] * 3)), ["cat", "dog"], per_class=2)
    shown = [axis.images[0].get_array().max() for axis in figure.axes]
    assert shown == [0, 1, 2, 3]
    assert [axis.get_title() for axis in figure.axes] == ["cat", "dog", "", ""]


def test_classes_of_fewer_labels_than_images_are_refused():
    with pytest.raises(ValueError, match="3 images and 2 labels; expected one label per image"):
        plots.show_classes((np.zeros((3, 2, 2, 3)), [0, 1]), ["cat", "dog"])


def test_confusion_counts_and_shows_mistakes():
    images = np.zeros((4, 2, 2, 3), "uint8")
    figure = plots.show_confusion(
        np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), ["cat", "dog"], images=images
    )
    matrix, *examples = figure.axes
    assert [text.get_text() for text in matrix.texts] == ["1", "1", "2"]
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
    images = np.random.default_rng(0).random((2, 4, 4, 3))
    labels = np.array([0, 1])
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
