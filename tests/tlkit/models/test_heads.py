"""Cutting and new heads, judged by plain Keras layers and NumPy on the same weights."""

import keras
import numpy as np
import pytest

from tlkit.models.freezing import freeze, unfreeze
from tlkit.models.heads import add_head, cut, replace_head

IMAGES = np.random.default_rng(0).integers(0, 256, (4, 16, 16, 3)).astype("float32")


@pytest.fixture
def backbone():
    """Preprocessing as loose operations, two convolutions: layers 0 to 5, maps of 12×12×4."""
    image = keras.Input((16, 16, 3), name="image")
    x = keras.layers.Conv2D(2, 3, name="block1_conv")(image / 127.5 - 1)
    x = keras.layers.BatchNormalization(name="block1_bn")(x)
    x = keras.layers.ReLU(name="block1_relu")(x)
    x = keras.layers.Conv2D(4, 3, name="block2_conv")(x)
    return keras.Model(image, keras.layers.ReLU(name="block2_relu")(x), name="small")


def run(model, images=IMAGES):
    return keras.ops.convert_to_numpy(model(images, training=False))


def names(model, start=0):
    return [layer.name for layer in model.layers[start:]]


@pytest.mark.parametrize("layer", [3, -3, "block1_relu"])
def test_cut_ends_in_the_output_of_a_layer(backbone, layer):
    expected = keras.Model(backbone.input, backbone.get_layer("block1_relu").output)
    np.testing.assert_array_equal(run(cut(backbone, layer)), run(expected))


def test_cut_shares_its_weights(backbone):
    part = cut(backbone, "block1_bn")
    assert part.layers[1] is backbone.layers[1]


@pytest.mark.parametrize(
    ("name", "size", "layer", "count"), [("InceptionV3", 75, "mixed5", 165), ("VGG16", 32, -5, 15)]
)
def test_cut_keeps_the_published_numbering(name, size, layer, count):
    build = getattr(keras.applications, name)
    model = build(weights=None, include_top=False, input_shape=(size, size, 3))
    assert names(cut(model, layer)) == names(model)[:count]


def test_cut_at_an_unknown_layer_is_refused(backbone):
    with pytest.raises(ValueError, match="small has no layer 'block1_rel'; did you mean"):
        cut(backbone, "block1_rel")


def test_the_usual_head_is_pooling_and_a_dense_layer(backbone):
    model = add_head(backbone, 3)
    kernel, bias = model.layers[-1].get_weights()
    logits = run(backbone).mean(axis=(1, 2)) @ kernel + bias
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(run(model), expected, atol=1e-5)


def test_maximum_pooling_without_an_activation_gives_logits(backbone):
    model = add_head(backbone, 3, pooling="max", activation=None)
    kernel, bias = model.layers[-1].get_weights()
    np.testing.assert_allclose(
        run(model), run(backbone).max(axis=(1, 2)) @ kernel + bias, atol=1e-5
    )


def test_flatten_keeps_every_position(backbone):
    model = add_head(backbone, 3, pooling="flatten")
    assert model.layers[-1].get_weights()[0].shape == (12 * 12 * 4, 3)


def test_dense_layers_have_a_relu(backbone):
    model = add_head(backbone, 3, dense=(5, 4), activation=None)
    values = run(backbone).mean(axis=(1, 2))
    for layer in model.layers[-3:-1]:
        kernel, bias = layer.get_weights()
        values = np.maximum(values @ kernel + bias, 0)
    kernel, bias = model.layers[-1].get_weights()
    np.testing.assert_allclose(run(model), values @ kernel + bias, atol=1e-5)


def test_the_layers_of_a_head_in_order(backbone):
    model = add_head(backbone, 3, dense=1024, dropout=0.2)
    assert names(model, 6) == ["head_pool", "head_dense_1", "head_dropout", "head_predictions"]
    assert [model.layers[7].units, model.layers[8].rate] == [1024, 0.2]


def test_the_head_is_a_block_of_its_own(backbone):
    model = add_head(backbone, 3, dense=8)
    unfreeze(model, "head")
    assert [x.name for x in model.layers if x.trainable_weights] == [
        "head_dense_1",
        "head_predictions",
    ]


def test_what_is_frozen_stays_frozen_under_a_new_head(backbone):
    freeze(backbone)
    assert len(add_head(backbone, 3).trainable_weights) == 2


def test_the_model_under_a_head_is_not_changed(backbone):
    add_head(backbone, 3)
    assert names(backbone)[-1] == "block2_relu"


def test_a_vector_needs_no_pooling(backbone):
    model = add_head(cut(add_head(backbone, 3, dense=8), "head_dense_1"), 5)
    assert names(model, -2) == ["head_dense_1", "head_predictions"]


def test_new_names_do_not_collide(backbone):
    model = add_head(cut(add_head(backbone, 3, dense=8), "head_dense_1"), 5, dense=4)
    assert names(model, -3) == ["head_dense_1", "head_dense_1_2", "head_predictions"]


def test_a_seed_makes_the_same_head(backbone):
    one, two, other = (
        add_head(backbone, 3, dense=3, seed=seed).get_weights() for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one[-2], two[-2])
    assert np.abs(one[-2] - other[-2]).max() > 0


def test_the_layers_of_a_head_draw_different_weights(backbone):
    model = add_head(backbone, 4, dense=(4,), seed=1)
    first, second = (layer.get_weights()[0] for layer in model.layers[-2:])
    assert np.abs(first - second).max() > 0


def test_without_a_seed_heads_differ(backbone):
    one, two = (add_head(backbone, 3).get_weights()[-2] for _ in range(2))
    assert np.abs(one - two).max() > 0


