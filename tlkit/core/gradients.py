"""Gradients on whichever backend Keras runs on, for which Keras 3 has no call of its own.

The one place in tlkit that names a backend; each is imported only where it is the one in use.
"""

from collections.abc import Callable

import keras

from tlkit.core.types import Tensor

__all__ = ["with_gradients"]

Function = Callable[..., Tensor]


def with_gradients(function: Function) -> Function:
    """Return a function that gives what `function` does, and its gradient in its first argument.

        >>> square = with_gradients(lambda x: keras.ops.sum(x**2))
        >>> value, gradient = square([1.0, 2.0, 3.0])
        >>> float(value), [float(g) for g in gradient]
        (14.0, [2.0, 4.0, 6.0])

    It is compiled, for many calls with arrays of one shape. All arguments go through
    `keras.ops.convert_to_tensor`; the first is of a floating-point type, and the gradient has its
    shape.

    Args:
        function: made of Keras operations; gives a scalar, or a vector, whose sum is derived.

    Raises:
        NotImplementedError: Keras runs on a backend without gradients.
        TypeError: when called, the first argument is not of a floating-point type.
    """
    make = {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}.get(keras.backend.backend())
    if make is None:
        raise NotImplementedError(
            f"Keras runs on {keras.backend.backend()}, which has no gradients; set KERAS_BACKEND "
            "to tensorflow, jax or torch before Keras is imported"
        )
    both = make(function)

    def differentiated(*arrays: Tensor) -> tuple[Tensor, Tensor]:
        first, *others = map(keras.ops.convert_to_tensor, arrays)
        if not keras.backend.is_float_dtype(first.dtype):
            dtype = keras.backend.standardize_dtype(first.dtype)
            raise TypeError(f"the first argument is of type {dtype}; pass floating-point numbers")
        return both(first, *others)

    return differentiated


def _tensorflow(function: Function) -> Function:
    import tensorflow as tf

    def both(x: Tensor, *others: Tensor) -> tuple[Tensor, Tensor]:
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x, *others)
        return value, tape.gradient(value, x, unconnected_gradients="zero")

    return tf.function(both)


def _jax(function: Function) -> Function:
    import jax

    def total(x: Tensor, *others: Tensor) -> tuple[Tensor, Tensor]:
        value = function(x, *others)
        return value.sum(), value

    derived = jax.jit(jax.grad(total, has_aux=True))
    return lambda *arrays: derived(*arrays)[::-1]


def _torch(function: Function) -> Function:
    import torch

    def both(x: Tensor, *others: Tensor) -> tuple[Tensor, Tensor]:
        x = x.detach().requires_grad_(True)
        value = function(x, *others)
        (gradient,) = torch.autograd.grad(value.sum(), x, materialize_grads=True)
        return value.detach(), gradient

    return both
