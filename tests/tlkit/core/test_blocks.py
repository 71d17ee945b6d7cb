"""The blocks of the architectures that students meet."""

import itertools

import keras
import pytest

from tlkit.core.blocks import Block, blocks
from tlkit.core.graph import clean_cuts

FAMILIES = ("MobileNet", "MobileNetV2", "InceptionV3", "VGG16")


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


@pytest.mark.parametrize("name", [*FAMILIES, *SLOW])
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


def test_inception_mixed5_runs_from_133_to_164(nets):
    assert Block("mixed5", 133, 165) in blocks(nets("InceptionV3"))
