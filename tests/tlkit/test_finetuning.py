"""Stages, learning rates by layer and cached training, judged by plain Keras."""

import signal
from functools import partialmethod

import keras
import numpy as np
import pytest

from tlkit import plots
from tlkit.finetuning import Stage, fit_cached, layerwise_rates, train_stages
from tlkit.freezing import freeze, unfreeze

IMAGES = np.random.default_rng(0).integers(0, 256, (22, 8, 8, 3)).astype("uint8")
LABELS = np.random.default_rng(1).integers(0, 3, 22)
TRAIN, VALID = (IMAGES[:16], LABELS[:16]), (IMAGES[16:], LABELS[16:])
LOSS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
layers = keras.layers


def block(x, number):
    """Two branches that meet, normalised, as in an Inception block."""
    left = layers.Conv2D(3, 1, name=f"block{number}_left")(x)
    left = layers.Conv2D(3, 3, padding="same", name=f"block{number}_left_2")(left)
    right = layers.AveragePooling2D(2, 1, "same", name=f"block{number}_pool")(x)
    x = layers.Concatenate(name=f"block{number}_mixed")([left, right])
    return layers.ReLU(name=f"block{number}_relu")(
        layers.BatchNormalization(name=f"block{number}_bn")(x)
    )


def build(activation=None, dropout=0.0):
    """Two such blocks and a head; the same weights each time."""
    keras.utils.set_random_seed(0)
    image = keras.Input((8, 8, 3), name="image")
    x = block(block(image / 255, 1), 2)
    x = layers.GlobalAveragePooling2D(name="head_pool")(x)
    x = layers.Dropout(dropout, seed=1, name="head_dropout")(x)
    x = layers.Dense(3, activation=activation, name="head_predictions")(x)
    return keras.Model(image, x, name="small")


def compiled(from_layer, optimizer="adam", **options):
    model = build(**options)
    unfreeze(model, from_layer)
    model.compile(optimizer, LOSS, metrics=["accuracy"])
    keras.utils.set_random_seed(2)
    return model


@pytest.fixture
def graph():
    """For the tests whose steps are compiled, as they are by default."""


@pytest.fixture(autouse=True)
def eager(request, monkeypatch):
    """Elsewhere they are not: with nets so small, compiling takes longer than training."""
    if "graph" not in request.fixturenames:
        compile_eagerly = partialmethod(keras.Model.compile, run_eagerly=True)
        monkeypatch.setattr(keras.Model, "compile", compile_eagerly)


def moved(before, after):
    return [bool(np.any(old != new)) for old, new in zip(before, after, strict=True)]


def weights(model, name):
    return model.get_layer(name).get_weights()


# fit_cached


@pytest.mark.filterwarnings("ignore:.* falls inside block")
@pytest.mark.parametrize("from_layer", ["head", "block2", "block2_left_2", "block2_bn"])
def test_cached_training_ends_with_the_weights_of_plain_fit(graph, from_layer):
    # A bias before batch normalisation has gradient 0 but for rounding; Adam would scale it up.
    plain, ours = (
        compiled(from_layer, keras.optimizers.Adam(epsilon=1e-4), dropout=0.3) for _ in range(2)
    )
    options = {"epochs": 2, "batch_size": 5, "verbose": 0}
    keras.utils.set_random_seed(3)
    expected = plain.fit(*TRAIN, validation_data=VALID, **options)
    keras.utils.set_random_seed(3)
    history = fit_cached(ours, *TRAIN, validation_data=VALID, **options)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)
    for name, values in expected.history.items():
        np.testing.assert_allclose(history.history[name], values, atol=1e-5)
    np.testing.assert_allclose(ours(IMAGES), plain(IMAGES), atol=1e-5)


def test_activations_on_disk_train_the_same(graph):
    plain, ours = (compiled("block2") for _ in range(2))
    options = {"epochs": 2, "batch_size": 5, "shuffle": False, "verbose": 0}
    plain.fit(*TRAIN, validation_data=VALID, **options)
    fit_cached(ours, *TRAIN, validation_data=VALID, memory_limit=0, **options)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)


