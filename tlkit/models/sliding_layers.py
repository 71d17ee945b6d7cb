"""Apply a classifier's layers at every position of feature maps.

A dense layer becomes a convolution, with a kernel as large as the window that it looks at.
"""

import math

import keras

from tlkit.core.types import Node, Tensor

_POOLS = {
    keras.layers.GlobalAveragePooling2D: keras.layers.AveragePooling2D,
    keras.layers.GlobalMaxPooling2D: keras.layers.MaxPooling2D,
}
_BY_VALUE = (  # layers of a classifier that treat every number alike
    keras.layers.Activation,
    keras.layers.Dropout,
    keras.layers.ELU,
    keras.layers.GaussianDropout,
    keras.layers.GaussianNoise,
    keras.layers.LeakyReLU,
    keras.layers.ReLU,
)
_BY_POSITION = (  # and those that treat every vector alike
    keras.layers.BatchNormalization,
    keras.layers.Conv2D,
    keras.layers.LayerNormalization,
    keras.layers.Softmax,
)
TO_PROBABILITIES = (keras.activations.sigmoid, keras.activations.softmax)


def slid(
    model: keras.Model, node: Node, maps: Tensor, window: tuple[int, int], slide_pool: bool
) -> tuple[Tensor, tuple[int, int]]:
    """Apply a layer of the classifier to maps; return the result and the next layer's window.

    Args:
        model: the classifier, for its name.
        node: the call of the layer in it.
        maps: what the layer before it gave.
        window: rows and columns of the maps that the layer looks at from each position.
        slide_pool: whether global pooling becomes pooling of the window, or is left out.
    """
    layer = node.operation
    if type(layer) in _POOLS:
        if slide_pool:
            maps = _POOLS[type(layer)](window, strides=1, name=layer.name)(maps)
        return maps, (1, 1)
    if isinstance(layer, keras.layers.Flatten | keras.layers.Reshape) and _is_vector(node):
        return maps, window
    if isinstance(layer, keras.layers.Dense):
        return _as_convolution(layer, maps, window), (1, 1)
    if _serves_on_maps(layer, window):
        return _copied(layer, maps), window
    raise ValueError(
        f"{model.name} has the layer {layer.name!r} ({type(layer).__name__}) in its classifier, "
        "where it cannot slide over an image; use pooling or Flatten, then dense layers, dropout "
        "and activations"
    )


def _is_vector(node: Node) -> bool:
    """Whether a call gives one vector per image, (n, channels) or (n, 1, 1, channels)."""
    shape = node.outputs[0].shape[1:]
    return math.prod(shape) == shape[-1]


def _serves_on_maps(layer: keras.Layer, window: tuple[int, int]) -> bool:
    if isinstance(layer, _BY_VALUE):
        return window == (1, 1) or getattr(layer, "activation", None) not in TO_PROBABILITIES
    sizes = (getattr(layer, name, (1, 1)) for name in ("kernel_size", "strides"))
    pointwise = all(size == (1, 1) for size in sizes)
    return isinstance(layer, _BY_POSITION) and window == (1, 1) and pointwise


def _as_convolution(layer: keras.layers.Dense, maps: Tensor, window: tuple[int, int]) -> Tensor:
    """The dense layer as a convolution; Flatten orders height, width, channels, as kernels do."""
    copy = keras.layers.Conv2D(
        layer.units,
        window,
        activation=layer.activation,
        use_bias=layer.use_bias,
        dtype=layer.dtype_policy,
        name=layer.name,
        trainable=layer.trainable,
    )
    maps = copy(maps)
    kernel, *bias = layer.get_weights()
    copy.set_weights([kernel.reshape(*window, -1, layer.units), *bias])
    return maps


def _copied(layer: keras.Layer, maps: Tensor) -> Tensor:
    config = layer.get_config()
    if "axis" in config:
        config["axis"] = -1  # the channels: 1 in a vector, 3 in maps
    copy = type(layer).from_config(config)
    maps = copy(maps)
    copy.set_weights(layer.get_weights())
    return maps
