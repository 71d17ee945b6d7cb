"""Freezing, judged by plain Keras: `trainable`, `fit` and `count_params`."""

import keras
import numpy as np
import pytest

from tlkit.models.freezing import freeze, layer_table, unfreeze

IMAGES = np.random.default_rng(0).integers(0, 256, (8, 12, 12, 3)).astype("uint8")
LABELS = np.arange(8) % 2


@pytest.fixture
def model():
    """Two convolutions with batch normalisation and a classifier: layers 0 to 8."""
    image = keras.Input((12, 12, 3), name="image")
    x = image
    for i in (1, 2):
        x = keras.layers.Conv2D(2, 3, name=f"block{i}_conv")(x)
        x = keras.layers.BatchNormalization(name=f"block{i}_bn")(x)
        x = keras.layers.ReLU(name=f"block{i}_relu")(x)
    x = keras.layers.GlobalAveragePooling2D(name="head_pool")(x)
    return keras.Model(image, keras.layers.Dense(2, name="head_classes")(x), name="small")


@pytest.fixture(scope="module")
def inception():
    build = keras.applications.InceptionV3
    return build(weights=None, include_top=False, input_shape=(75, 75, 3))


def trained(model):
    """The names of the layers that have weights to train."""
    return [layer.name for layer in model.layers if layer.trainable_weights]


FIRST = ["block1_conv", "block1_bn"]
SECOND = ["block2_conv", "block2_bn"]
ALL = [*FIRST, *SECOND, "head_classes"]


@pytest.mark.parametrize(
    ("upto", "expected"),
    [
        (None, []),
        (0, ALL),
        (4, [*SECOND, "head_classes"]),
        (-1, ["head_classes"]),
        (9, []),
        ("block1_conv", ["block1_bn", *SECOND, "head_classes"]),
        ("block1", [*SECOND, "head_classes"]),
        ("block2", ["head_classes"]),
        (0.0, ALL),
        (0.4, [*SECOND, "head_classes"]),  # 3.6 of 9 layers: the nearest end is 4, of block1
        (1.0, []),
    ],
)
def test_freeze_stops_training_up_to(model, upto, expected):
    freeze(model, upto)
    assert trained(model) == expected


@pytest.mark.parametrize(
    ("from_layer", "expected"),
    [
        (None, ALL),
        (9, []),
        (4, [*SECOND, "head_classes"]),
        (-1, ["head_classes"]),
        ("block2_bn", ["block2_bn", "head_classes"]),
        ("block2", [*SECOND, "head_classes"]),
        ("head", ["head_classes"]),
        (0.4, [*SECOND, "head_classes"]),
    ],
)
def test_unfreeze_trains_from(model, from_layer, expected):
    unfreeze(model, from_layer)
    assert trained(model) == expected


def test_a_layer_may_be_given_itself(model):
    freeze(model, model.get_layer("block1_relu"))
    assert trained(model) == [*SECOND, "head_classes"]


def test_what_was_frozen_before_does_not_count(model):
    freeze(model)
    freeze(model, "block1")
    assert trained(model) == [*SECOND, "head_classes"]


def test_a_model_frozen_as_a_whole_trains_again(model):
    model.trainable = False
    unfreeze(model, "head")
    assert len(model.trainable_weights) == 2


def test_unfreeze_can_leave_batch_normalisation_frozen(model):
    unfreeze(model, batch_norm=False)
    assert trained(model) == ["block1_conv", "block2_conv", "head_classes"]


def fit(model):
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(IMAGES, LABELS, verbose=0)


