"""A classifier slid over an image equals itself at its own size, and crops without padding."""

import keras
import numpy as np
import pytest
from keras import layers
from small_classifiers import MODELS, headed, pixels, predict, small_vgg

from tlkit.features.class_maps import class_map
from tlkit.models.backbones import load_backbone
from tlkit.models.fully_convolutional import to_fully_convolutional


@pytest.mark.parametrize("name", MODELS)
def test_same_answer_at_its_own_size(name):
    model = MODELS[name]()
    images = pixels(3, 16, 20)
    everywhere = to_fully_convolutional(model)
    assert everywhere.input_shape == (None, None, None, 3)
    np.testing.assert_allclose(
        predict(everywhere, images)[:, 0, 0], predict(model, images), atol=1e-5
    )


@pytest.mark.parametrize("name", MODELS)
def test_equal_to_crops_where_nothing_is_padded(name):
    model = MODELS[name]("valid")
    image = pixels(24, 28)
    stride = 4 if name == "VGG's form" else 2
    corners = [(y, x) for y in range(0, 9, stride) for x in range(0, 9, stride)]
    crops = np.stack([image[y : y + 16, x : x + 20] for y, x in corners])
    found = predict(to_fully_convolutional(model), image[None])
    np.testing.assert_allclose(found.reshape(-1, 5), predict(model, crops), atol=1e-5)


def test_as_many_positions_as_there_is_room_for():
    everywhere = to_fully_convolutional(MODELS["flatten"]("valid"))
    assert predict(everywhere, pixels(1, 21, 26)).shape == (1, 3, 4, 5)


def test_probabilities_at_every_position():
    found = predict(to_fully_convolutional(small_vgg()), pixels(2, 32, 40))
    np.testing.assert_allclose(found.sum(axis=-1), 1, atol=1e-5)


@pytest.mark.parametrize("name", ["MobileNet", "MobileNetV3Small"])
def test_networks_with_their_own_top(name):
    model = getattr(keras.applications, name)(input_shape=(64, 64, 3), weights=None, classes=9)
    everywhere = to_fully_convolutional(model)
    images = pixels(2, 64, 64)
    found = predict(everywhere, images)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, images), atol=1e-5)
    assert predict(everywhere, pixels(1, 128, 96)).shape == (1, 3, 2, 9)


@pytest.mark.slow
def test_inception():
    model = load_backbone("InceptionV3", weights=None, input_shape=(139, 139, 3), include_top=True)
    everywhere = to_fully_convolutional(model)
    images = pixels(1, 139, 139)
    found = predict(everywhere, images)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, images), atol=1e-5)


@pytest.mark.slow
def test_vgg16_of_the_notes():
    model = load_backbone("VGG16", weights=None, include_top=True)
    everywhere = to_fully_convolutional(model)
    image = pixels(1, 224, 224)
    found = predict(everywhere, image)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, image), atol=1e-5)
    assert predict(everywhere, pixels(1, 384, 384)).shape == (1, 6, 6, 1000)


def test_the_original_is_left_alone():
    model = headed("avg")
    images = pixels(1, 16, 20)
    before = model.get_weights()
    expected = predict(model, images)
    class_map(model, images)
    assert all(map(np.array_equal, before, model.get_weights()))
    np.testing.assert_array_equal(predict(model, images), expected)


def test_what_is_frozen_stays_frozen():
    model = headed("flatten", dense=7)
    model.layers[1].trainable = model.get_layer("head_dense_1").trainable = False
    everywhere = to_fully_convolutional(model)
    frozen = [layer.name for layer in everywhere.layers if not layer.trainable]
    assert frozen == [model.layers[1].name, "head_dense_1"]


def test_it_trains_and_saves(tmp_path):
    everywhere = to_fully_convolutional(headed("flatten"))
    everywhere.compile("sgd", "mse")
    everywhere.train_on_batch(pixels(2, 16, 20), np.zeros((2, 1, 1, 5)))
    everywhere.save(tmp_path / "m.keras")
    loaded = keras.models.load_model(tmp_path / "m.keras")
    images = pixels(1, 20, 26)
    np.testing.assert_allclose(predict(loaded, images), predict(everywhere, images), atol=1e-6)


def test_layers_called_in_another_model_too():
    model = headed("flatten")
    images = pixels(2, 16, 20)
    classes = keras.Input((16, 24, 3))
    for layer in model.layers[1:4]:
        classes = layer(classes)
    layers.Flatten()(classes)
    found = predict(to_fully_convolutional(model), images)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, images), atol=1e-6)
