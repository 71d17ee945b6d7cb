"""Layers by index and name, and the blocks of the architectures that students meet."""

import itertools

import keras
import pytest

from tlkit.core.blocks import Block, blocks
from tlkit.core.graph import clean_cuts
from tlkit.core.layers import check_flat, find_cut, find_layer

FAMILIES = {
    "MobileNet": {"alpha": 0.25, "input_shape": (32, 32, 3)},
    "MobileNetV2": {"alpha": 0.35, "input_shape": (32, 32, 3)},
    "InceptionV3": {"input_shape": (75, 75, 3)},
    "VGG16": {"input_shape": (32, 32, 3)},
    "ResNet50": {"input_shape": (32, 32, 3)},
    "EfficientNetB0": {"input_shape": (32, 32, 3)},
}
RESNET50 = [
    f"conv{stage}_block{i}"
    for stage, count in {2: 3, 3: 4, 4: 6, 5: 3}.items()
    for i in range(1, count + 1)
]
EFFICIENTNETB0 = [
    f"block{stage}{letter}"
    for stage, letters in enumerate(["a", "ab", "ab", "abc", "abc", "abcd", "a"], start=1)
    for letter in letters
]


@pytest.fixture(scope="module")
def nets():
    """All families, each built once, when first asked for."""
    built = {}

    def net(name):
        if name not in built:
            build = getattr(keras.applications, name)
            built[name] = build(weights=None, include_top=False, **FAMILIES[name])
        return built[name]

    return net


@pytest.fixture(scope="module")
def chain():
    """Input, convolution, normalisation, pooling, Flatten, dense: indices 0 to 5."""
    image = keras.Input((8, 8, 3), name="image")
    x = keras.layers.Conv2D(2, 3, name="conv")(image)
    x = keras.layers.BatchNormalization(name="bn")(x)
    x = keras.layers.MaxPooling2D(name="pool")(x)
    x = keras.layers.Flatten(name="flatten")(x)
    return keras.Model(image, keras.layers.Dense(2, name="classes")(x), name="chain")


@pytest.mark.parametrize(
    ("layer", "index"), [(0, 0), (5, 5), (-1, 5), (-6, 0), ("pool", 3), ("image", 0)]
)
def test_a_layer_is_found_by_index_and_name(chain, layer, index):
    assert find_layer(chain, layer) == index


def test_a_layer_is_found_by_itself(chain):
    assert find_layer(chain, chain.get_layer("flatten")) == 4


@pytest.mark.parametrize("index", [6, -7])
def test_an_index_out_of_range_is_told_the_range(chain, index):
    expected = rf"layer index is {index}, but chain has 6 layers \(0 to 5, or -6 to -1\)"
    with pytest.raises(ValueError, match=expected):
        find_layer(chain, index)


def test_an_unknown_name_is_told_what_comes_close(chain):
    with pytest.raises(ValueError, match="chain has no layer 'clases'; did you mean 'classes'"):
        find_layer(chain, "clases")


def test_an_unknown_name_like_no_other_is_sent_to_the_table(chain):
    with pytest.raises(ValueError, match=r"no layer 'xyz'; see tlkit.layer_table\(model\)"):
        find_layer(chain, "xyz")


def test_the_layer_of_another_model_is_refused(chain):
    with pytest.raises(ValueError, match="'stranger' is not one of the layers of chain"):
        find_layer(chain, keras.layers.Dense(1, name="stranger"))


@pytest.mark.parametrize("layer", [True, None, 1.5, [0]])
def test_what_names_no_layer_is_refused(chain, layer):
    with pytest.raises(TypeError, match="is not a layer index, name or layer"):
        find_layer(chain, layer)


def test_in_a_chain_every_cut_is_clean(chain):
    assert clean_cuts(chain) == list(range(7))


def test_operations_that_are_no_layers_count_as_edges():
    image = keras.Input((4,))
    x = keras.layers.Dense(4)(image * 2 - 1)  # layer 1
    y = keras.layers.Dense(4)(keras.layers.Dense(4)(x))  # layers 2 and 3, beside x
    z = keras.layers.Dense(4)(x + y)  # layer 4
    assert clean_cuts(keras.Model(image, z)) == [0, 1, 2, 4, 5]


def test_two_outputs_leave_no_clean_cut_between_them():
    image = keras.Input((4,))
    first = keras.layers.Dense(2)(image)
    second = keras.layers.Dense(2)(first)
    assert clean_cuts(keras.Model(image, [first, second])) == [0, 1, 2, 3]


def test_a_convolution_takes_normalisation_pooling_and_flatten_with_it(chain):
    assert blocks(chain) == [
        Block("image", 0, 1),
        Block("flatten", 1, 5),
        Block("classes", 5, 6),
    ]


