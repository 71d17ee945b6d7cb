"""A classifier as a convolution: the same weights on images of any size.

A dense layer that looks at feature maps of h×w positions is a convolution with an h×w kernel and
no padding; one that looks at a vector is a 1×1 convolution. Slid over the feature maps of a larger
image, the classifier answers for every place in one pass.

What slides is the classifier. The convolutions below it are padded with zeros at the border of the
image, once, while every crop of the image would be padded at its own border: the two agree only
where nothing is padded; `crop_difference` tells by how much they differ elsewhere.

Source: https://cs231n.github.io/convolutional-networks/#convert (which calls the two identical).
"""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np

from tlkit._geometry import Geometry, map_geometry
from tlkit._layers import check_flat
from tlkit.backbones import check_images
from tlkit.heads import classifier_start

_POOLS = {
    keras.layers.GlobalAveragePooling2D: keras.layers.AveragePooling2D,
    keras.layers.GlobalMaxPooling2D: keras.layers.MaxPooling2D,
}
_BY_POSITION = (  # layers that treat every position alike, and serve on maps as they are
    keras.layers.Activation,
    keras.layers.BatchNormalization,
    keras.layers.Conv2D,
    keras.layers.Dropout,
    keras.layers.LayerNormalization,
    keras.layers.LeakyReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)


def to_fully_convolutional(model: keras.Model) -> keras.Model:
    """Return a new model with copies of the weights that classifies every place of an image.

    At the original's own image size it gives one position, and the same answer; a larger image
    gives as many positions as the classifier finds room for on its feature maps.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(image)
        >>> classes = keras.layers.Dense(2)(keras.layers.Flatten()(maps))
        >>> everywhere = to_fully_convolutional(keras.Model(image, classes))
        >>> everywhere(np.zeros((1, 8, 8, 3))).shape, everywhere(np.zeros((1, 10, 12, 3))).shape
        (TensorShape([1, 1, 1, 2]), TensorShape([1, 3, 5, 2]))

    Args:
        model: a flat classifier with an input of one size: feature maps, then Flatten or global
            pooling, then dense layers.

    Raises:
        ValueError: no classifier, an input of any size already, or a layer in the classifier that
            cannot slide.
    """
    return _converted(model, slide_pool=True)


def class_map(model: keras.Model, images: Any) -> np.ndarray:
    """Return how much each position of the last feature maps speaks for each class.

    The classifier stands at every position, before its softmax. With global average pooling and
    one dense layer, the mean over the positions is the model's logits, on images of its own size:
    the class activation map of Zhou et al. 2016 (arXiv:1512.04150), without gradients. With a ReLU
    between dense layers the mean is another number, since it does not commute with the ReLU.

    Args:
        model: a flat classifier, as for `to_fully_convolutional`.
        images: (n, height, width, 3), raw pixels from 0 to 255, of any size that is large enough.

    Returns:
        (n, rows, columns, classes) float32. `map_geometry` lays it over the picture.

    Raises:
        ValueError: as `to_fully_convolutional`, or images of the wrong shape or range.
    """
    check_images(images)
    converted = _converted(model, slide_pool=False)
    _without_softmax(converted)
    return np.asarray(keras.ops.convert_to_numpy(converted.predict(images, verbose=0)))


def crop_difference(model: keras.Model, image: np.ndarray) -> float:
    """Return the largest difference between one pass over an image and a pass over each crop.

    The crops are of the model's own size, where the positions of the one pass look. Zero, but for
    rounding, where no convolution is padded.

    Args:
        model: a flat classifier, as for `to_fully_convolutional`.
        image: (height, width, 3), raw pixels, larger than the model's input.
    """
    height, width = model.input_shape[1:3]
    converted = to_fully_convolutional(model)
    at_once = keras.ops.convert_to_numpy(converted.predict(image[np.newaxis], verbose=0))[0]
    rows, columns = at_once.shape[:2]
    stride = feature_geometry(model, image.shape[:2]).stride
    corners = [(r * stride, c * stride) for r in range(rows) for c in range(columns)]
    crops = np.stack([image[y : y + height, x : x + width] for y, x in corners])
    alone = keras.ops.convert_to_numpy(model.predict(crops, verbose=0))
    return float(np.abs(at_once.reshape(alone.shape) - alone).max())


def feature_geometry(model: keras.Model, size: Sequence[int]) -> Geometry:
    """Return where the positions of a classifier's last feature maps look, see `Geometry`."""
    check_flat(model)
    return map_geometry(model.layers[classifier_start(model)].input, size)


def _converted(model: keras.Model, *, slide_pool: bool) -> keras.Model:
    check_flat(model)
    head = model.layers[classifier_start(model) :]
    features = head[0].input
    window = tuple(features.shape[1:3])
    if None in window:
        raise ValueError(
            f"{model.name} takes images of any size already; give its input a height and a width, "
            "which are the size of its window"
        )
    body = _any_size(keras.Model(model.inputs, features))
    maps = body.output
    for layer in head:
        maps, window = _slid(model, layer, maps, window, slide_pool)
    return keras.Model(body.input, maps, name=f"{model.name}_everywhere")


def _any_size(body: keras.Model) -> keras.Model:
    """A copy of a body of convolutions with an input of any height and width."""
    config = body.get_config()
    for layer in config["layers"]:
        if layer["class_name"] == "InputLayer":
            batch, _, _, channels = body.input_shape
            layer["config"]["batch_shape"] = (batch, None, None, channels)
    copy = keras.Model.from_config(config)
    copy.set_weights(body.get_weights())
    return keras.Model(copy.inputs[0], copy.outputs[0])


def _slid(
    model: keras.Model, layer: Any, maps: Any, window: tuple[int, int], slide_pool: bool
) -> tuple[Any, tuple[int, int]]:
    """A layer of the classifier put on maps, and the window that the next one looks at."""
    if type(layer) in _POOLS:
        if slide_pool:
            maps = _POOLS[type(layer)](window, strides=1, name=layer.name)(maps)
        return maps, (1, 1)
    if isinstance(layer, keras.layers.Flatten | keras.layers.Reshape):
        return maps, window
    if isinstance(layer, keras.layers.Dense):
        return _as_convolution(layer, maps, window), (1, 1)
    if isinstance(layer, _BY_POSITION):
        copy = type(layer).from_config(layer.get_config())
        maps = copy(maps)
        copy.set_weights(layer.get_weights())
        return maps, window
    raise ValueError(
        f"{model.name} has the layer {layer.name!r} ({type(layer).__name__}) in its classifier, "
        "which cannot slide over an image; use pooling or Flatten, dense layers, dropout and "
        "activations"
    )


def _as_convolution(layer: Any, maps: Any, window: tuple[int, int]) -> Any:
    """The dense layer as a convolution; Flatten orders height, width, channels, as kernels do."""
    copy = keras.layers.Conv2D(
        layer.units, window, activation=layer.activation, use_bias=layer.use_bias, name=layer.name
    )
    maps = copy(maps)
    kernel, *bias = layer.get_weights()
    copy.set_weights([kernel.reshape(*window, -1, layer.units), *bias])
    return maps


def _without_softmax(model: keras.Model) -> None:
    last = model.layers[-1]
    if isinstance(last, keras.layers.Softmax):
        raise ValueError(f"{model.name} ends in a Softmax layer; use Dense(activation='softmax')")
    if getattr(last, "activation", None) is keras.activations.softmax:
        last.activation = keras.activations.linear
