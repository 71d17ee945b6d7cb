"""The frozen beginning of a model: where it ends, judged by hand; its activations, by Keras."""

import shutil
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from tlkit.models.freezing import freeze, unfreeze
from tlkit.training.fit_cached import Batches
from tlkit.training.frozen_part import activations, frontier

IMAGES = np.random.default_rng(0).integers(0, 256, (10, 8, 8, 3)).astype("uint8")
layers = keras.layers


def chain(*between):
    """Convolution, normalisation, what is `between`, a convolution, pooling, a classifier."""
    image = keras.Input((8, 8, 3), name="image")
    x = layers.Conv2D(2, 3, padding="same", name="first")(image)
    x = layers.BatchNormalization(name="norm")(x)
    for layer in between:
        x = layer(x)
    x = layers.Conv2D(2, 3, name="second")(x)
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(image, layers.Dense(2, name="classes")(x), name="chain")


def branches():
    """Two branches of two convolutions each, and a pooled one, as in an Inception block."""
    image = keras.Input((8, 8, 3), name="image")
    x = layers.Conv2D(2, 3, padding="same", name="stem")(image / 255)
    left = layers.Conv2D(3, 1, name="left_1")(x)
    right = layers.Conv2D(4, 1, name="right_1")(x)
    pooled = layers.AveragePooling2D(2, 1, "same", name="pooled")(x)
    left = layers.Conv2D(3, 3, padding="same", name="left_2")(left)
    right = layers.Conv2D(4, 3, padding="same", name="right_2")(right)
    pooled = layers.Conv2D(5, 1, name="pooled_2")(pooled)
    x = layers.GlobalMaxPooling2D()(layers.Concatenate(name="mixed")([left, right, pooled]))
    return keras.Model(image, layers.Dense(2, name="classes")(x), name="branches")


def set_trainable(model, *names):
    """Let these layers train, and no others."""
    for layer in model.layers:
        layer.trainable = layer.name in names


def makers(model):
    """The names of the layers whose outputs the frontier holds."""
    tensors = frontier(model)
    return [x.name for x in model.layers if any(x.output is tensor for tensor in tensors)]


@pytest.mark.parametrize(
    ("trains", "expected"),
    [
        (("classes",), ["pool"]),
        (("second", "classes"), ["norm"]),
        (("second",), ["norm"]),
        (("norm", "second", "classes"), ["first"]),
    ],
)
def test_a_chain_is_cut_before_the_first_layer_that_trains(trains, expected):
    model = chain()
    set_trainable(model, *trains)
    assert makers(model) == expected


def test_parallel_branches_are_cut_in_several_tensors():
    model = branches()
    set_trainable(model, "left_2", "right_2", "pooled_2", "classes")
    assert makers(model) == ["left_1", "right_1", "pooled"]


def test_what_pooling_gives_again_is_not_kept_twice():
    model = branches()
    set_trainable(model, "left_1", "right_2", "pooled_2", "classes")
    assert makers(model) == ["stem", "right_1"]


def test_a_branch_that_is_frozen_to_its_end_is_kept_at_its_end():
    model = branches()
    set_trainable(model, "left_2", "classes")
    assert makers(model) == ["left_1", "right_2", "pooled_2"]


def test_a_layer_used_twice_is_cut_at_each_use():
    image = keras.Input((8, 8, 3))
    shared = layers.Conv2D(3, 1)
    x = layers.Add()([shared(image), shared(shared(image))])
    model = keras.Model(image, layers.Dense(2, name="classes")(layers.Flatten()(x)))
    set_trainable(model, "classes")
    assert [tensor.shape for tensor in frontier(model)] == [(None, 192)]


def test_a_sequential_model_is_cut_too():
    model = keras.Sequential(
        [keras.Input((8, 8, 3)), layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(2)]
    )
    freeze(model, -1)
    assert makers(model) == [model.layers[1].name]


def test_to_look_for_the_frontier_changes_no_layer():
    model = chain()
    freeze(model, "norm")
    outputs = [layer.output for layer in model.layers]
    frontier(model)
    assert all(layer.output is output for layer, output in zip(model.layers, outputs, strict=True))


@pytest.mark.parametrize("rate", [0.5, 0.0])
def test_dropout_after_the_last_frozen_weights_falls_to_the_part_that_trains(rate):
    model = chain(layers.Dropout(rate, name="drop"))
    set_trainable(model, "second", "classes")
    assert makers(model) == ["norm" if rate else "drop"]


