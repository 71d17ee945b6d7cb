"""What a study is given is taken as it is, or refused with what would be accepted."""

import keras
import numpy as np
import pytest

from tlkit.experiments import study_input


def model():
    layers = [keras.layers.Conv2D(2, 3), keras.layers.Flatten(), keras.layers.Dense(3)]
    return keras.Sequential([keras.Input((4, 4, 3)), *layers], name="net")


def part(count):
    return np.full((count, 4, 4, 3), 200, "uint8"), np.arange(count) % 3


def test_layers_with_a_kernel_are_those_that_count():
    assert study_input.kernels(model()) == [0, 2]


@pytest.mark.parametrize(("n", "counts"), [(None, [1]), ([1], [1]), ([1, 1], [1])])
def test_by_default_all_layers_but_the_last_may_be_kept(n, counts):
    assert study_input.checked_counts(n, model()) == counts


@pytest.mark.parametrize("n", [[0], [2], [], "all", [1.5]])
def test_a_number_of_layers_that_cannot_be_kept_is_refused(n):
    with pytest.raises(ValueError, match=r"n is .*(expected integers from 1|can be kept)"):
        study_input.checked_counts(n, model())


def test_a_task_is_arrays_to_train_and_to_test_on():
    (images, labels), (test_images, _) = study_input.checked_task(
        "task_a", (part(6), (part(3)[0], [0, 1, 2])), model()
    )
    assert (len(images), len(labels), len(test_images)) == (6, 6, 3)


def test_what_is_not_a_pair_is_refused():
    with pytest.raises(ValueError, match="task_a is not a pair of training and test images"):
        study_input.checked_task("task_a", part(6), model())
