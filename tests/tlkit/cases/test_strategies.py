"""The four cases, judged by the rule of the course's sources and by plain Keras."""

import re

import keras
import numpy as np
import pytest

from tlkit.cases.strategies import build, choose_case, strategy_table

IMAGES = np.random.default_rng(0).integers(0, 256, (8, 16, 16, 3)).astype("uint8")
LABELS = np.arange(8) % 2
CASES = ["small-similar", "small-different", "large-similar", "large-different"]


@pytest.fixture
def backbone():
    """Three blocks with batch normalisation: layers 0 to 9."""
    image = keras.Input((16, 16, 3), name="image")
    x = image / 255
    for i in (1, 2, 3):
        x = keras.layers.Conv2D(4, 3, name=f"block{i}_conv")(x)
        x = keras.layers.BatchNormalization(name=f"block{i}_bn")(x)
        x = keras.layers.ReLU(name=f"block{i}_relu")(x)
    return keras.Model(image, x, name="small")


@pytest.mark.parametrize(
    ("num_images", "similarity", "name"),
    [
        (2_000, "similar", "small-similar"),
        (2_000, "different", "small-different"),
        (1_000_000, "similar", "large-similar"),
        (1_000_000, "different", "large-different"),
        (129_450, "different", "large-different"),
        (19_999, 0.5, "small-similar"),
        (20_000, 0.49, "large-different"),
        (1, 1, "small-similar"),
        (1, np.float32(0), "small-different"),
    ],
)
def test_size_and_similarity_decide(num_images, similarity, name):
    assert choose_case(num_images, similarity).name == name


def test_images_may_be_counted_by_class():
    assert choose_case(per_class=1_000, num_classes=30, similarity="similar").name == (
        "large-similar"
    )


def test_a_choice_reads_as_case_reason_caution_and_sources():
    lines = str(choose_case(1_500, "different")).split("\n")
    assert lines[0].startswith("Case 2, small-different: cut the network earlier")
    assert lines[1].startswith("Why: 1,500 images are few, and different. ")
    assert lines[2].startswith("Caution: ")
    assert lines[3] == "Read: arXiv:1403.6382, arXiv:1411.1792"


@pytest.mark.parametrize("similarity", ["similar", "different"])
@pytest.mark.parametrize("num_images", [1_000, 2_000_000])
def test_every_case_gives_what_it_cites(num_images, similarity):
    choice = choose_case(num_images, similarity)
    cited = [
        word.strip("(),.;")
        for word in f"{choice.why} {choice.caution}".split()
        if word.lstrip("(").startswith(("arXiv:", "doi:"))
    ]
    assert set(cited) <= set(choice.references)


@pytest.mark.parametrize(
    ("options", "doubt"),
    [
        ({"num_images": 129_450}, r"129,450 lie between what is called small \(2,000\) and large"),
        ({"num_images": 1_000, "similarity": 0.55}, "A similarity of 0.55 is neither"),
        ({"num_images": 1_000, "num_classes": 5}, "200 images per class are below the 300"),
        ({"per_class": 20, "num_classes": 5}, "20 images per class are below the 300"),
        ({"num_images": 1_499, "num_classes": 5}, "299 images per class are below the 300"),
    ],
)
def test_doubts_are_said(options, doubt):
    assert re.search(doubt, choose_case(**({"similarity": "similar"} | options)).caution)


def test_a_number_of_images_may_be_written_as_a_power():
    assert choose_case(1e6, "similar") == choose_case(1_000_000, "similar")


def test_where_nothing_is_in_doubt_only_the_rules_own_caution_is_said():
    sure = choose_case(2_000, "similar", num_classes=5)
    assert sure.caution == choose_case(1_000, 1.0).caution
    assert "2,000" not in sure.caution


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"num_images": 0}, "num_images is 0; expected a number, 1 or more"),
        ({"num_images": "many"}, "num_images is 'many'; expected a number"),
        ({"num_images": np.nan}, "num_images is nan; expected a number"),
        ({"num_images": 10, "num_classes": -1}, "num_classes is -1; expected a number, 1"),
        ({}, "give either num_images, or per_class and num_classes; found num_images=None"),
        ({"per_class": 20}, "give either num_images, or per_class and num_classes"),
        ({"num_images": 9, "per_class": 3, "num_classes": 3}, "give either num_images, or"),
        ({"num_images": 9, "similarity": "alike"}, "similarity is 'alike'; give \"similar\", "),
        ({"num_images": 9, "similarity": 1.5}, "similarity is 1.5; give"),
        ({"num_images": 9, "similarity": None}, "similarity is None; give"),
        ({"num_images": 9, "similarity": True}, "similarity is True; give"),
    ],
)
def test_what_decides_nothing_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        choose_case(**({"similarity": "similar"} | options))


def moved(model):
    """The names of the layers of which an epoch moves weights or statistics."""
    before = {layer.name: layer.get_weights() for layer in model.layers}
    model.fit(IMAGES, LABELS, verbose=0)
    return [
        layer.name
        for layer in model.layers
        if any(
            not np.array_equal(old, new)
            for old, new in zip(before[layer.name], layer.get_weights(), strict=True)
        )
    ]


CONVOLUTIONS = ["block1_conv", "block2_conv", "block3_conv"]
BOTH = [f"block{i}_{kind}" for i in (1, 2, 3) for kind in ("conv", "bn")]


