"""One step as proof, judged by plain `fit` and by bytes before and after."""

import pickle
import random

import keras
import numpy as np
import pytest

from tlkit.models.freezing import freeze
from tlkit.training.proof import prove_step

IMAGES = np.random.default_rng(0).integers(0, 256, (8, 12, 12, 3)).astype("uint8")
LABELS = np.arange(8) % 2
LOSS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
JAX = keras.backend.backend() == "jax"


@pytest.fixture
def model():
    """Frozen convolution and normalisation, trained ones, dropout, a classifier."""
    keras.utils.set_random_seed(0)
    image = keras.Input((12, 12, 3), name="image")
    x = image
    for i in (1, 2):
        x = keras.layers.Conv2D(2, 3, name=f"block{i}_conv")(x)
        x = keras.layers.BatchNormalization(name=f"block{i}_bn")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(0.5, name="dropout")(x)
    model = keras.Model(image, keras.layers.Dense(2, name="classes")(x), name="small")
    freeze(model, "block1")
    return model


def proof(model, **compile_options):
    model.compile(**({"optimizer": "sgd", "loss": LOSS} | compile_options))
    return prove_step(model, IMAGES, LABELS).set_index("name")


def test_what_is_frozen_does_not_move(model):
    rows = proof(model).loc[["block1_conv", "block1_bn"]]
    assert (rows[["weights_moved", "statistics_moved"]] == 0).all(axis=None)
    assert list(rows["cause"]) == ["", ""]


def test_what_trains_moves_by_its_gradient_and_batch_statistics(model):
    table = proof(model)
    assert table.loc["block2_conv", "cause"] == "gradient"
    assert table.loc["block2_bn", "cause"] == "batch statistics, gradient"


def test_layers_without_weights_are_left_out(model):
    assert list(proof(model).index) == [
        "block1_conv",
        "block1_bn",
        "block2_conv",
        "block2_bn",
        "classes",
    ]


def test_the_changes_are_those_of_a_plain_step(model):
    model.get_layer("dropout").rate = 0.0
    table = proof(model)
    before = [model.get_layer(name).get_weights() for name in ("classes", "block2_bn")]
    model.fit(IMAGES, LABELS, batch_size=8, verbose=0)
    after = [model.get_layer(name).get_weights() for name in ("classes", "block2_bn")]
    moved = [[np.abs(a - b).max() for a, b in zip(*pair)] for pair in zip(before, after)]  # noqa: B905
    assert table.loc["classes", "weights_moved"] == pytest.approx(max(moved[0]), rel=1e-4)
    assert table.loc["block2_bn", "statistics_moved"] == pytest.approx(max(moved[1][2:]), rel=1e-4)


def test_weight_decay_moves_what_has_no_gradient(model):
    constant = keras.losses.MeanSquaredError()
    model.compile(keras.optimizers.SGD(0.1, weight_decay=0.01), lambda y, p: 0 * constant(y, p))
    table = prove_step(model, IMAGES, np.zeros((8, 2))).set_index("name")
    kernel = model.get_layer("classes").get_weights()[0]
    assert table.loc["classes", "cause"] == "weight decay"
    assert table.loc["classes", "weights_moved"] == pytest.approx(
        np.abs(kernel).max() * 1e-3, rel=1e-3
    )
    assert table.loc["block1_conv", "weights_moved"] == 0


def test_weight_decay_is_named_beside_the_gradient(model):
    table = proof(model, optimizer=keras.optimizers.AdamW(weight_decay=0.1))
    assert table.loc["block2_conv", "cause"] == "gradient, weight decay"
    assert table.loc["block1_conv", "cause"] == ""


def test_weight_decay_that_the_optimiser_excludes_is_no_cause(model):
    optimizer = keras.optimizers.AdamW(weight_decay=0.1)
    optimizer.exclude_from_weight_decay(var_names=["kernel", "bias", "gamma", "beta"])
    assert proof(model, optimizer=optimizer).loc["classes", "cause"] == "gradient"


def test_weight_decay_of_one_optimiser_among_several(model):
    rates = keras.optimizers.OptimizerMap(keras.optimizers.SGD(0.01))
    rates["classes/.*"] = keras.optimizers.AdamW(weight_decay=0.1)
    table = proof(model, optimizer=keras.optimizers.MultiOptimizer(rates))
    assert table.loc["classes", "cause"] == "gradient, weight decay"
    assert table.loc["block2_conv", "cause"] == "gradient"


