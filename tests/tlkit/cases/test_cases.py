"""Cases: complete, seeded, from each source, and what is refused."""

import numpy as np
import pytest

from tlkit.cases.cases import load_case, load_shifted
from tlkit.data.drawn.fractals import fractal_images
from tlkit.features.transferability import dataset_distance
from tlkit.models.demonstration import demonstration_network


@pytest.fixture(scope="module")
def small():
    return load_case("small-similar", per_class=3)


def test_small_similar_is_complete_and_small(small):
    assert small.train.images.shape == (30, 64, 64, 3)
    assert small.num_classes == len(small.class_names) == 10
    assert "30 images to train on" in repr(small)


def test_parts_of_a_case_share_no_image(small):
    seen = [image.tobytes() for part in (small.train, small.valid, small.test) for image in part[0]]
    assert len(set(seen)) == len(seen)


def test_small_different_is_digits():
    case = load_case("small-different", per_class=4)
    assert np.bincount(case.train.labels).tolist() == [4] * 10


def test_guitars_are_a_case(small):
    case = load_case("guitars", backbone=small.backbone, per_class=2)
    assert case.class_names == ["Stratocaster", "Les Paul", "SG"]
    assert np.bincount(case.train.labels).tolist() == [2, 2, 2]


def test_distance_grows_with_the_shift(small):
    learned, _ = fractal_images(range(50), 2, seed=9)
    distances = [
        dataset_distance(
            small.backbone,
            learned,
            load_shifted(shift, backbone=small.backbone, per_class=12).train.images,
            cache=False,
        )
        for shift in (0, 0.5, 1)
    ]
    assert distances[0] < distances[1] < distances[2]
    assert distances[2] > 2 * distances[0]


def test_shift_runs_from_one_case_to_the_other(small):
    near, half, far = (
        load_shifted(shift, backbone=small.backbone, per_class=3) for shift in (0, 0.5, 1)
    )
    similar = load_case("small-similar", backbone=small.backbone, per_class=3)
    different = load_case("small-different", backbone=small.backbone, per_class=3)
    for one, other in zip(near.train, similar.train, strict=True):
        np.testing.assert_array_equal(one, other)
    assert drawn_of(near.test) <= drawn_of(similar.test)
    assert drawn_of(far.train) == drawn_of(different.train)
    assert drawn_of(far.test) == drawn_of(different.test)
    mean = (near.train.images.astype(float) + far.train.images) / 2
    np.testing.assert_allclose(half.train.images, mean, atol=0.5)
    assert half.num_classes == 10
    assert np.bincount(half.train.labels).tolist() == [3] * 10


def drawn_of(images) -> set[tuple[int, bytes]]:
    """Each image with its label."""
    return {(int(label), image.tobytes()) for image, label in zip(*images, strict=True)}


def test_shift_outside_its_range(small):
    with pytest.raises(ValueError, match=r"shift is 2; expected 0 .* to 1"):
        load_shifted(2, backbone=small.backbone)


def test_case_from_a_folder(image_folder, small):
    case = load_case("small-similar", folder=image_folder, backbone=small.backbone)
    assert case.class_names == ["cat", "dog"]
    assert [len(part.labels) for part in (case.train, case.valid, case.test)] == [6, 2, 2]


def test_the_environment_decides_the_source(monkeypatch):
    monkeypatch.setenv("TLKIT_SOURCE", "embedded")
    assert "Fractals" in repr(load_case(source="imagenet", folder="/nowhere", per_class=1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"case": "tiny"}, "case is 'tiny'; it may be"),
        ({"source": "web"}, "source is 'web'; it may be"),
        ({"per_class": 0}, "per_class is 0; expected 1 or more"),
        ({"case": "guitars", "source": "imagenet"}, "guitars has no published images: collect"),
    ],
)
def test_unknown_case_or_source(arguments, message):
    with pytest.raises(ValueError, match=message):
        load_case(**arguments)


@pytest.mark.parametrize("shape", [(None, None, 3), (32, 48, 3)])
def test_a_backbone_that_fits_no_drawn_image_is_refused(shape):
    backbone = demonstration_network(weights=None, input_shape=shape)
    with pytest.raises(ValueError, match=r"demonstration takes .* load it with an input_shape"):
        load_case(backbone=backbone)


def test_images_of_a_folder_need_no_square(image_folder):
    backbone = demonstration_network(weights=None, input_shape=(32, 48, 3))
    case = load_case(backbone=backbone, folder=image_folder)
    assert case.train.images.shape == (6, 32, 48, 3)