def test_nothing_stays_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fit_cached(compiled("block2"), *TRAIN, memory_limit=0, verbose=0)
    assert not list(tmp_path.iterdir())


def test_optimizer_and_history_are_those_of_the_model():
    model = compiled("head")
    optimizer = model.optimizer
    history = fit_cached(model, *TRAIN, epochs=2, batch_size=4, verbose=0)
    assert model.history is history
    assert model.optimizer is optimizer
    assert int(optimizer.iterations) == 2 * 4


def test_training_goes_on_with_plain_fit_as_if_it_had_been_plain(graph):
    plain, ours = (compiled("block2") for _ in range(2))
    options = {"epochs": 2, "batch_size": 5, "shuffle": False, "verbose": 0}
    plain.fit(*TRAIN, **options)
    fit_cached(ours, *TRAIN, **options)
    for model in (plain, ours):
        model.fit(*TRAIN, **options)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)


def test_callbacks_are_given_the_whole_model():
    class Watch(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.seen = self.model(IMAGES)
            self.model.stop_training = True

    model, watch = compiled("head"), Watch()
    history = fit_cached(model, *TRAIN, epochs=5, callbacks=[watch], verbose=0)
    assert len(history.epoch) == 1
    np.testing.assert_allclose(watch.seen, model(IMAGES), atol=1e-6)


class Passes(keras.callbacks.Callback):
    """Counts the batches that go through the frozen part."""

    count = 0

    def on_predict_batch_end(self, batch, logs=None):
        self.count += 1


@pytest.mark.filterwarnings("ignore:.* falls inside block")
@pytest.mark.parametrize("from_layer", ["head", "block2_left_2"])
def test_kept_activations_are_used_again_and_train_the_same(from_layer, tmp_path):
    options = {"batch_size": 5, "shuffle": False, "verbose": 0}
    expected = compiled(from_layer)
    fit_cached(expected, *TRAIN, **options)
    for passes in (4 + 2, 0):  # 16 pictures to train and 6 to validate, then none
        ours, watch = compiled(from_layer), Passes()
        kept = {"callbacks": [watch], "cache": tmp_path}
        fit_cached(ours, *TRAIN, validation_data=VALID, **kept, **options)
        assert watch.count == passes
        for right, weight in zip(expected.get_weights(), ours.get_weights(), strict=True):
            np.testing.assert_allclose(weight, right, atol=1e-6)


def test_other_frozen_weights_find_no_activations_of_these(tmp_path):
    for factor in (1, 2):
        model, watch = compiled("head"), Passes()
        model.layers[2].set_weights([factor * w for w in model.layers[2].get_weights()])
        fit_cached(model, *TRAIN, callbacks=[watch], cache=tmp_path, verbose=0)
        assert watch.count == 1


def test_activations_above_the_limit_are_not_kept(tmp_path):
    fit_cached(compiled("head"), *TRAIN, memory_limit=0, cache=tmp_path, verbose=0)
    assert list(tmp_path.iterdir()) == []


def test_stages_keep_their_activations_where_they_are_told_to(tmp_path):
    train_stages(build(), TRAIN, VALID, [Stage("head")], cache=tmp_path, verbose=0)
    assert list(tmp_path.iterdir())


def test_verbose_0_prints_nothing(capsys):
    fit_cached(compiled("head"), *TRAIN, verbose=0)
    assert "".join(capsys.readouterr()) == ""


def test_a_model_that_is_not_compiled_is_refused():
    with pytest.raises(ValueError, match=r"small is not compiled; call model.compile\(optimizer"):
        fit_cached(build(), *TRAIN)


def test_labels_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="16 images, but 15 labels; give each image one"):
        fit_cached(compiled("head"), IMAGES[:16], LABELS[:15])


def test_validation_labels_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="6 images, but 5 labels"):
        fit_cached(compiled("head"), *TRAIN, validation_data=(VALID[0], VALID[1][:5]))


def test_an_empty_set_is_refused():
    with pytest.raises(ValueError, match="there is no picture in it"):
        fit_cached(compiled("head"), IMAGES[:0], LABELS[:0])


