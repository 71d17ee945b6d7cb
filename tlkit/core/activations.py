"""Which layers are or contain an activation, and which come before one."""

import keras

from tlkit.core.graph import input_of, output_of
from tlkit.core.types import Tensor

_RECTIFIERS = keras.layers.ReLU | keras.layers.LeakyReLU | keras.layers.PReLU | keras.layers.ELU
_NO_RECTIFIERS = {"linear", "softmax", "sigmoid"}
_ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)
_PASSED = (  # layers between a convolution and its activation
    keras.layers.BatchNormalization
    | keras.layers.LayerNormalization
    | keras.layers.GroupNormalization
    | keras.layers.Dropout
    | keras.layers.Add
)


def rectifies(layer: keras.Layer) -> bool:
    """Whether the layer ends in a ReLU or one of its variants.

    >>> rectifies(keras.layers.ReLU()), rectifies(keras.layers.Dense(2, activation="softmax"))
    (True, False)
    """
    return isinstance(layer, _RECTIFIERS) or activation_name(layer) not in _NO_RECTIFIERS


def activation_name(layer: keras.Layer) -> str:
    """The name of the layer's activation function, "linear" where it has none."""
    return getattr(getattr(layer, "activation", None), "__name__", "linear")


def activation_after(model: keras.Model, layer: keras.Layer) -> keras.Layer | None:
    """The activation that the layer's output goes to next, None if it goes elsewhere.

    Normalisation, dropout and the addition of a shortcut may stand between the two.
    """
    while not rectifies(layer):
        output = output_of(model, layer)
        following = [other for other in model.layers if _takes(model, other, output)]
        if activation := next(filter(rectifies_only, following), None):
            return activation
        passed = [other for other in following if isinstance(other, _PASSED)]
        if not passed:
            return None
        layer = passed[0]
    return None


def rectifies_only(layer: keras.Layer) -> bool:
    """Whether the layer is an activation, and not one with weights that has it built in."""
    return isinstance(layer, _RECTIFIERS | keras.layers.Activation) and rectifies(layer)


def before_activation(model: keras.Model, layer: keras.Layer) -> Tensor:
    """The layer's output in the model, without its activation."""
    if isinstance(layer, _ACTIVATIONS):
        return input_of(model, layer)
    if activation_name(layer) == "linear":
        return output_of(model, layer)
    plain = type(layer).from_config(layer.get_config() | {"activation": None})
    output = plain(input_of(model, layer))
    plain.set_weights(layer.get_weights())
    return output


def _takes(model: keras.Model, layer: keras.Layer, output: Tensor) -> bool:
    return any(tensor is output for tensor in keras.tree.flatten(input_of(model, layer)))