def test_a_sequential_model_has_blocks_too():
    dense = [keras.layers.Dense(3, name="first"), keras.layers.Dense(2, name="second")]
    model = keras.Sequential([keras.Input((4,)), *dense])
    assert blocks(model) == [Block("first", 0, 1), Block("second", 1, 2)]


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("ResNet50", "EfficientNetB0")]


@pytest.mark.parametrize("name", [*list(FAMILIES)[:4], *SLOW])
def test_blocks_cover_all_layers_and_end_at_clean_cuts(nets, name):
    model = nets(name)
    found = blocks(model)
    assert [found[0].start, found[-1].stop] == [0, len(model.layers)]
    assert all(a.stop == b.start for a, b in itertools.pairwise(found))
    assert {block.stop for block in found} <= set(clean_cuts(model))
    assert len({block.name for block in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VGG16", [f"block{i}" for i in range(1, 6)]),
        ("MobileNetV2", ["expanded_conv", *(f"block_{i}" for i in range(1, 17))]),
        ("MobileNet", [f"conv_pw_{i}_relu" for i in range(1, 14)]),
        ("InceptionV3", [f"mixed{i}" for i in range(11)]),
        pytest.param("ResNet50", RESNET50, marks=pytest.mark.slow),
        pytest.param("EfficientNetB0", EFFICIENTNETB0, marks=pytest.mark.slow),
    ],
)
def test_blocks_bear_the_published_names(nets, name, expected):
    names = [block.name for block in blocks(nets(name))]
    start = names.index(expected[0])
    assert names[start : start + len(expected)] == expected


def test_mobilenet_has_a_block_for_each_depthwise_separable_pair(nets):
    assert Block("conv_pw_2_relu", 10, 17) in blocks(nets("MobileNet"))  # conv_pad_2 ... relu


def test_inception_is_clean_around_its_mixed_layers_alone(nets):
    cuts = [cut for cut in clean_cuts(nets("InceptionV3")) if cut > 18]
    assert cuts == [41, 64, 87, 101, 133, 165, 197, 229, 249, 280, 311]


def test_inception_mixed5_runs_from_133_to_164(nets):
    assert Block("mixed5", 133, 165) in blocks(nets("InceptionV3"))


@pytest.mark.parametrize(
    ("where", "after", "cut"),
    [
        (150, True, 150),
        (-2, False, 309),
        (311, True, 311),
        ("mixed4", True, 133),
        ("mixed4", False, 101),  # the block, not the layer that joins its branches
        (0.0, True, 0),
        (0.5, True, 165),  # 155.5 lies nearer to 165 than to 133
        (1.0, True, 311),
    ],
)
def test_a_cut_is_found_by_index_block_and_share(nets, where, after, cut):
    assert find_cut(nets("InceptionV3"), where, after=after) == cut


@pytest.mark.parametrize(("after", "cut"), [(False, 1), (True, 2)])
def test_a_cut_is_found_by_the_name_of_a_layer(chain, after, cut):
    assert find_cut(chain, "conv", after=after) == cut


def test_a_layer_itself_stands_for_no_block(nets):
    model = nets("InceptionV3")
    assert find_cut(model, model.get_layer("mixed4"), after=False) == 132


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_out_of_range_is_told_the_range(chain, share):
    with pytest.raises(ValueError, match=r"is no share of the layers; a share runs from 0.0 to 1"):
        find_cut(chain, share, after=True)


def test_a_cut_by_an_unknown_name_is_told_the_blocks_that_come_close(nets):
    with pytest.raises(ValueError, match="no layer 'block6'; did you mean 'block5'"):
        find_cut(nets("VGG16"), "block6", after=True)


def test_a_model_inside_a_model_is_refused(chain):
    outer = keras.Model(chain.inputs, chain(chain.inputs[0]), name="outer")
    with pytest.raises(ValueError, match="outer holds the model 'chain' as one of its layers"):
        check_flat(outer)


def test_a_small_sequential_counts_as_a_layer():
    image = keras.Input((8, 8, 3))
    stem = keras.Sequential([keras.layers.Conv2D(2, 3)])
    check_flat(keras.Model(image, stem(image)))


def test_a_sequential_with_batch_normalisation_is_refused():
    image = keras.Input((8, 8, 3))
    stem = keras.Sequential([keras.layers.BatchNormalization()], name="stem")
    with pytest.raises(ValueError, match="holds the model 'stem'"):
        check_flat(keras.Model(image, stem(image)))


def test_an_unbuilt_model_is_refused():
    with pytest.raises(ValueError, match="waiting is a subclassed or unbuilt model"):
        check_flat(keras.Sequential([keras.layers.Dense(2)], name="waiting"))


def test_a_subclassed_model_is_refused():
    class Own(keras.Model):
        pass

    with pytest.raises(ValueError, match="own is a subclassed or unbuilt model"):
        check_flat(Own(name="own"))


def test_what_is_no_model_is_refused():
    with pytest.raises(TypeError, match=r"expected a keras.Model, got Dense"):
        check_flat(keras.layers.Dense(2))