def test_a_batch_size_of_0_is_refused():
    with pytest.raises(ValueError, match="batch_size is 0; expected 1 or more"):
        fit_cached(compiled("head"), *TRAIN, batch_size=0)


class Augmented(keras.utils.PyDataset):
    """Pictures that are flipped at random."""

    def __len__(self):
        return 4

    def __getitem__(self, index):
        rows = slice(4 * index, 4 * index + 4)
        return IMAGES[rows, :, :: np.random.choice([-1, 1])], LABELS[rows]


def test_pictures_that_may_be_augmented_are_refused():
    with pytest.raises(TypeError, match="images is a Augmented, whose pictures may differ"):
        fit_cached(compiled("head"), Augmented(), LABELS)


def test_a_model_with_nothing_frozen_is_refused():
    with pytest.raises(ValueError, match="small has no frozen layers before those that train"):
        fit_cached(compiled(None), *TRAIN)


# layerwise_rates


def steps(model, optimizer):
    """The mean size of one step, by layer."""
    model.compile(optimizer, LOSS)
    names = ["block1_left", "block2_left", "head_predictions"]
    before = [weights(model, name)[0] for name in names]
    model.fit(*TRAIN, batch_size=16, shuffle=False, verbose=0)
    return [np.abs(weights(model, name)[0] - old) for name, old in zip(names, before, strict=True)]


RATES = {0: 1e-4, "block2": 1e-3, "head": 1e-2}


def test_with_sgd_the_steps_are_in_the_ratio_of_the_rates():
    plain = steps(build(), keras.optimizers.SGD(1.0))
    ours = steps(model := build(), layerwise_rates(model, "sgd", {0: 0.1, "block2": 1, "head": 3}))
    for step, right, ratio in zip(ours, plain, (0.1, 1, 3), strict=True):
        np.testing.assert_allclose(step / right.max(), ratio * right / right.max(), atol=1e-4)


def test_with_adam_the_steps_are_in_the_ratio_of_the_rates():
    ours = steps(model := build(), layerwise_rates(model, "adam", RATES))
    sizes = [np.median(step) for step in ours]  # Adam's first step is the rate, where not dead
    np.testing.assert_allclose(sizes, [1e-4, 1e-3, 1e-2], rtol=2e-2)


def test_smaller_gradients_are_no_smaller_rate_with_adam():
    class Scaled(keras.Model):
        def compute_loss(self, *args, **kwargs):
            return 0.01 * super().compute_loss(*args, **kwargs)

    sizes = {}
    for optimizer in ("adam", "sgd"):
        model = build()
        scaled = Scaled((twin := build()).input, twin.output)
        whole, small = steps(model, optimizer), steps(scaled, optimizer)
        sizes[optimizer] = np.median(small[-1]) / np.median(whole[-1])
    assert sizes["sgd"] == pytest.approx(0.01, rel=0.02)
    assert sizes["adam"] == pytest.approx(1, rel=0.02)


def rates_by_layer(model, optimizer):
    """The rate of each layer that trains, as Keras will pick it."""
    pairs = [(layer, weight) for layer in model.layers for weight in layer.trainable_weights]
    return {layer.name: float(optimizer._optimizer_map(w).learning_rate) for layer, w in pairs}


def test_every_layer_has_the_rate_of_its_part():
    model = build()
    found = rates_by_layer(model, layerwise_rates(model, "sgd", RATES))
    parts = {"block1": 1e-4, "block2": 1e-3, "head": 1e-2}
    assert found == {name: pytest.approx(parts[name.split("_")[0]]) for name in found}


def test_a_slice_runs_from_the_lowest_to_the_highest_by_equal_factors():
    model = build()
    found = rates_by_layer(model, layerwise_rates(model, "sgd", slice(1e-4, 1e-2)))
    parts = {"block1": 1e-4, "block2": 1e-3, "head": 1e-2}
    assert found == {name: pytest.approx(parts[name.split("_")[0]]) for name in found}


def test_a_slice_leaves_out_frozen_blocks():
    model = build()
    freeze(model, "block1")
    found = rates_by_layer(model, layerwise_rates(model, "sgd", slice(1e-4, 1e-2)))
    parts = {"block2": 1e-4, "head": 1e-2}
    assert found == {name: pytest.approx(parts[name.split("_")[0]]) for name in found}


