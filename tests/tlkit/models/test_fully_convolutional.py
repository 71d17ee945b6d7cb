"""A classifier slid over an image equals itself at its own size, and crops without padding."""

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.features.class_maps import class_map
from tlkit.features.crops import CropComparison, compare_with_crops
from tlkit.models.backbones import load_backbone
from tlkit.models.fully_convolutional import to_fully_convolutional
from tlkit.models.heads import add_head

RNG = np.random.default_rng(0)


def pixels(*shape: int) -> np.ndarray:
    return RNG.integers(0, 256, (*shape, 3)).astype("float32")


def predict(model: keras.Model, images: np.ndarray) -> np.ndarray:
    return np.asarray(keras.ops.convert_to_numpy(model(images, training=False)))


def small_body(padding: str = "same", size: tuple = (16, 20)) -> keras.Model:
    """Three small convolutions, strides 1, 2 and 1, and scaling among the operations."""
    keras.utils.set_random_seed(0)
    image = keras.Input((*size, 3))
    x = layers.Conv2D(4, 3, padding=padding, activation="relu")(image / 127.5 - 1)
    x = layers.Conv2D(6, 2, strides=2, padding="valid", activation="relu")(x)
    x = layers.BatchNormalization()(x)
    return keras.Model(image, layers.Conv2D(8, 3, padding=padding, activation="relu")(x))


def classifier(*head: layers.Layer, padding: str = "same") -> keras.Model:
    body = small_body(padding)
    classes = body.output
    for layer in head:
        classes = layer(classes)
    return keras.Model(body.input, classes, name="net")


def small_vgg(padding: str = "same") -> keras.Model:
    x = [layers.Conv2D(4, 3, padding=padding, activation="relu"), layers.MaxPooling2D(2)]
    head = [layers.Flatten(), layers.Dense(7, activation="relu"), layers.Dense(6, "relu")]
    return classifier(*x, *head, layers.Dense(5, "softmax"), padding=padding)


def headed(pooling: str, padding: str = "same", **options) -> keras.Model:
    return add_head(small_body(padding), 5, pooling=pooling, seed=1, **options)


def normalised(padding: str = "same") -> keras.Model:
    vector = [layers.GlobalAveragePooling2D(), layers.LayerNormalization(axis=1)]
    hidden = [layers.Dense(7), layers.BatchNormalization(axis=1), layers.LeakyReLU()]
    model = classifier(
        *vector, *hidden, layers.Dense(5, use_bias=False), layers.Softmax(axis=1), padding=padding
    )
    moved = [weight + RNG.uniform(0, 0.5, weight.shape) for weight in model.get_weights()]
    model.set_weights(moved)
    return model


def convolved(padding: str = "same") -> keras.Model:
    """As MobileNet's own top: pooling, a 1×1 convolution, and a softmax as a layer."""
    top = [layers.GlobalAveragePooling2D(keepdims=True), layers.Dropout(0.1), layers.Conv2D(5, 1)]
    return classifier(*top, layers.Reshape((5,)), layers.Activation("softmax"), padding=padding)


def sequential(padding: str = "same") -> keras.Model:
    model = keras.Sequential([keras.Input((16, 20, 3)), layers.Rescaling(1 / 255)])
    model.add(layers.Conv2D(4, 3, strides=2, padding=padding))
    model.add(layers.Flatten())
    model.add(layers.Dense(5, activation="sigmoid"))
    return model


MODELS = {
    "VGG's form": small_vgg,
    "flatten": lambda padding="same": headed("flatten", padding),
    "flatten, hidden": lambda padding="same": headed("flatten", padding, dense=(7, 6), dropout=0.5),
    "average": lambda padding="same": headed("avg", padding),
    "average, hidden": lambda padding="same": headed("avg", padding, dense=7),
    "maximum": lambda padding="same": headed("max", padding, activation=None),
    "normalised": normalised,
    "convolution": convolved,
    "sequential": sequential,
}


@pytest.mark.parametrize("name", MODELS)
def test_same_answer_at_its_own_size(name):
    model, images = MODELS[name](), pixels(3, 16, 20)
    everywhere = to_fully_convolutional(model)
    assert everywhere.input_shape == (None, None, None, 3)
    np.testing.assert_allclose(
        predict(everywhere, images)[:, 0, 0], predict(model, images), atol=1e-6
    )


@pytest.mark.parametrize("name", MODELS)
def test_equal_to_crops_where_nothing_is_padded(name):
    model, image = MODELS[name]("valid"), pixels(24, 28)
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
    everywhere, images = to_fully_convolutional(model), pixels(2, 64, 64)
    found = predict(everywhere, images)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, images), atol=1e-5)
    assert predict(everywhere, pixels(1, 128, 96)).shape == (1, 3, 2, 9)


