"""Stages in a row, judged by plain Keras."""

import signal

import keras
import numpy as np
import pytest
from small_net import (
    IMAGES,
    LABELS,
    LOSS,
    RATES,
    STAGES,
    TRAIN,
    VALID,
    Augmented,
    build,
    compiled,
    layers,
    moved,
    rates_by_layer,
    train,
    weights,
)

from tlkit.plots import training as plots
from tlkit.training.fit_cached import fit_cached
from tlkit.training.layerwise_rates import layerwise_rates
from tlkit.training.stages import Stage, train_stages

pytestmark = pytest.mark.usefixtures("eager")


def test_stages_do_what_plain_keras_does_step_by_step(graph):
    stages = [
        Stage("head", epochs=2, optimizer="rmsprop", learning_rate=1e-2),
        Stage("block2", epochs=2, optimizer=keras.optimizers.SGD(1e-2, momentum=0.9)),
    ]
    ours = build()
    plain = build()
    keras.utils.set_random_seed(3)
    train(ours, stages)
    keras.utils.set_random_seed(3)
    optimizers = keras.optimizers.RMSprop(1e-2), keras.optimizers.SGD(1e-2, momentum=0.9)
    for start, optimizer in zip(("head", "block2"), optimizers, strict=True):
        plain.compiled = False
        for layer in plain.layers:
            first = layer.name.startswith(("head", start))
            layer.trainable = first and not isinstance(layer, layers.BatchNormalization)
        plain.compile(optimizer, LOSS, metrics=["accuracy"])
        plain.fit(*TRAIN, validation_data=VALID, epochs=2, batch_size=8, verbose=0)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)


def test_each_stage_has_a_history_and_joined_has_all_epochs():
    histories = train(build(), STAGES)
    assert {name: len(each.epoch) for name, each in histories.items()} == {"head": 2, "block2": 3}
    assert histories.joined.epoch == [0, 1, 2, 3, 4]
    expected = histories["head"].history["loss"] + histories["block2"].history["loss"]
    assert histories.joined.history["loss"] == expected


def test_histories_can_be_drawn():
    histories = train(build(), STAGES)
    figure = plots.show_histories(histories | {"joined": histories.joined})
    curves = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 5]
    np.testing.assert_allclose(curves[0].get_ydata(), histories.joined.history["loss"])


def test_two_stages_of_one_name_are_told_apart():
    histories = train(build(), [Stage("head"), Stage("head", learning_rate=1e-4)])
    assert list(histories) == ["head", "head (2)"]


@pytest.mark.parametrize(
    ("from_layer", "name"),
    [("head", "head"), (5, "from 5"), (None, "all"), (layers.ReLU(name="act"), "from act")],
)
def test_the_name_of_a_stage(from_layer, name):
    assert Stage(from_layer).name == name


@pytest.mark.parametrize("batch_norm", [True, False])
def test_batch_normalisation_moves_only_where_the_stage_says_so(batch_norm):
    model = build()
    before = weights(model, "block2_bn")
    train(model, [Stage("block2", batch_norm=batch_norm)])
    assert moved(before, weights(model, "block2_bn")) == [batch_norm] * 4


def test_a_compiled_model_is_compiled_anew_without_a_warning():
    model = compiled(None)
    before = weights(model, "block1_left")
    train(model, [Stage("head")])
    assert moved(before, weights(model, "block1_left")) == [False, False]


def test_the_model_stays_compiled_and_trains_on():
    model = build()
    train(model, STAGES)
    names = ("block1_left", "block2_left", "head_predictions")
    before = [weights(model, name) for name in names]
    history = model.fit(*TRAIN, epochs=2, verbose=0).history
    after = [weights(model, name) for name in names]
    assert set(history) == {"loss", "accuracy"}
    assert len(history["loss"]) == 2
    assert [any(moved(old, new)) for old, new in zip(before, after, strict=True)] == [
        False,  # as the last stage left it
        True,
        True,
    ]


def test_a_stage_may_be_used_again():
    optimizer = keras.optimizers.SGD(0.1, momentum=0.9)
    stages = [Stage("head", optimizer=optimizer), Stage(None, optimizer=optimizer)]
    for _ in range(2):
        train(model := build(), stages)
        assert model.optimizer is not optimizer
    assert not optimizer.built


def test_a_stage_may_have_rates_by_layer():
    model = build()
    train(model, [Stage(None, optimizer="sgd", learning_rate=RATES)])
    assert rates_by_layer(model, model.optimizer)["block2_left"] == pytest.approx(1e-3)


