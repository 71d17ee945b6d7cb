"""Geometry against brute force: light one line of pixels and see which positions notice."""

import re

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.core.receptive_field import map_geometry

SIZE = (40, 47)  # "same" padding falls differently on even and odd sizes


def stack(*parts):
    def build(x):
        for part in parts:
            x = part(x)
        return x

    return build


def branches(x):
    return layers.Concatenate()(
        [layers.Conv2D(1, (5, 1), padding="same")(x), layers.Conv2D(1, 1)(x), layers.Identity()(x)]
    )


def residual(x):
    return layers.Add()([x, layers.Conv2D(1, 3, padding="same")(x)])


def uneven(x):
    """A branch that looks only down, and one that looks only across and up."""
    above = layers.Cropping2D(((0, 2), (0, 0)))(x)
    return layers.Maximum()([layers.Conv2D(1, (3, 1))(x), above])


def squeeze_and_excitation(x):
    share = layers.Dense(1)(layers.GlobalAveragePooling2D(keepdims=True)(x))
    return layers.Multiply()([layers.Conv2D(1, 3)(x), layers.Reshape((1, 1, 1))(share) * 0 + 1])


NETWORKS = {
    "valid": stack(layers.Conv2D(1, 3), layers.MaxPooling2D(2), layers.Conv2D(1, 3)),
    "same": stack(*(layers.Conv2D(1, 3, padding="same", strides=2) for _ in range(3))),
    "same, even kernel": stack(layers.Conv2D(1, 4, padding="same"), layers.MaxPooling2D(2)),
    "same pooling": stack(layers.Conv2D(1, 3), layers.MaxPooling2D(3, strides=2, padding="same")),
    "dilated": stack(layers.Conv2D(1, 3, dilation_rate=2), layers.AveragePooling2D(3, strides=2)),
    "dilated, same": stack(layers.Conv2D(1, 3, dilation_rate=(3, 2), padding="same")),
    "padded": stack(layers.ZeroPadding2D(((0, 1), (2, 3))), layers.Conv2D(1, 3, strides=2)),
    "cropped": stack(layers.Cropping2D(((2, 1), (0, 5))), layers.Conv2D(1, 3)),
    "branches": stack(layers.Conv2D(1, 2, strides=2), branches),
    "residual": stack(residual, residual, layers.MaxPooling2D(2)),
    "uneven branches": stack(layers.Conv2D(1, 2, strides=2), uneven),
    "not square": stack(layers.Conv2D(1, (5, 3), strides=(2, 1)), layers.MaxPooling2D((1, 3))),
    "depthwise": stack(layers.DepthwiseConv2D(3, strides=2, padding="same")),
    "separable": stack(layers.SeparableConv2D(1, 3, strides=2), layers.Activation("relu")),
    "squeeze and excitation": squeeze_and_excitation,
}


def seen_by(model: keras.Model, position: tuple[int, int], axis: int) -> tuple[int, int]:
    """The first and last line of pixels that a position notices, weights all positive."""
    for layer in model.layers:
        layer.set_weights([np.ones_like(weight) for weight in layer.get_weights()])
    pixels = np.arange(SIZE[axis])
    images = np.zeros((len(pixels), *SIZE, 1))
    images[(pixels, pixels) if axis == 0 else (pixels, slice(None), pixels)] = 1.0
    maps = keras.ops.convert_to_numpy(model(images))
    nothing = keras.ops.convert_to_numpy(model(0 * images[:1]))
    noticed = np.flatnonzero((maps != nothing)[:, *position].any(axis=-1))
    return int(noticed[0]), int(noticed[-1])


@pytest.mark.parametrize("axis", [0, 1], ids=["down", "across"])
@pytest.mark.parametrize("name", NETWORKS)
def test_positions_see_what_geometry_says(name, axis):
    image = keras.Input((*SIZE, 1))
    model = keras.Model(image, NETWORKS[name](image))
    stride, field, offset = (pair[axis] for pair in map_geometry(model, SIZE))
    middle = (model.output_shape[1] // 2, model.output_shape[2] // 2)  # far from the border
    centre = offset + stride * middle[axis]
    reach = (field - 1) / 2
    assert seen_by(model, middle, axis) == (centre - reach, centre + reach)


@pytest.mark.parametrize(("name", "field"), [("MobileNet", 315), ("VGG16", 212)])
def test_published_receptive_fields(name, field):
    model = getattr(keras.applications, name)(
        input_shape=(224, 224, 3), include_top=False, weights=None
    )
    geometry = map_geometry(model, (224, 224))
    assert geometry.stride == (32, 32)
    assert geometry.receptive_field == (field, field)  # Araujo et al. 2019, table 1


@pytest.mark.parametrize(
    ("layer", "called"),
    [
        (layers.UpSampling2D(name="up"), "'up' (UpSampling2D)"),
        (layers.Reshape((4, 16, 1), name="other"), "'other' (Reshape)"),
    ],
)
def test_layers_without_a_grid_are_refused(layer, called):
    image = keras.Input((8, 8, 1))
    message = re.escape(f"after {called} the positions of the maps are not a grid on the image")
    with pytest.raises(ValueError, match=message):
        map_geometry(keras.Model(image, layer(image)), (8, 8))


def test_branches_must_have_one_stride():
    image = keras.Input((8, 8, 1))
    halves = [layers.Conv2D(1, 1, strides=2)(image), layers.Cropping2D(2)(image)]
    model = keras.Model(image, layers.Add(name="sum")(halves))
    with pytest.raises(ValueError, match="different strides come together in 'sum'"):
        map_geometry(model, (8, 8))


def test_a_small_image_is_told_what_would_be_enough():
    image = keras.Input((None, None, 1))
    maps = layers.Conv2D(1, (3, 5))(layers.MaxPooling2D(2)(image))  # 6 and 10 pixels give 1
    model = keras.Model(image, maps, name="net")
    assert model(np.zeros((1, 6, 10, 1))).shape == (1, 1, 1, 1)
    map_geometry(model, (6, 10))
    message = "the image is 6×9 pixels, but net needs at least 6×10"
    with pytest.raises(ValueError, match=message):
        map_geometry(model, (6, 9))