@pytest.mark.parametrize(
    ("layer", "named"),
    [
        (layers.Dropout(0.5, name="drop"), r"'drop' \(Dropout\) is random, and gives other"),
        (layers.RandomFlip(name="flip"), r"'flip' \(RandomFlip\) is random"),
        (layers.Lambda(lambda x: x, name="own"), r"'own' \(Lambda\) may give other values"),
        (
            keras.Sequential([layers.RandomRotation(0.1)], name="augment"),
            r"'augment' \(Sequential\) is random",
        ),
    ],
)
def test_a_frozen_part_with_something_random_inside_is_refused(layer, named):
    model = chain(layer)
    set_trainable(model, "classes")
    with pytest.raises(ValueError, match=f"frozen part of chain has no.*{named}.*use model.fit"):
        frontier(model)


def test_a_layer_of_ones_own_is_refused():
    class Own(layers.Layer):
        def call(self, x):
            return x

    model = chain(Own(name="own"))
    set_trainable(model, "classes")
    with pytest.raises(ValueError, match=r"'own' \(Own\) may give other values in training"):
        frontier(model)


@pytest.mark.parametrize("affine", [True, False])
def test_normalisation_that_is_not_frozen_is_refused(affine):
    free = layers.BatchNormalization(name="free", center=affine, scale=affine)
    model = chain(free)
    set_trainable(model, "free", "classes")
    with pytest.raises(ValueError, match=r"'free' \(BatchNormalization\) is not frozen, so that"):
        frontier(model)


def test_a_model_that_trains_from_its_first_layer_is_refused():
    model = chain()
    unfreeze(model)
    with pytest.raises(ValueError, match="chain has no frozen layers before those that train"):
        frontier(model)


def test_a_model_in_which_nothing_trains_is_refused():
    model = chain()
    freeze(model)
    with pytest.raises(ValueError, match="nothing in chain trains: all of its layers are frozen"):
        frontier(model)


def test_several_outputs_are_refused():
    model = chain()
    several = keras.Model(model.input, [model.output, model.layers[-2].output], name="several")
    with pytest.raises(ValueError, match="several has more than one input or output"):
        frontier(several)


def test_a_train_step_of_ones_own_is_refused():
    class Own(keras.Model):
        def train_step(self, data):
            return {}

    model = chain()
    own = Own(model.input, model.output, name="own")
    with pytest.raises(ValueError, match="own has a train_step of its own"):
        frontier(own)


@pytest.mark.parametrize(("batch_size", "memory_limit"), [(3, 0), (64, 0), (3, 1e9), (5, 1e9)])
def test_activations_are_those_of_keras(tmp_path, batch_size, memory_limit):
    model = branches()
    set_trainable(model, "left_2", "right_2", "pooled_2", "classes")
    kept = activations(
        model, frontier(model), IMAGES, batch_size, memory_limit=memory_limit, folder=tmp_path
    )
    expected = keras.Model(model.input, frontier(model))(IMAGES)
    assert all(isinstance(array, np.memmap) == (memory_limit == 0) for array in kept)
    for array, right in zip(kept, expected, strict=True):
        np.testing.assert_allclose(array, right, atol=1e-5)


def test_a_full_disk_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    model = chain()
    freeze(model, "norm")
    with pytest.raises(OSError, match=r"activations take 0\.0 GB, but .* has 0\.0 GB free"):
        activations(model, frontier(model), IMAGES, 5, memory_limit=0, folder=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("shuffle", [True, False])
def test_batches_hold_every_row_once_with_its_label(shuffle):
    batches = Batches((np.arange(10) * 2, np.arange(10) * 3), np.arange(10), 4, shuffle)
    for _ in range(2):
        pairs = [batches[index] for index in range(len(batches))]
        labels = np.concatenate([labels for _, labels in pairs])
        np.testing.assert_array_equal(np.concatenate([x for (x, _), _ in pairs]), labels * 2)
        np.testing.assert_array_equal(np.concatenate([x for (_, x), _ in pairs]), labels * 3)
        assert [len(labels) for _, labels in pairs] == [4, 4, 2]
        assert sorted(labels) == list(range(10))
        batches.on_epoch_end()


def test_shuffled_batches_come_in_another_order_each_epoch():
    keras.utils.set_random_seed(0)
    batches = Batches((np.arange(10),), np.arange(10), 10, shuffle=True)
    first = batches[0][1]
    batches.on_epoch_end()
    assert not np.array_equal(first, batches[0][1])