def test_a_slice_over_one_block_gives_it_the_highest():
    model = build()
    unfreeze(model, "head")
    found = rates_by_layer(model, layerwise_rates(model, "sgd", slice(1e-4, 1e-2)))
    assert found == {"head_predictions": pytest.approx(1e-2)}


def test_names_that_look_like_patterns_are_taken_as_they_are():
    model = keras.Sequential(
        [keras.Input((2,)), layers.Dense(2, name="a+b"), layers.Dense(2, name="aab")]
    )
    found = rates_by_layer(model, layerwise_rates(model, "sgd", {0: 1e-3, "aab": 1e-1}))
    assert found == {"a+b": pytest.approx(1e-3), "aab": pytest.approx(1e-1)}


@pytest.mark.parametrize(
    ("optimizer", "rates"),
    [("adam", RATES), (keras.optimizers.SGD(0.1, momentum=0.9), slice(1e-4, 1e-2))],
)
def test_a_model_saves_and_loads_with_its_rates(graph, tmp_path, optimizer, rates):
    model = build()
    model.compile(layerwise_rates(model, optimizer, rates), LOSS)
    model.fit(*TRAIN, verbose=0)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert rates_by_layer(loaded, loaded.optimizer) == rates_by_layer(model, model.optimizer)
    for net in (model, loaded):
        net.fit(*TRAIN, shuffle=False, epochs=2, verbose=0)
    for one, other in zip(model.get_weights(), loaded.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)


def test_the_optimizer_that_is_given_is_not_touched():
    given = keras.optimizers.SGD(0.5, momentum=0.9)
    model = build()
    steps(model, ours := layerwise_rates(model, given, RATES))
    assert not given.built
    assert float(given.learning_rate) == 0.5
    assert [each.momentum for each in ours.optimizers] == [0.9] * 3


@pytest.mark.parametrize(
    "rates",
    [{}, {0: 0}, {0: -1e-3}, {0: "fast"}, slice(None, 1e-3), slice(1e-3, -1), slice(1e-2, 1e-3)],
)
def test_a_rate_that_is_none_is_refused(rates):
    with pytest.raises(ValueError, match=r"learning rate is .*; give a number above 0, rates by"):
        layerwise_rates(build(), "sgd", rates)


def test_a_layer_that_trains_and_has_no_rate_is_refused():
    with pytest.raises(ValueError, match="no learning rate for 'block1_left', which trains"):
        layerwise_rates(build(), "sgd", {"head": 1e-3})


def test_an_unknown_layer_among_the_rates_is_refused():
    with pytest.raises(ValueError, match="small has no layer 'haed'; did you mean 'head'"):
        layerwise_rates(build(), "sgd", {0: 1e-3, "haed": 1e-2})


def test_a_slice_where_nothing_trains_is_refused():
    model = build()
    freeze(model)
    with pytest.raises(ValueError, match="nothing in small trains; call"):
        layerwise_rates(model, "sgd", slice(1e-4, 1e-2))


def test_an_optimizer_that_has_several_rates_is_refused():
    several = layerwise_rates(model := build(), "sgd", RATES)
    with pytest.raises(ValueError, match="MultiOptimizer has learning rates of its own; leave"):
        layerwise_rates(model, several, RATES)


# train_stages

STAGES = [Stage("head", epochs=2, optimizer="rmsprop"), Stage("block2", epochs=3)]


def train(model, stages, **options):
    return train_stages(model, TRAIN, VALID, stages, **({"verbose": 0, "batch_size": 8} | options))


def test_stages_do_what_plain_keras_does_step_by_step(graph):
    stages = [
        Stage("head", epochs=2, optimizer="rmsprop", learning_rate=1e-2),
        Stage("block2", epochs=2, optimizer=keras.optimizers.SGD(1e-2, momentum=0.9)),
    ]
    ours, plain = build(), build()
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
    model.fit(*TRAIN, verbose=0)


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

    monkeypatch.setattr("tlkit.finetuning.fit_cached", spy)
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


def test_augmented_pictures_are_trained_on_as_they_come(calls):
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


