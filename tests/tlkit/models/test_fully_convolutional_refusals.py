"""What cannot slide over an image is refused in one sentence that names it."""

import re

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.features.class_maps import class_map
from tlkit.features.crops import compare_with_crops
from tlkit.models.fully_convolutional import to_fully_convolutional
from tlkit.models.heads import add_head


def small_body(size: int | None = 8) -> keras.Model:
    image = keras.Input((size, size, 3))
    return keras.Model(image, layers.Conv2D(4, 3, strides=2, padding="same")(image), name="net")


def two_answers():
    body = small_body()
    vector = layers.Flatten()(body.output)
    return keras.Model(body.input, [layers.Dense(2)(vector), layers.Dense(3)(vector)], name="net")


def two_images():
    images = [keras.Input((8, 8, 3)), keras.Input((8, 8, 3))]
    maps = layers.Conv2D(2, 3)(layers.Add()(images))
    return keras.Model(images, layers.Dense(2)(layers.Flatten()(maps)), name="net")


def operation_at_the_end():
    body = small_body()
    classes = layers.Dense(2)(layers.Flatten()(body.output))
    return keras.Model(body.input, keras.ops.softmax(classes), name="net")


def branch():
    body = small_body()
    vector = layers.Dense(4, name="first")(layers.Flatten()(body.output))
    both = layers.Add(name="sum")([vector, layers.Dense(4, name="second")(vector)])
    return keras.Model(body.input, layers.Dense(2)(both), name="net")


def attention():
    image = keras.Input((8, 8, 3))
    tokens = layers.Reshape((64, 3), name="tokens")(layers.Conv2D(3, 1)(image))
    maps = layers.Reshape((8, 8, 3))(layers.MultiHeadAttention(1, 2)(tokens, tokens))
    return keras.Model(image, layers.Dense(2)(layers.GlobalAveragePooling2D()(maps)), name="net")


def unknown():
    body = small_body()
    maps = layers.Lambda(lambda x: 2 * x)(body.output)
    return keras.Model(body.input, layers.Dense(2)(layers.Flatten()(maps)), name="net")


def any_size():
    return add_head(small_body(size=None), 3)


REFUSED = [
    (
        small_body,
        "net takes (None, 8, 8, 3) and gives (None, 4, 4, 4); only a model from one image",
    ),
    (two_answers, "net takes (None, 8, 8, 3) and gives [(None, 2), (None, 3)]; only a model"),
    (two_images, "net takes [(None, 8, 8, 3), (None, 8, 8, 3)] and gives (None, 2); only a model"),
    (operation_at_the_end, "the classifier of net is not a chain of layers, because of 'softmax"),
    (branch, "the layer 'sum' (Add) in its classifier, where it cannot slide"),
    (attention, "after 'tokens' (Reshape) the positions of the maps are not a grid"),
    (unknown, "net cannot be copied for images of any size: Requested the deserialization of"),
    (any_size, "takes images of any size already; give its input a height and a width"),
]


@pytest.mark.parametrize(("build", "message"), REFUSED)
def test_refuses(build, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        to_fully_convolutional(build())


@pytest.mark.parametrize(
    "layer",
    [
        layers.BatchNormalization(name="odd"),
        layers.LayerNormalization(center=False, scale=False, name="odd"),
        layers.Softmax(name="odd"),
        layers.Activation("softmax", name="odd"),
        layers.Reshape((-1, 4), name="odd"),
        layers.UnitNormalization(name="odd"),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_refuses_what_looks_at_a_whole_window(layer):
    body = small_body()
    vector = layers.Flatten()(layer(layers.Flatten()(body.output)))
    model = keras.Model(body.input, layers.Dense(3)(vector), name="net")
    message = f"net has the layer 'odd' ({type(layer).__name__}) in its classifier"
    with pytest.raises(ValueError, match=re.escape(message)):
        to_fully_convolutional(model)


def pixels(*shape: int) -> np.ndarray:
    return np.full((*shape, 3), 99.0)


def test_an_image_smaller_than_the_window():
    message = "the image is 4×8 pixels, but net_everywhere needs at least 7×7"
    with pytest.raises(ValueError, match=message):
        class_map(add_head(small_body(), 3, pooling="flatten"), pixels(1, 4, 8))


def test_an_image_smaller_than_a_crop():
    message = "the image is 7×9 pixels, but a crop has the 8×8 pixels that net takes"
    with pytest.raises(ValueError, match=message):
        compare_with_crops(add_head(small_body(), 3), pixels(7, 9))


def test_a_model_that_was_converted_already():
    everywhere = to_fully_convolutional(add_head(small_body(), 3))
    with pytest.raises(ValueError, match="only a model from one image to one vector of classes"):
        class_map(everywhere, pixels(1, 8, 8))


def test_scaled_images():
    model = add_head(small_body(), 3)
    with pytest.raises(ValueError, match="were scaled before"):
        class_map(model, pixels(1, 8, 8) / 255)
    with pytest.raises(ValueError, match="were scaled before"):
        compare_with_crops(model, pixels(8, 8) / 255)
