"""Learning rates by layer, judged by the steps that Keras takes."""

import keras
import numpy as np
import pytest
from small_net import LOSS, RATES, TRAIN, build, layers, rates_by_layer, weights

from tlkit.models.freezing import freeze, unfreeze
from tlkit.training.layerwise_rates import layerwise_rates

pytestmark = pytest.mark.usefixtures("eager")


def steps(model, optimizer):
    """The mean size of one step, by layer."""
    model.compile(optimizer, LOSS)
    names = ["block1_left", "block2_left", "head_predictions"]
    before = [weights(model, name)[0] for name in names]
    model.fit(*TRAIN, batch_size=16, shuffle=False, verbose=0)
    return [np.abs(weights(model, name)[0] - old) for name, old in zip(names, before, strict=True)]


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
        whole = steps(model, optimizer)
        small = steps(scaled, optimizer)
        sizes[optimizer] = np.median(small[-1]) / np.median(whole[-1])
    assert sizes["sgd"] == pytest.approx(0.01, rel=0.02)
    assert sizes["adam"] == pytest.approx(1, rel=0.02)


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
