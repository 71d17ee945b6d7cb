"""The learning-rate finder, judged by plain steps of NumPy, and by bytes before and after."""

import random

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.plots.training import show_learning_rates
from tlkit.training.layerwise_rates import layerwise_rates
from tlkit.training.learning_rate_finder import RateSearch, find_learning_rate

IMAGES = np.random.default_rng(0).integers(0, 256, (16, 8, 8, 3)).astype("uint8")
LABELS = np.arange(16) % 2
LOSS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def network(optimizer="sgd"):
    keras.utils.set_random_seed(0)
    image = keras.Input((8, 8, 3))
    x = layers.BatchNormalization()(layers.Conv2D(2, 3)(image / 255))
    x = layers.Dropout(0.5)(layers.GlobalAveragePooling2D()(x))
    model = keras.Model(image, layers.Dense(2)(x), name="small")
    model.compile(optimizer, LOSS, metrics=["accuracy"])
    return model


def state(model):
    variables = [*model.variables, *model.optimizer.variables, *model.metrics_variables]
    return [np.array(keras.ops.convert_to_numpy(x)) for x in variables]


@pytest.mark.parametrize("trained", [False, True])
def test_leaves_no_trace(trained):
    model = network("adam")
    if trained:
        model.fit(IMAGES, LABELS, verbose=0)
    optimizer = model.optimizer
    before = state(model)
    python = random.getstate()
    numpy = np.random.get_state()[1].copy()
    find_learning_rate(model, IMAGES, LABELS, steps=3)
    assert model.optimizer is optimizer
    assert all(map(np.array_equal, state(model), before))
    assert random.getstate() == python
    np.testing.assert_array_equal(np.random.get_state()[1], numpy)


def test_training_afterwards_is_as_if_it_had_not_been():
    models = network(), network()
    find_learning_rate(models[1], IMAGES, LABELS, steps=3)
    for model in models:
        keras.utils.set_random_seed(1)
        model.fit(IMAGES, LABELS, epochs=2, batch_size=8, verbose=0)
    for one, other in zip(*(model.get_weights() for model in models), strict=True):
        np.testing.assert_array_equal(one, other)


def test_each_step_has_its_rate_and_its_own_loss():
    """One weight that is pulled to 0: NumPy takes the same steps."""
    model = keras.Sequential([keras.Input((1, 1, 3)), layers.Flatten(), layers.Dense(1)])
    model.layers[-1].set_weights([np.ones((3, 1)), np.zeros(1)])
    model.compile("sgd", "mse")
    images = np.full((4, 1, 1, 3), 2.0, "float32")
    found = find_learning_rate(
        model, images, np.zeros((4, 1)), lowest=1e-3, highest=1e-2, steps=4, batch_size=4
    )
    np.testing.assert_allclose(found.rates, np.geomspace(1e-3, 1e-2, 4))
    weights = np.ones(3)
    bias = 0.0
    mean = 0.0
    for step, rate in enumerate(found.rates, start=1):
        answer = 2 * weights.sum() + bias
        mean = 0.9 * mean + 0.1 * answer**2
        assert found.losses[step - 1] == pytest.approx(mean / (1 - 0.9**step), rel=1e-5)
        weights = weights - rate * 2 * answer * 2
        bias = bias - rate * 2 * answer


def test_ends_where_the_loss_has_grown_to_four_times_its_lowest():
    found = find_learning_rate(network(), IMAGES, LABELS, lowest=1e-3, highest=1e6, steps=40)
    assert len(found.rates) == len(found.losses) < 40
    assert found.losses[-1] > 4 * found.losses.min() or not np.isfinite(found.losses[-1])


def test_suggests_a_tenth_of_the_rate_of_the_lowest_loss():
    found = RateSearch(np.array([0.1, 1.0, 10.0]), np.array([2.0, 1.0, np.nan]))
    assert found.suggested == pytest.approx(0.1)
    (axis,) = show_learning_rates(found).axes
    assert axis.get_xscale() == "log"
    assert axis.texts[0].get_text().strip() == "suggested: 0.1"


def test_suggests_nothing_where_the_loss_never_falls():
    found = RateSearch(np.array([0.1, 1.0, 10.0]), np.array([2.0, 2.5, np.nan]))
    with pytest.raises(ValueError, match="the loss never fell between the rates"):
        print(found.suggested)
    (axis,) = show_learning_rates(found).axes
    assert axis.texts[0].get_text() == "the loss never fell"


def test_suggests_nothing_for_a_model_that_has_diverged():
    model = network()
    model.set_weights([np.full_like(weight, np.nan) for weight in model.get_weights()])
    found = find_learning_rate(model, IMAGES, LABELS, steps=3)
    with pytest.raises(ValueError, match=r"the loss is nan from the first .* load the model again"):
        print(found.suggested)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lowest": 0}, "lowest is 0, highest 1.0, .*; expected 0 < lowest < highest"),
        ({"highest": 1e-9}, "expected 0 < lowest < highest"),
        ({"steps": 1}, "steps 1, .* 2 steps or more"),
        ({"batch_size": 0}, "batch_size 0; expected .* 1 image or more"),
    ],
)
def test_refuses_numbers_out_of_range(options, message):
    with pytest.raises(ValueError, match=message):
        find_learning_rate(network(), IMAGES, LABELS, **options)


def test_refuses_what_cannot_be_trained():
    with pytest.raises(ValueError, match="16 images, but 15 labels"):
        find_learning_rate(network(), IMAGES, LABELS[:15])
    model = network()
    with pytest.raises(ValueError, match="so they were scaled before"):
        find_learning_rate(model, IMAGES / 255, LABELS)
    model.compile(layerwise_rates(model, "sgd", slice(1e-3, 1e-2)), LOSS)
    with pytest.raises(ValueError, match="has learning rates of its own"):
        find_learning_rate(model, IMAGES, LABELS)
    model.compiled = False
    with pytest.raises(ValueError, match="small is not compiled"):
        find_learning_rate(model, IMAGES, LABELS)
