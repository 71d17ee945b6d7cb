"""Gradients on whichever backend Keras runs on, for which Keras 3 has no call of its own.

The one place in tlkit that names a backend; each is imported only where it is the one in use.
"""

from collections.abc import Callable
from typing import Any

import keras

Function = Callable[..., Any]


def gradients(function: Function, x: Any, *others: Any) -> tuple[Any, Any]:
    """Return `function(x, *others)` and its gradient in `x`.

        >>> value, gradient = gradients(lambda x: keras.ops.sum(x**2), [1.0, 2.0, 3.0])
        >>> float(value), [float(g) for g in gradient]
        (14.0, [2.0, 4.0, 6.0])

    Args:
        function: made of Keras operations; gives a scalar, or a vector, whose sum is derived.
        x: what `keras.ops.convert_to_tensor` takes, of a floating-point type.
        others: further arguments of the function, which it is not derived by.

    Raises:
        NotImplementedError: Keras runs on a backend without gradients.
    """
    return with_gradients(function)(x, *others)


def with_gradients(function: Function) -> Function:
    """Return `gradients` of one function, compiled: for many calls with arrays of one shape."""
    make = {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}.get(keras.backend.backend())
    if make is None:
        raise NotImplementedError(
            f"Keras runs on {keras.backend.backend()}, which has no gradients; set KERAS_BACKEND "
            "to tensorflow, jax or torch before Keras is imported"
        )
    both = make(function)
    return lambda *arrays: both(*map(keras.ops.convert_to_tensor, arrays))


def _tensorflow(function: Function) -> Function:
    import tensorflow as tf

    def both(x: Any, *others: Any) -> tuple[Any, Any]:
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x, *others)
        return value, tape.gradient(value, x, unconnected_gradients="zero")

    return tf.function(both)


def _jax(function: Function) -> Function:
    import jax

    def total(x: Any, *others: Any) -> tuple[Any, Any]:
        value = function(x, *others)
        return value.sum(), value

    derived = jax.jit(jax.grad(total, has_aux=True))
    return lambda *arrays: derived(*arrays)[::-1]


def _torch(function: Function) -> Function:
    import torch

    def both(x: Any, *others: Any) -> tuple[Any, Any]:
        x = x.detach().requires_grad_(True)
        value = function(x, *others)
        (gradient,) = torch.autograd.grad(value.sum(), x, materialize_grads=True)
        return value.detach(), gradient

    return both
