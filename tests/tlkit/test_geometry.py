"""Geometry against brute force: nudge every pixel and see which positions notice."""

import keras
import numpy as np
import pytest
from keras import layers

from tlkit._geometry import map_geometry

SIZE = 40


def stack(*parts):
    def build(x):
        for part in parts:
            x = part(x)
        return x

    return build


def branches(x):
    return layers.Concatenate()([layers.Conv2D(1, 5, padding="same")(x), layers.Conv2D(1, 1)(x)])


NETWORKS = {
    "valid": stack(layers.Conv2D(1, 3), layers.MaxPooling2D(2), layers.Conv2D(1, 3)),
    "same": stack(
        layers.Conv2D(1, 3, padding="same", strides=2), layers.Conv2D(1, 3, padding="same")
    ),
    "dilated": stack(layers.Conv2D(1, 3, dilation_rate=2), layers.AveragePooling2D(3, strides=2)),
    "padded": stack(layers.ZeroPadding2D(((0, 1), (0, 1))), layers.Conv2D(1, 3, strides=2)),
    "cropped": stack(layers.Cropping2D(2), layers.Conv2D(1, 3)),
    "branches": stack(layers.Conv2D(1, 2, strides=2), branches),
    "depthwise": stack(layers.DepthwiseConv2D(3, strides=2, padding="same")),
}


def seen_by(model: keras.Model, row: int) -> tuple[int, int]:
    """The first and last image row that a position notices, weights all positive."""
    for layer in model.layers:
        layer.set_weights([np.ones_like(weight) for weight in layer.get_weights()])
    images = np.zeros((SIZE, SIZE, SIZE, 1))
    images[np.arange(SIZE), np.arange(SIZE)] = 1.0  # one bright row in each
    maps = np.asarray(keras.ops.convert_to_numpy(model.predict(images, verbose=0))).max(axis=-1)
    nothing = np.asarray(model.predict(images[:1] * 0, verbose=0)).max(axis=-1)
    noticed = np.flatnonzero(
        maps[:, row, maps.shape[2] // 2] != nothing[0, row, maps.shape[2] // 2]
    )
    return int(noticed[0]), int(noticed[-1])


@pytest.mark.parametrize("name", NETWORKS)
def test_positions_see_what_geometry_says(name):
    image = keras.Input((SIZE, SIZE, 1))
    model = keras.Model(image, NETWORKS[name](image))
    geometry = map_geometry(model.output, (SIZE, SIZE))
    row = model.output_shape[1] // 2  # far from the border
    centre = geometry.offset + geometry.stride * row
    reach = (geometry.receptive_field - 1) / 2
    assert seen_by(model, row) == (centre - reach, centre + reach)


def test_mobilenet_has_stride_32():
    model = keras.applications.MobileNet(
        input_shape=(224, 224, 3), alpha=0.25, include_top=False, weights=None
    )
    assert map_geometry(model.output, (224, 224)).stride == 32


def test_layers_that_enlarge_are_refused():
    maps = layers.UpSampling2D(name="up")(keras.Input((8, 8, 1)))
    with pytest.raises(ValueError, match="'up' enlarges the maps"):
        map_geometry(maps, (8, 8))


def test_branches_must_have_one_stride():
    image = keras.Input((8, 8, 1))
    halves = [layers.Conv2D(1, 1, strides=2)(image), layers.Cropping2D(2)(image)]
    with pytest.raises(ValueError, match="different strides come together in 'sum'"):
        map_geometry(layers.Add(name="sum")(halves), (8, 8))