def test_frozen_batch_normalisation_moves_neither_weights_nor_statistics(model):
    freeze(model, "block1")
    before = model.get_layer("block1_bn").get_weights()
    fit(model)
    for old, new in zip(before, model.get_layer("block1_bn").get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_trained_batch_normalisation_moves_its_statistics(model):
    freeze(model, "block1")
    before = model.get_layer("block2_bn").moving_mean.numpy()
    fit(model)
    assert np.abs(model.get_layer("block2_bn").moving_mean.numpy() - before).max() > 0


def test_batch_norm_false_keeps_statistics_in_the_trained_part(model):
    unfreeze(model, batch_norm=False)
    before = model.get_layer("block2_bn").get_weights()
    fit(model)
    for old, new in zip(before, model.get_layer("block2_bn").get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_a_cut_inside_a_block_is_told_with_the_clean_cuts(inception):
    expected = (
        r"150 falls inside block mixed5 \(133 to 164\), so some of its parallel branches are "
        "frozen and others train; clean cuts are 133 and 165"
    )
    with pytest.warns(UserWarning, match=expected):
        freeze(inception, 150)
    assert [layer.trainable for layer in inception.layers] == [False] * 150 + [True] * 161


@pytest.mark.parametrize(
    ("upto", "cut"),
    [(133, 133), (165, 165), ("mixed5", 165), (0.5, 165), (164, 164)],  # 164 has no weights
)
def test_a_clean_cut_is_silent_and_where_it_was_asked_for(inception, upto, cut):
    freeze(inception, upto)  # a warning would fail the test
    assert [layer.trainable for layer in inception.layers] == [False] * cut + [True] * (311 - cut)


def test_a_compiled_model_must_be_compiled_again(model):
    model.compile("sgd", "mse")
    with pytest.warns(UserWarning, match="compile the model again: small was compiled before 4 of"):
        freeze(model, "block2")
    with pytest.raises(ValueError, match=r"must call `compile\(\)`"):
        model.fit(IMAGES, np.zeros((8, 2)), verbose=0)


def test_a_compiled_model_that_does_not_change_stays_compiled(model):
    freeze(model, "block1")
    model.compile("sgd", "mse")
    freeze(model, "block1")
    assert model.compiled


def test_compiling_again_makes_the_change_count(model):
    fit(model)
    with pytest.warns(UserWarning, match="compile the model again"):
        freeze(model, "block2")
    before = model.get_layer("block1_conv").get_weights()[0]
    fit(model)
    np.testing.assert_array_equal(before, model.get_layer("block1_conv").get_weights()[0])


@pytest.mark.parametrize("call", [freeze, unfreeze, layer_table])
def test_a_model_inside_is_refused(model, call):
    outer = keras.Sequential([keras.Input((12, 12, 3)), model])
    with pytest.raises(ValueError, match="holds the model 'small' as one of its layers"):
        call(outer)


def test_an_unknown_layer_is_refused_and_nothing_changes(model):
    with pytest.raises(ValueError, match="no layer 'block3'"):
        freeze(model, "block3")
    assert trained(model) == ALL


def test_the_table_has_a_row_for_each_layer_and_a_total(model):
    freeze(model, "block1")
    table = layer_table(model)
    assert list(table["name"]) == [*(layer.name for layer in model.layers), ""]
    assert list(table["parameters"][:-1]) == [layer.count_params() for layer in model.layers]


def test_the_totals_are_those_of_keras(model):
    freeze(model, "block1")
    total = layer_table(model).loc["total"]
    assert total["parameters"] == model.count_params()
    assert total["trained"] == sum(int(np.prod(w.shape)) for w in model.trainable_weights)
    assert total["frozen"] == 3 * 3 * 3 * 2 + 2 + 2 * 2  # block1: kernel, bias, gamma and beta
    assert total["statistics"] == 2 * 4


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("image", ""),
        ("block1_conv", "frozen"),
        ("block1_bn", "frozen, statistics fixed"),
        ("block2_conv", "trained"),
        ("block2_bn", "trained, statistics move"),
    ],
)
def test_the_table_says_what_trains(model, name, state):
    freeze(model, "block1")
    table = layer_table(model).set_index("name")
    assert table.loc[name, "state"] == state


def test_the_table_by_block(model):
    unfreeze(model, "block1_bn")
    table = layer_table(model, by="block").set_index("name")
    assert list(table.index) == ["image", "block1", "block2", "head", ""]
    assert list(table["layers"][1:3]) == ["1 to 3", "4 to 6"]
    assert table.loc["block1", "state"] == "partly trained, statistics move"


def test_the_table_knows_a_model_frozen_as_a_whole(model):
    model.trainable = False
    for layer in model.layers:
        layer.trainable = True
    assert layer_table(model).loc["total", "trained"] == 0


def test_the_table_is_shown_in_a_notebook(model):
    assert "block1_conv" in layer_table(model)._repr_html_()


def test_the_table_by_something_else_is_refused(model):
    with pytest.raises(ValueError, match='by is \'stage\'; it may be "layer" or "block"'):
        layer_table(model, by="stage")
