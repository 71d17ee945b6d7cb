"""Backbones: flat, numbered as published, raw pixels in; and what is refused."""

import re

import keras
import numpy as np
import pytest

from tlkit.models.backbones import _application, backbone_table, load_backbone
from tlkit.models.catalogue import network_names

PIXELS = np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3)).astype("uint8")


@pytest.fixture(scope="module")
def mobilenet() -> keras.Model:
    return load_backbone("MobileNet", weights=None, alpha=0.25, input_shape=(32, 32, 3))


def test_embedded_backbone_needs_no_arguments():
    backbone = load_backbone()
    assert backbone.input_shape == (None, 64, 64, 3)
    assert backbone.output_shape == (None, 2, 2, 256)


def test_embedded_weights_are_the_pretrained_ones():
    one = load_backbone().get_weights()
    other = load_backbone().get_weights()
    assert all(map(np.array_equal, one, other))
    random = load_backbone(weights=None, alpha=0.25, input_shape=(64, 64, 3)).get_weights()
    assert not np.allclose(one[0], random[0])


def test_same_output_as_keras_on_preprocessed_images(mobilenet):
    plain = keras.applications.MobileNet(
        input_shape=(32, 32, 3), alpha=0.25, include_top=False, weights=None
    )
    plain.set_weights(mobilenet.get_weights())
    scaled = keras.applications.mobilenet.preprocess_input(PIXELS.astype("float32"))
    expected = plain.predict(scaled, verbose=0)
    np.testing.assert_allclose(mobilenet.predict(PIXELS, verbose=0), expected, atol=1e-6)


def test_layers_are_numbered_as_published(mobilenet):
    plain = keras.applications.MobileNet(
        input_shape=(32, 32, 3), alpha=0.25, include_top=False, weights=None
    )
    assert [x.name for x in mobilenet.layers[1:]] == [x.name for x in plain.layers[1:]]


@pytest.mark.slow
def test_inception_has_its_311_layers():
    assert len(load_backbone("InceptionV3", weights=None).layers) == 311


def test_saved_model_still_takes_raw_pixels(mobilenet, tmp_path):
    mobilenet.save(tmp_path / "m.keras")
    loaded = keras.models.load_model(tmp_path / "m.keras")
    expected = mobilenet.predict(PIXELS, verbose=0)
    np.testing.assert_allclose(loaded.predict(PIXELS, verbose=0), expected, atol=1e-6)


def test_weights_from_a_file(mobilenet, tmp_path):
    mobilenet.save_weights(tmp_path / "w.weights.h5")
    options = {"alpha": 0.25, "input_shape": (32, 32, 3)}
    loaded = load_backbone("MobileNet", weights=tmp_path / "w.weights.h5", **options)
    assert all(map(np.array_equal, loaded.get_weights(), mobilenet.get_weights()))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"name": "MobileNat"}, ValueError, "'MobileNat' is not in keras.applications; it has "),
        ({"name": "VGG16"}, ValueError, "no embedded weights for VGG16"),
        ({"include_top": True}, ValueError, "no embedded weights for the classifier of MobileNet"),
        ({"weights": "/none.h5"}, FileNotFoundError, "no weights file at /none.h5"),
        ({"weights": None, "beta": 1}, ValueError, "MobileNet has no option 'beta'; it has "),
        (
            {"weights": None, "name": "InceptionV3", "input_shape": (32, 32, 3)},
            ValueError,
            "keras.applications.InceptionV3: Input size must be at least 75x75",
        ),
    ],
)
def test_refuses(arguments, error, message):
    with pytest.raises(error, match=re.escape(message)):
        load_backbone(**arguments)


@pytest.mark.parametrize(
    ("name", "address", "file"),
    [
        (
            "MobileNet",
            "https://x.org/mobilenet_1_0_224_tf_no_top.h5",
            "mobilenet_1_0_224_tf_no_top",
        ),
        ("NASNetMobile", "https://x.org/NASNet-mobile-no-top.h5", "nasnet_mobile_no_top"),
    ],
)
def test_offline_says_what_is_missing_where_it_goes_and_what_to_do(
    name, address, file, monkeypatch, tmp_path
):
    def offline(*args, **kwargs):
        raise Exception(f"URL fetch failure on {address}: None -- Name or service not known")

    monkeypatch.setattr("keras.src.utils.file_utils.get_file", offline)
    monkeypatch.setattr("tlkit.models.catalogue.keras_home", lambda: str(tmp_path))
    message = f"{file}.h5, from another machine, into {tmp_path / 'models'}; or use weights="
    with pytest.raises(OSError, match=re.escape(message)) as caught:
        load_backbone(name, weights="imagenet")
    assert f"ImageNet weights of {name} are not on this machine" in str(caught.value)


def test_the_table_has_every_network_of_keras():
    assert list(backbone_table().index.unique("name")) == network_names()


def test_the_table_tells_which_weights_are_on_this_machine(monkeypatch, tmp_path):
    monkeypatch.setattr("tlkit.models.catalogue.keras_home", lambda: str(tmp_path))
    assert not backbone_table()["on this machine"].any()
    (tmp_path / "models").mkdir()
    for file in ("mobilenet_2_5_224_tf_no_top.h5", "mobilenet_2_5_224_tf.h5"):
        (tmp_path / "models" / file).touch()
    found = backbone_table()["on this machine"]
    assert found[found != ""].to_dict() == {("MobileNet", "alpha=0.25"): "without top, with top"}


def test_every_network_has_its_preprocessing():
    names = network_names()
    assert "MobileNetV3Small" in names
    assert all(hasattr(_application(name)[1], "preprocess_input") for name in names)