def test_a_stage_may_have_an_optimizer_with_several_rates():
    model = build()
    train(model, [Stage(None, optimizer=layerwise_rates(model, "sgd", RATES))])
    assert rates_by_layer(model, model.optimizer)["block2_left"] == pytest.approx(1e-3)


@pytest.mark.parametrize("activation", ["softmax", None])
def test_the_loss_goes_with_the_classifier(activation):
    model = build(activation)
    train(model, [Stage("head")])
    scores = keras.ops.convert_to_numpy(model(VALID[0]))
    chances = scores if activation else np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    expected = -np.log(chances[np.arange(6), VALID[1]]).mean()
    assert model.evaluate(*VALID, verbose=0)[0] == pytest.approx(expected, rel=1e-4)


def test_another_loss_may_be_given():
    one_hot = np.eye(3)[LABELS]
    data = (IMAGES[:16], one_hot[:16]), (IMAGES[16:], one_hot[16:])
    histories = train_stages(build(), *data, [Stage("head")], loss="mse", metrics=[], verbose=0)
    assert set(histories["head"].history) == {"loss", "val_loss"}


def test_early_stopping_goes_back_to_the_best_weights():
    model = build()
    rate = {"optimizer": "sgd", "learning_rate": 30.0}  # so that the loss rises
    losses = train(model, [Stage("head", epochs=20, patience=2, **rate)])["head"].history
    best = int(np.argmin(losses["val_loss"]))
    assert len(losses["val_loss"]) == max(best, 0) + 2 + 1
    assert model.evaluate(*VALID, verbose=0)[0] == pytest.approx(min(losses["val_loss"]), rel=1e-4)


class Interrupt(keras.callbacks.Callback):
    """Ctrl-C, in an epoch."""

    def __init__(self, epoch):
        super().__init__()
        self.epoch = epoch

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == self.epoch:
            signal.raise_signal(signal.SIGINT)


@pytest.fixture
def heeded():
    """Ctrl-C interrupts, also where a shell started the tests in the background, deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("cached", [True, False])
def test_an_interruption_loses_nothing(cached):
    model = build()
    with pytest.warns(UserWarning, match="interrupted in stage 'block2' after 2 of 3 epochs"):
        histories = train(model, STAGES, callbacks=[Interrupt(2)], cached=cached)
    assert {name: len(x.history["loss"]) for name, x in histories.items()} == {
        "head": 2,
        "block2": 2,
    }
    after = model.evaluate(*VALID, verbose=0)[0]
    assert after == pytest.approx(histories["block2"].history["val_loss"][-1], rel=1e-4)


@pytest.mark.usefixtures("heeded")
def test_an_interruption_before_the_first_epoch_leaves_no_empty_history():
    with pytest.warns(UserWarning, match="interrupted in stage 'head' after 0 of 2 epochs"):
        histories = train(build(), STAGES, callbacks=[Interrupt(0)])
    assert histories == {}
    assert histories.joined.history == {}


@pytest.mark.usefixtures("heeded")
def test_an_interruption_goes_back_to_the_best_weights():
    model = build()
    stage = Stage("head", epochs=9, optimizer="sgd", learning_rate=30.0, patience=8)
    with pytest.warns(UserWarning, match="interrupted"):
        losses = train(model, [stage], callbacks=[Interrupt(3)])["head"].history["val_loss"]
    assert model.evaluate(*VALID, verbose=0)[0] == pytest.approx(min(losses), rel=1e-4)


@pytest.fixture
def calls(monkeypatch):
    """The names of the models that `fit_cached` was called with."""
    names = []

    def spy(model, *args, **options):
        names.append(model.name)
        return fit_cached(model, *args, **options)

    monkeypatch.setattr("tlkit.training.stages.fit_cached", spy)
    return names


@pytest.mark.parametrize(
    ("stage", "cached", "expected"),
    [
        (Stage("head"), True, ["small"]),
        (Stage("head"), False, []),
        (Stage(None), True, []),
    ],
)
def test_activations_are_cached_where_it_can_be(calls, stage, cached, expected):
    train(build(), [stage], cached=cached)
    assert calls == expected


def test_augmented_images_are_trained_on_as_they_come(calls):
    histories = train_stages(build(), Augmented(), VALID, [Stage("head", epochs=2)], verbose=0)
    assert len(histories["head"].history["val_loss"]) == 2
    assert calls == []


def test_progress_is_shown(capsys):
    train(build(), [Stage("head")], verbose=2)
    shown = capsys.readouterr().out
    assert "head: 30 of 291 weights train" in shown
    assert "val_loss" in shown


def test_verbose_0_shows_nothing(capsys):
    train(build(), STAGES)
    assert "".join(capsys.readouterr()) == ""