@pytest.mark.slow
def test_inception():
    model = load_backbone("InceptionV3", weights=None, input_shape=(139, 139, 3), include_top=True)
    everywhere, images = to_fully_convolutional(model), pixels(1, 139, 139)
    found = predict(everywhere, images)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, images), atol=1e-5)


@pytest.mark.slow
def test_vgg16_of_the_notes():
    model = load_backbone("VGG16", weights=None, include_top=True)
    everywhere, image = to_fully_convolutional(model), pixels(1, 224, 224)
    found = predict(everywhere, image)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, image), atol=1e-5)
    assert predict(everywhere, pixels(1, 384, 384)).shape == (1, 6, 6, 1000)


@pytest.mark.parametrize("size", [(16, 20), (27, 34)])
def test_mean_of_the_class_map_is_the_logits(size):
    logits = add_head(small_body(size=size), 5, activation=None, seed=1)
    softmax = headed("avg")
    softmax.set_weights(logits.get_weights())
    images = pixels(2, *size)
    mean = class_map(softmax, images).scores.mean(axis=(1, 2))
    np.testing.assert_allclose(mean, predict(logits, images), atol=1e-5)


def test_mean_is_something_else_with_a_hidden_layer():
    model, images = headed("avg", dense=7, activation=None), pixels(2, 16, 20)
    mean = class_map(model, images).scores.mean(axis=(1, 2))
    assert np.abs(mean - predict(model, images)).max() > 1e-4


@pytest.mark.parametrize("name", ["average", "normalised", "convolution", "sequential"])
def test_class_map_has_probabilities_on_request(name):
    model, images = MODELS[name](), pixels(2, 22, 26)
    scores = class_map(model, images).scores
    function = keras.ops.sigmoid if name == "sequential" else keras.ops.softmax
    expected = keras.ops.convert_to_numpy(function(scores))
    found = class_map(model, images, probabilities=True).scores
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert np.abs(scores - expected).max() > 0.1


def test_class_map_of_a_model_for_any_size():
    model = add_head(small_body(size=(None, None)), 5, seed=1)
    images, one_size = pixels(1, 22, 26), headed("avg")
    one_size.set_weights(model.get_weights())
    expected = class_map(one_size, images)
    np.testing.assert_allclose(class_map(model, images).scores, expected.scores, atol=1e-6)


@pytest.mark.parametrize("name", ["average", "flatten"])
def test_class_map_says_where_it_looks(name):
    """Only positions within half a receptive field of a changed pixel change, and all of those."""
    model, before = MODELS[name](), pixels(1, 40, 52)
    row, column = 21, 30
    after = before.copy()
    after[0, row, column] = 255 - after[0, row, column]
    (scores, geometry), changed = class_map(model, before), class_map(model, after).scores
    moved = np.abs(scores - changed).max(axis=-1)[0] > 1e-6
    for axis, pixel in enumerate((row, column)):
        centres = geometry.offset[axis] + geometry.stride[axis] * np.arange(scores.shape[1 + axis])
        near = np.abs(centres - pixel) <= (geometry.receptive_field[axis] - 1) / 2
        np.testing.assert_array_equal(moved.any(axis=1 - axis), near)


def test_comparison_with_crops_without_padding():
    image, model = pixels(21, 26), MODELS["flatten"]("valid")
    found = compare_with_crops(model, image)
    assert found.at_once.shape == found.crops.shape == (3, 4, 5)
    assert found.largest_difference < 1e-5 < found.spread
    crop = predict(model, image[None, 4:20, 6:26])[0]
    probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(found.crops[2, 3]))
    np.testing.assert_allclose(probabilities, crop, atol=1e-5)


def test_comparison_with_crops_shows_what_padding_does():
    found = compare_with_crops(MODELS["flatten"]("same"), pixels(21, 26))
    assert found.largest_difference > 0.1 * found.spread


def test_comparison_measures():
    found = CropComparison(np.zeros((1, 2, 2)), np.array([[[1.0, 3.0], [1.0, -3.0]]]))
    assert (found.largest_difference, found.spread) == (3.0, np.std([1, 3, 1, -3]))


def test_the_original_is_left_alone():
    model, images = headed("avg"), pixels(1, 16, 20)
    before, expected = model.get_weights(), predict(model, images)
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
    loaded, images = keras.models.load_model(tmp_path / "m.keras"), pixels(1, 20, 26)
    np.testing.assert_allclose(predict(loaded, images), predict(everywhere, images), atol=1e-6)


def test_layers_called_in_another_model_too():
    model, images = headed("flatten"), pixels(2, 16, 20)
    classes = keras.Input((16, 24, 3))
    for layer in model.layers[1:4]:
        classes = layer(classes)
    layers.Flatten()(classes)
    found = predict(to_fully_convolutional(model), images)[:, 0, 0]
    np.testing.assert_allclose(found, predict(model, images), atol=1e-6)