def test_a_model_with_a_head_is_saved_and_loaded(backbone, tmp_path):
    model = add_head(backbone, 3, dense=4, dropout=0.1, seed=1)
    model.save(tmp_path / "model.keras")
    np.testing.assert_array_equal(
        run(keras.models.load_model(tmp_path / "model.keras")), run(model)
    )


@pytest.mark.parametrize("num_classes", [1, 0, -3])
def test_fewer_than_two_classes_are_refused(backbone, num_classes):
    with pytest.raises(ValueError, match=f"num_classes is {num_classes}; expected 2 or more"):
        add_head(backbone, num_classes)


@pytest.mark.parametrize("num_classes", [3.0, "3", True, None])
def test_a_number_of_classes_that_is_none_is_refused(backbone, num_classes):
    with pytest.raises(TypeError, match=r"num_classes is .*; expected an integer, 2 or more"):
        add_head(backbone, num_classes)


@pytest.mark.parametrize("units", [np.int64(5), [np.int64(5)], (5,)])
def test_units_may_be_any_integer(backbone, units):
    assert add_head(backbone, 3, dense=units).get_layer("head_dense_1").units == 5


@pytest.mark.parametrize(
    ("units", "error"), [(0, ValueError), ([5, -1], ValueError), (2.5, TypeError)]
)
def test_units_that_are_none_are_refused(backbone, units, error):
    with pytest.raises(error, match=r"dense is .*; expected .*1 or more"):
        add_head(backbone, 3, dense=units)


def test_an_unknown_pooling_is_refused(backbone):
    with pytest.raises(ValueError, match="pooling is 'mean'; it may be 'avg', 'max', 'flatten'"):
        add_head(backbone, 3, pooling="mean")


@pytest.mark.parametrize("dropout", [-0.1, 1.0])
def test_dropout_out_of_range_is_refused(backbone, dropout):
    with pytest.raises(ValueError, match=f"dropout is {dropout}; it runs from 0 to below 1"):
        add_head(backbone, 3, dropout=dropout)


def test_a_negative_seed_is_refused(backbone):
    with pytest.raises(ValueError, match="seed is -1; expected 0 or more"):
        add_head(backbone, 3, seed=-1)


def test_a_head_on_a_classifier_is_refused(backbone):
    with pytest.raises(ValueError, match="small ends in the classifier 'head_predictions'"):
        add_head(add_head(backbone, 3), 3)


def test_a_head_on_several_outputs_is_refused(backbone):
    model = keras.Model(
        backbone.input, [layer.output for layer in backbone.layers[3:5]], name="two"
    )
    with pytest.raises(ValueError, match="a head needs one output"):
        add_head(model, 3)


def test_flatten_on_images_of_any_size_is_refused():
    image = keras.Input((None, None, 3))
    model = keras.Model(image, keras.layers.Conv2D(2, 3)(image))
    with pytest.raises(ValueError, match='pooling="flatten" needs images of one size'):
        add_head(model, 3, pooling="flatten")


def test_a_replaced_head_stands_on_the_same_maps(backbone):
    model = replace_head(add_head(backbone, 7, dense=9), 3)
    assert names(model, 5) == ["block2_relu", "head_pool", "head_predictions"]
    assert model.layers[4] is backbone.layers[4]


def test_the_options_of_a_head_are_passed_on(backbone):
    model = replace_head(add_head(backbone, 7), 3, pooling="max", dense=5)
    assert names(model, 6) == ["head_pool", "head_dense_1", "head_predictions"]
    assert isinstance(model.layers[6], keras.layers.GlobalMaxPooling2D)


@pytest.mark.parametrize(
    ("name", "options", "last"),
    [
        ("VGG16", {"classes": 4}, "block5_pool"),  # Flatten and dense layers
        ("MobileNet", {"alpha": 0.25}, "conv_pw_13_relu"),  # pooling and a 1×1 convolution
        ("MobileNetV2", {"alpha": 0.35}, "out_relu"),  # pooling and a dense layer
        ("MobileNetV3Small", {}, None),  # squeeze-and-excitation pools too
    ],
)
def test_the_published_classifiers_are_found(name, options, last):
    build = getattr(keras.applications, name)
    model = build(weights=None, input_shape=(32, 32, 3), **options)
    bare = build(weights=None, input_shape=(32, 32, 3), include_top=False, **options)
    replaced = replace_head(model, 3)
    assert len(replaced.layers) == len(bare.layers) + 2
    assert replaced.layers[-3].name == (last or model.layers[len(bare.layers) - 1].name)


def test_a_model_without_a_classifier_is_refused(backbone):
    with pytest.raises(ValueError, match=r"small has no classifier to replace; use tlkit.add_head"):
        replace_head(backbone, 3)


def test_pooling_alone_is_no_classifier(backbone):
    pooled = cut(add_head(backbone, 3), "head_pool")
    with pytest.raises(ValueError, match="small has no classifier to replace"):
        replace_head(pooled, 3)


def test_a_classifier_without_feature_maps_is_refused():
    layers = [keras.layers.Flatten(name="flat"), keras.layers.Dense(3)]
    model = keras.Sequential([keras.Input((4, 4, 3)), *layers], name="dense_only")
    with pytest.raises(ValueError, match="dense_only has no feature maps before its classifier"):
        replace_head(model, 3)


@pytest.mark.parametrize("call", [cut, add_head, replace_head])
def test_a_model_inside_is_refused(backbone, call):
    outer = keras.Sequential([keras.Input((16, 16, 3)), backbone])
    with pytest.raises(ValueError, match="holds the model 'small' as one of its layers"):
        call(outer, 2)