def test_no_stage_is_refused():
    with pytest.raises(ValueError, match="stages is empty; give one or more"):
        train(build(), [])


def test_what_is_no_stage_is_refused():
    with pytest.raises(TypeError, match="'head' is not a Stage; write Stage"):
        train(build(), ["head"])


def test_a_wrong_stage_is_refused_before_the_first_trains():
    model = build()
    before = model.get_weights()
    with pytest.raises(ValueError, match="small has no layer 'blokc2'; did you mean 'block2'"):
        train(model, [Stage("head"), Stage("blokc2")])
    assert not any(moved(before, model.get_weights()))


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ({"head": 1e-3}, "no learning rate for 'block2_left', which trains"),
        ({0: 1e-3, "haed": 1e-2}, "small has no layer 'haed'"),
    ],
)
def test_wrong_rates_are_refused_before_the_first_stage_trains(rates, message):
    model = build()
    before = model.get_weights()
    with pytest.raises(ValueError, match=message):
        train(model, [Stage("head"), Stage("block2", learning_rate=rates)])
    assert not any(moved(before, model.get_weights()))


def test_a_stage_that_trains_nothing_is_refused():
    model = build()
    with pytest.raises(ValueError, match="stage 'from 16' trains nothing: small has no weights"):
        train(model, [Stage(len(model.layers))])


def test_a_stage_of_frozen_normalisation_alone_is_refused():
    image = keras.Input((8, 8, 3))
    maps = layers.Conv2D(3, 8, name="conv")(image)
    flat = layers.Flatten()(layers.BatchNormalization(name="norm")(maps))
    model = keras.Model(image, layers.Softmax()(flat), name="odd")
    with pytest.raises(ValueError, match="stage 'norm' trains nothing"):
        train(model, [Stage("norm")])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"epochs": 0}, "epochs is 0; expected 1 or more"),
        ({"patience": 0}, "patience is 0; expected 1 or more"),
        ({"learning_rate": -1e-3}, "learning rate is -0.001; give a number above 0"),
        ({"learning_rate": True}, "learning rate is True"),
        ({"optimizer": "adamm"}, "optimizer is 'adamm'; give a name such as"),
        ({"optimizer": None}, "optimizer is None; give a name such as"),
    ],
)
def test_a_stage_refuses_values_out_of_range(options, message):
    with pytest.raises(ValueError, match=message):
        Stage("head", **options)


def test_a_rate_beside_an_optimizer_with_several_is_refused():
    several = layerwise_rates(build(), "sgd", RATES)
    with pytest.raises(ValueError, match="MultiOptimizer has learning rates of its own"):
        Stage("head", optimizer=several, learning_rate=1e-3)


def test_patience_without_validation_is_refused():
    with pytest.raises(ValueError, match="stage 'head' has patience 2, but there is nothing to"):
        train_stages(build(), TRAIN, None, [Stage("head", patience=2)])


def test_labels_and_images_of_stages_must_match():
    with pytest.raises(ValueError, match="16 images, but 6 labels"):
        train_stages(build(), (TRAIN[0], VALID[1]), VALID, STAGES)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.full(16, 2), "labels hold one class only, 2; a classifier needs two or more"),
        (np.arange(16) % 4, r"labels run from 0 to 3, but small has 3 classes \(0 to 2\)"),
        (np.arange(16) % 3 - 1, "labels run from -1 to 1"),
        (np.eye(3)[TRAIN[1]], r"labels are float64 of shape \(16, 3\); expected integers"),
    ],
)
def test_labels_that_are_no_classes_of_the_model_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        train_stages(build(), (TRAIN[0], labels), VALID, STAGES)


def test_a_model_without_a_classifier_is_refused():
    model = build()
    body = keras.Model(model.input, model.get_layer("block2_relu").output, name="body")
    with pytest.raises(ValueError, match=r"body gives \(None, 8, 8, 9\) and has no classifier"):
        train(body, [Stage(None)])


def test_images_scaled_before_are_refused():
    with pytest.raises(ValueError, match="scaled before"):
        train_stages(build(), (TRAIN[0] / 255, TRAIN[1]), VALID, STAGES)