def state(model):
    """All that a step could change, as bytes."""
    variables = [*model.variables, *model.metrics_variables, *model.optimizer.variables]
    arrays = [np.array(variable.numpy()) for variable in variables]
    return [
        pickle.dumps(arrays),
        pickle.dumps(random.getstate()),
        pickle.dumps(np.random.get_state()),
    ]


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "adamw"])
def test_a_model_in_training_is_bit_for_bit_as_before(model, optimizer):
    model.compile(optimizer, LOSS, metrics=["accuracy"])
    model.fit(IMAGES, LABELS, verbose=0)
    before = state(model)
    history = model.history
    prove_step(model, IMAGES, LABELS)
    assert state(model) == before
    assert model.history is history


def test_a_model_that_never_trained_is_bit_for_bit_as_before(model):
    optimizer = keras.optimizers.Adam()
    model.compile(optimizer, LOSS, metrics=["accuracy"])
    weights = [np.array(variable.numpy()) for variable in model.variables]
    prove_step(model, IMAGES, LABELS)
    assert model.optimizer is optimizer
    assert not optimizer.built
    assert not hasattr(model, "history")
    assert all(v.numpy().sum() == 0 for v in model.metrics_variables)
    for old, new in zip(weights, model.variables, strict=True):
        np.testing.assert_array_equal(old, new.numpy())


def test_training_goes_on_as_if_nothing_had_been(model):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    state = keras.ops.convert_to_numpy(model.get_layer("dropout").seed_generator.state)
    twin.get_layer("dropout").seed_generator.state.assign(state.copy())
    for net in (model, twin):
        net.compile(keras.optimizers.Adam(0.01), LOSS)
    prove_step(model, IMAGES, LABELS)
    for net in (model, twin):
        net.fit(IMAGES, LABELS, batch_size=8, epochs=2, shuffle=False, verbose=0)
    for one, other in zip(model.get_weights(), twin.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.skipif(JAX, reason="on JAX, Keras refuses layers that draw without a seed")
def test_unseeded_random_numbers_go_on_as_if_nothing_had_been(model):
    @keras.saving.register_keras_serializable("tests")
    class Noise(keras.layers.Layer):
        def call(self, x):
            return x + keras.random.normal(keras.ops.shape(x))

    keras.utils.set_random_seed(1)
    expected = keras.ops.convert_to_numpy(keras.random.normal((3,)))
    keras.utils.set_random_seed(1)
    noisy = keras.Model(model.input, Noise()(model.output))
    keras.utils.set_random_seed(1)
    proof(noisy)
    np.testing.assert_array_equal(keras.ops.convert_to_numpy(keras.random.normal((3,))), expected)


@pytest.mark.skipif(JAX, reason="on JAX, Keras refuses to train on: see the next test")
def test_what_was_frozen_after_training_began_is_caught_moving(model):
    model.compile("sgd", LOSS)
    model.fit(IMAGES, LABELS, batch_size=8, verbose=0)
    model.get_layer("block2_conv").trainable = False  # Keras goes on training it in silence
    table = prove_step(model, IMAGES, LABELS).set_index("name")
    before = model.get_layer("block2_conv").get_weights()[0]
    model.fit(IMAGES, LABELS, batch_size=8, verbose=0)
    assert np.any(model.get_layer("block2_conv").get_weights()[0] != before)  # on TensorFlow
    assert table.loc["block2_conv", "state"] == "frozen"
    assert table.loc["block2_conv", "weights_moved"] > 0


@pytest.mark.skipif(not JAX, reason="on TensorFlow, Keras trains on: see the test before")
def test_what_was_frozen_after_training_began_is_refused_and_nothing_is_lost(model):
    model.compile("sgd", LOSS)
    model.fit(IMAGES, LABELS, batch_size=8, verbose=0)
    before = state(model)
    model.get_layer("block2_conv").trainable = False
    with pytest.raises(ValueError, match="the optimizer was built with 6 variables"):
        prove_step(model, IMAGES, LABELS)
    assert state(model) == before  # where plain `fit` leaves weights that cannot be read


def test_a_step_that_fails_leaves_no_trace(model, monkeypatch):
    def interrupted(*_):  # called after the step
        raise KeyboardInterrupt

    model.compile("adam", LOSS)
    model.fit(IMAGES, LABELS, verbose=0)
    before = state(model)
    monkeypatch.setattr("tlkit.training.proof._moves", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prove_step(model, IMAGES, LABELS)
    assert state(model) == before


def test_a_model_that_is_not_compiled_is_refused(model):
    with pytest.raises(ValueError, match=r"small is not compiled; call model.compile\(optimizer"):
        prove_step(model, IMAGES, LABELS)


def test_labels_that_do_not_match_are_refused(model):
    model.compile("sgd", LOSS)
    with pytest.raises(ValueError, match="8 images, but 7 labels; give each image one"):
        prove_step(model, IMAGES, LABELS[:7])


def test_images_scaled_before_are_refused(model):
    model.compile("sgd", LOSS)
    with pytest.raises(ValueError, match="scaled before"):
        prove_step(model, IMAGES / 255, LABELS)
