"""Cases, folders of one's own, splits and downloads."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_digits

import tlkit
from tlkit.cases.cases import load_case, load_shifted
from tlkit.data.drawn.blood_cells import cell_images
from tlkit.data.drawn.digits import digit_images
from tlkit.data.drawn.fractals import fractal_images
from tlkit.data.drawn.guitars import guitar_images
from tlkit.data.folders import load_folder
from tlkit.data.splits import Images, split, take
from tlkit.features.transferability import dataset_distance
from tlkit.models.demonstration import demonstration_network


@pytest.fixture(scope="module")
def small():
    return load_case("small-similar", per_class=3)


def image(path: Path, colour="red", mode="RGB", size=(40, 30), **options) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path, **options)


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("cat", "dog"):
        for i in range(5):
            image(tmp_path / name / f"{i}.png", (i, 0, 0))
    return tmp_path


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


def test_digits_are_labelled_as_in_scikit_learn():
    images, labels = digit_images(np.arange(40), size=16)
    assert images.shape == (40, 16, 16, 3)
    assert np.array_equal(labels, load_digits().target[:40])


@pytest.mark.parametrize("draw", [cell_images, guitar_images])
def test_drawings_depend_on_their_seed_alone(draw):
    one, again, other = (draw(2, size=32, seed=seed)[0] for seed in (0, 0, 1))
    assert np.array_equal(one, again)
    assert len({image.tobytes() for image in (*one, *other)}) == len(one) + len(other)


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


def test_case_from_a_folder(folder, small):
    case = load_case("small-similar", folder=folder, backbone=small.backbone)
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


def test_images_of_a_folder_need_no_square(folder):
    backbone = demonstration_network(weights=None, input_shape=(32, 48, 3))
    case = load_case(backbone=backbone, folder=folder)
    assert case.train.images.shape == (6, 32, 48, 3)


@pytest.mark.parametrize("size", [64, (0, 64), (None, None), (64, 64, 3)])
def test_a_size_that_is_no_height_and_width_is_refused(folder, size):
    with pytest.raises(ValueError, match=r"size is .*; expected \(height, width\) in pixels"):
        load_folder(folder, size=size)


def test_folder_gives_images_labels_and_names(folder):
    (images, labels), names = load_folder(folder, size=(8, 12))
    assert images.shape == (10, 8, 12, 3)
    assert labels.tolist() == [0] * 5 + [1] * 5
    assert names == ["cat", "dog"]
    assert images[4, 0, 0].tolist() == [4, 0, 0]


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("L", 90, [90] * 3),
        ("CMYK", (0, 0, 0, 255), [0] * 3),
        ("I;16", 0x8000, [128] * 3),
        ("RGBA", (9, 9, 9, 0), [255] * 3),
        ("LA", (7, 255), [7] * 3),
        ("1", 1, [255] * 3),
    ],
)
def test_odd_modes_become_rgb(folder, mode, colour, expected):
    suffix = ".tif" if mode == "CMYK" else ".png"
    image(folder / "cat" / f"a{suffix}", colour, mode)
    (images, _), _ = load_folder(folder, size=(4, 4))
    assert expected in images[:, 0, 0].tolist()


def test_an_image_is_turned_as_its_camera_held_it(folder):
    image = Image.new("RGB", (40, 40), "black")
    image.paste("white", (0, 0, 20, 40))  # white at the left
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right: what is left comes to the top
    image.save(folder / "cat" / "0.png", exif=exif)
    (images, _), _ = load_folder(folder, size=(40, 40))
    assert images[0, 0].min() == 255
    assert images[0, -1].max() == 0


def test_unreadable_files_are_named_and_left_out(folder):
    (folder / "dog" / "broken.jpg").write_bytes(b"\xff\xd8 no image")
    (folder / "dog" / "notes.txt").write_text("no image either")
    with pytest.warns(UserWarning, match=r"left out, not readable: dog/broken.jpg"):
        (images, _), _ = load_folder(folder)
    assert len(images) == 10


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda root: root / "missing", "is not a folder"),
        (lambda root: root / "cat", "holds 0 class folders; at least 2 are needed"),
        (lambda root: ((root / "eel").mkdir(), root)[1], "no readable image in"),
    ],
)
def test_folders_that_cannot_serve(folder, prepare, message):
    with pytest.raises(ValueError, match=message):
        load_folder(prepare(folder))


def test_split_is_even_in_every_class():
    pixels = np.random.default_rng(0).integers(0, 256, (60, 8, 8, 3)).astype("uint8")
    images = Images(pixels, np.repeat([0, 1, 2], 20))
    assert [np.bincount(p.labels).tolist() for p in split(images)] == [[12] * 3, [4] * 3, [4] * 3]


def test_copies_stay_on_one_side():
    pixels = np.random.default_rng(0).integers(0, 256, (30, 8, 8, 3)).astype("uint8")
    parts = split(Images(np.repeat(pixels, 2, axis=0), np.repeat([0, 1], 30)))
    assert_on_one_side(parts)


def test_copies_encoded_and_resized_anew_stay_on_one_side():
    drawn, _ = fractal_images(range(5), 6)
    pairs = np.stack([[image, encoded_anew(image)] for image in drawn]).reshape(-1, 64, 64, 3)
    numbers = np.repeat(np.arange(30), 2)
    pairs[:, 0, 0] = numbers[:, np.newaxis]  # so that each image tells whose copy it is
    assert_on_one_side(split(Images(pairs, np.repeat([0, 1], 30))))


def encoded_anew(image: np.ndarray) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray(image).resize((45, 45)).save(file, "jpeg", quality=60)
    with Image.open(file) as opened:
        return np.asarray(opened.resize((64, 64)))


def assert_on_one_side(parts) -> None:
    sides = [{image[0, 0].tobytes() for image in part.images} for part in parts]
    assert sum(map(len, sides)) == len(set.union(*sides)) == 30


def test_split_refuses_a_class_that_is_too_small():
    with pytest.raises(ValueError, match="class 1 has 4 images; 5 are the least"):
        split(Images(np.zeros((9, 2, 2, 3)), np.array([0] * 5 + [1] * 4)))


def test_split_refuses_a_class_of_copies():
    images = np.random.default_rng(0).integers(0, 256, (20, 8, 8, 3)).astype("uint8")
    images[:10] = images[0]
    message = "the images of class 3 are too many copies of too few to share out"
    with pytest.raises(ValueError, match=message):
        split(Images(images, np.repeat([3, 4], 10)))


@pytest.mark.parametrize("share", [split, lambda images: take(images, 1)])
@pytest.mark.parametrize(("images", "labels"), [(5, 6), (6, 5), (0, 0)])
def test_labels_that_do_not_match_are_refused(share, images, labels):
    dataset = Images(np.zeros((images, 2, 2, 3)), np.zeros(labels, int))
    message = f"{images} images and {labels} labels; expected one label an image"
    with pytest.raises(ValueError, match=message):
        share(dataset)


def test_take_keeps_at_most_so_many_of_each():
    images = Images(np.arange(7), np.array([0, 0, 0, 0, 1, 1, 2]))
    assert take(images, 2).labels.tolist() == [0, 0, 1, 1, 2]


def test_plain_digits_are_dark_on_bright_paper():
    images, _ = digit_images(np.arange(20), size=16, plain=True)
    paper = np.median(images.mean(axis=-1), axis=(1, 2))
    assert (images.mean(axis=-1).max(axis=(1, 2)) <= paper + 30).all()
    assert (images.mean(axis=-1).min(axis=(1, 2)) < paper - 60).all()


def test_a_count_of_images_below_1_is_refused():
    with pytest.raises(ValueError, match="per_class is -1; expected 1 or more"):
        take(Images(np.zeros((4, 2, 2, 3)), np.array([0, 0, 1, 1])), -1)


def test_a_cell_is_drawn_by_its_kind():
    kinds = ("lymphocyte", "monocyte")
    first, other = (tlkit.draw_cell(kind, 32, np.random.default_rng(0)) for kind in kinds)
    assert first.shape == (32, 32, 3)
    assert not np.array_equal(first, other)
    with pytest.raises(ValueError, match=r"kind is 'platelet'; it may be 'neutrophil', .*"):
        tlkit.draw_cell("platelet", 32, np.random.default_rng(0))