@pytest.mark.parametrize(
    ("case", "options", "expected"),
    [
        ("small-similar", {}, ["head_predictions"]),
        ("small-different", {"layer": "block1_relu"}, ["head_predictions"]),
        ("large-similar", {}, [*CONVOLUTIONS, "head_predictions"]),
        ("large-different", {}, [*CONVOLUTIONS, "head_predictions"]),
        ("large-different", {"pretrained": False}, [*BOTH, "head_predictions"]),
    ],
)
def test_a_model_trains_what_its_case_asks_for(backbone, case, options, expected):
    assert moved(build(case, backbone, 2, **options)) == expected


def test_a_choice_is_built_as_its_name(backbone):
    assert moved(build(choose_case(100, "similar"), backbone, 2)) == ["head_predictions"]


@pytest.mark.parametrize(
    ("layer", "last"),
    [(None, "block1_relu"), ("block2_relu", "block2_relu"), (-2, "block3_bn")],
)
def test_small_different_cuts(backbone, layer, last):
    model = build("small-different", backbone, 2, layer=layer)
    assert [x.name for x in model.layers[-3:]] == [last, "head_pool", "head_predictions"]


def test_a_layer_of_the_backbone_is_found_in_the_copy(backbone):
    model = build("small-different", backbone, 2, layer=backbone.get_layer("block1_relu"))
    assert model.layers[-3].name == "block1_relu"


@pytest.mark.parametrize("case", CASES)
def test_pretrained_weights_are_taken_over(backbone, case):
    model = build(case, backbone, 2)
    for layer in model.layers[:-2]:
        for old, new in zip(
            backbone.get_layer(layer.name).get_weights(), layer.get_weights(), strict=True
        ):
            np.testing.assert_array_equal(old, new)


def test_random_weights_depend_on_the_seed_alone(backbone):
    first, again, other = (
        build("large-different", backbone, 2, pretrained=False, seed=seed).get_weights()[0]
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0
    assert np.abs(first - backbone.get_weights()[0]).max() > 0


@pytest.mark.parametrize("case", ["small-similar", "large-similar"])
def test_the_backbone_is_not_changed(backbone, case):
    backbone.layers[1].trainable = False
    before = backbone.get_weights()
    moved(build(case, backbone, 2))
    for old, new in zip(before, backbone.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    assert [layer.trainable for layer in backbone.layers] == [True, False, *[True] * 8]


def test_pretrained_weights_take_smaller_steps(backbone):
    model = build("large-similar", backbone, 2, learning_rate=1e-2, pretrained_rate=1e-4)
    layers = "block3_conv", "head_predictions"
    before = [model.get_layer(name).get_weights()[0] for name in layers]
    model.fit(IMAGES, LABELS, batch_size=8, verbose=0)  # Adam's first step is its rate
    steps = [
        np.abs(model.get_layer(name).get_weights()[0] - old).max()
        for name, old in zip(layers, before, strict=True)
    ]
    np.testing.assert_allclose(steps, [1e-4, 1e-2], rtol=0.05)


@pytest.mark.parametrize(
    ("case", "options", "message"),
    [
        ("small", {}, "case is 'small'; it may be 'small-similar', 'small-different', "),
        ("small-similar", {"layer": 3}, "layer is 3, but small-similar keeps all layers; only"),
        ("large-similar", {"pretrained": False}, "pretrained is False, but large-similar needs"),
        ("small-similar", {"learning_rate": 0}, "learning_rate is 0; expected a number above 0"),
        ("small-similar", {"learning_rate": "1e-3"}, "learning_rate is '1e-3'; expected a number"),
        ("large-similar", {"pretrained_rate": -1}, "pretrained_rate is -1; expected a number"),
        ("small-different", {"layer": "block9"}, "small has no layer 'block9'"),
    ],
)
def test_what_cannot_be_built_is_refused(backbone, case, options, message):
    with pytest.raises(ValueError, match=message):
        build(case, backbone, 2, **options)


@pytest.fixture
def classifier(backbone):
    pooled = keras.layers.GlobalAveragePooling2D()(backbone.output)
    return keras.Model(backbone.input, keras.layers.Dense(2, name="classes")(pooled), name="net")


def trainable_after(model, cut):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= cut
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)


def test_strategies_train_what_plain_keras_counts(classifier):
    table = strategy_table(classifier)
    expected = [trainable_after(classifier, cut) for cut in (12, 11, 7, 0, 0)]
    assert list(table["trained"]) == expected
    assert (table["trained"] + table["frozen"] == trainable_after(classifier, 0)).all()


def test_strategies_from_use_as_it_is_to_train_all(classifier):
    table = strategy_table(classifier)
    assert dict(table["trains"]) == {
        "use as it is": "nothing",
        "train the classifier": "classes",
        "train the top layers too": "block3_conv to classes",
        "train all": "block1_conv to classes",
        "train all, from random weights": "block1_conv to classes",
    }
    assert list(table["starts from"])[2:] == [
        "pretrained weights, a new classifier",
        "pretrained weights, a new classifier",
        "random weights",
    ]


def test_where_the_top_begins_may_be_said(classifier):
    table = strategy_table(classifier, top="block2")
    assert table.loc["train the top layers too", "trains"] == "block2_conv to classes"


def test_a_top_within_the_classifier_is_refused(classifier):
    message = "top is 'classes', which lies within the classifier; name a layer before"
    with pytest.raises(ValueError, match=message):
        strategy_table(classifier, top="classes")


def test_the_table_changes_nothing(classifier):
    classifier.layers[1].trainable = False
    strategy_table(classifier)
    assert [layer.trainable for layer in classifier.layers].count(False) == 1


def test_a_model_without_classifier_has_no_strategies(backbone):
    with pytest.raises(ValueError, match="small has no classifier"):
        strategy_table(backbone)
