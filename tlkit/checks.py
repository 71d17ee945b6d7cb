"""What a test cell says: each check passes silently, or tells the student what to look at.

    checks.shape(codes, (8, 256), "one row a picture, one number a channel")
    checks.close(codes, expected, "average over height and width")

A check takes what a student's code returned: NumPy arrays, lists and tensors of any backend are
all welcome. Messages show what was found; what a hidden test expects stays out of them, unless the
check itself names it (`equal`, `shape`).
"""

import copy
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import keras
import numpy as np

Shape = Sequence[int]


def equal(found: Any, expected: Any, hint: str) -> None:
    """Pass if two plain values are the same.

    >>> equal(3, 3, "count the classes")
    >>> equal(4, 3, "count the classes")
    Traceback (most recent call last):
    AssertionError: Found 4, expected 3. Hint: count the classes.
    """
    try:
        same = bool(found == expected)
    except (RuntimeError, ValueError):  # arrays, which are compared number by number
        same = np.array_equal(found, expected)
    _check(same, f"Found {found!r}, expected {expected!r}", hint)


def true(condition: Any, message: str) -> None:
    """Pass if the condition holds; if not, say the message.

    >>> true(1 > 2, "One is not more than two.")
    Traceback (most recent call last):
    AssertionError: One is not more than two.
    """
    if not condition:
        raise AssertionError(message)


def shape(found: Any, expected: Shape, hint: str) -> None:
    """Pass if an array has this shape.

    >>> shape(np.zeros((2, 3)), (2, 3), "one row a picture")
    >>> shape(np.zeros(2), (2, 3), "one row a picture")
    Traceback (most recent call last):
    AssertionError: Found an array of shape (2,), expected (2, 3). Hint: one row a picture.
    """
    actual = array(found).shape
    _check(
        actual == tuple(expected),
        f"Found an array of shape {actual}, expected {tuple(expected)}",
        hint,
    )


def close(found: Any, expected: Any, hint: str, *, atol: float = 1e-4, rtol: float = 1e-3) -> None:
    """Pass if two arrays agree, but for rounding.

    >>> close([1.0, 2.0], np.array([1.0, 2.00001]), "add the columns")
    >>> close([1.0, 2.0], [1.0, 3.0], "add the columns")
    Traceback (most recent call last):
    AssertionError: Your numbers are off, by up to 1. Hint: add the columns.
    """
    actual, wanted = array(found), array(expected)
    _check(
        actual.shape == wanted.shape,
        f"Found an array of shape {actual.shape}, expected {wanted.shape}",
        hint,
    )
    _check(bool(np.isfinite(actual).all()), "Some of your numbers are NaN or infinite", hint)
    worst = float(np.abs(actual - wanted).max(initial=0))
    right = np.allclose(actual, wanted, atol=atol, rtol=rtol)
    _check(right, f"Your numbers are off, by up to {worst:.3g}", hint)


def at_least(found: Any, least: float, hint: str) -> None:
    """Pass if a number is not below `least`.

    >>> at_least(0.5, 0.9, "train it on the codes")
    Traceback (most recent call last):
    AssertionError: Found 0.500, which is too low. Hint: train it on the codes.
    """
    number = _number(found, hint)
    _check(number >= least, f"Found {number:.3f}, which is too low", hint)


def at_most(found: Any, most: float, hint: str) -> None:
    """Pass if a number is not above `most`.

    >>> at_most(0.5, 0.1, "subtract the mean")
    Traceback (most recent call last):
    AssertionError: Found 0.500, which is too high. Hint: subtract the mean.
    """
    number = _number(found, hint)
    _check(number <= most, f"Found {number:.3f}, which is too high", hint)


def rng() -> np.random.Generator:
    """A source of random inputs for a test: in grading from a seed that no student knows.

        >>> first, second = rng().integers(0, 256, 3), rng().integers(0, 256, 3)
        >>> bool((first == second).all())
        True

    In a notebook the seed is always 0.
    """
    return np.random.default_rng(int(os.environ.get("TLKIT_CHECKS_SEED", "0")))


def is_model(found: Any, hint: str) -> None:
    """Pass if a function returned a Keras model.

    >>> is_model(None, "return the model")
    Traceback (most recent call last):
    AssertionError: Found None where a Keras model was expected. Hint: return the model.
    """
    name = "None" if found is None else f"an object of type {type(found).__name__}"
    right = isinstance(found, keras.Model)
    _check(right, f"Found {name} where a Keras model was expected", hint)


def frozen(layers: Iterable[keras.Layer], hint: str) -> None:
    """Pass if none of the layers has a weight that training would change.

    >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden")])
    >>> frozen(model.layers, "set trainable to False")
    Traceback (most recent call last):
    AssertionError: Still trainable: hidden. Hint: set trainable to False.
    """
    free = [layer.name for layer in layers if layer.weights and layer.trainable]
    more = f" and {len(free) - 3} more" if len(free) > 3 else ""
    _check(not free, f"Still trainable: {', '.join(free[:3])}{more}", hint)


def unchanged(before: Sequence[Any], after: Sequence[Any], hint: str) -> None:
    """Pass if no array of a list (weights, say) moved.

    >>> unchanged([np.zeros(2)], [np.ones(2)], "train the new layers alone")
    Traceback (most recent call last):
    AssertionError: Some of them moved. Hint: train the new layers alone.
    """
    same = len(before) == len(after) and all(map(np.array_equal, before, after))
    _check(same, "Some of them moved", hint)


def raises(error: type[Exception], call: Callable[[], Any], hint: str) -> None:
    """Pass if the call raises this error.

    >>> raises(ValueError, lambda: int("one"), "refuse words")
    >>> raises(ValueError, lambda: int("1"), "refuse words")
    Traceback (most recent call last):
    AssertionError: No ValueError was raised. Hint: refuse words.
    """
    try:
        call()
    except error:
        return
    _check(False, f"No {error.__name__} was raised", hint)


def after(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a function returned, and its positional arguments as it left them.

    The function works on copies; the test's own arguments stay as they are. Use it where an
    exercise is to change something in place; otherwise no test sees such a change.

    >>> numbers = [2, 1]
    >>> after(list.sort, numbers)
    (None, ([1, 2],))
    >>> numbers
    [2, 1]
    """
    if calls := getattr(type(function), "__call_and_show__", None):  # a function elsewhere
        result, changed = calls(function, args, kwargs)
        return result, tuple(changed.get(number, value) for number, value in enumerate(args))
    result = function(*(copies := copy.deepcopy(args)), **copy.deepcopy(kwargs))
    return result, copies


def array(found: Any) -> np.ndarray:
    """A NumPy array of whatever holds numbers.

    >>> array([[1, 2]]).shape
    (1, 2)
    >>> array(None)
    Traceback (most recent call last):
    AssertionError: Found None where numbers were expected. Hint: does the function return them?
    """
    _check(
        found is not None,
        "Found None where numbers were expected",
        "does the function return them?",
    )
    try:
        return np.asarray(keras.ops.convert_to_numpy(found), dtype="float64")
    except (TypeError, ValueError):
        kind = type(found).__name__
        raise AssertionError(
            f"Found an object of type {kind} where numbers were expected."
        ) from None


def _number(found: Any, hint: str) -> float:
    numbers = array(found)
    what = f"Found an array of shape {numbers.shape} where one number was expected"
    _check(numbers.size == 1, what, hint)
    return numbers.item()


def _check(passed: bool, what: str, hint: str) -> None:
    if not passed:
        raise AssertionError(
            f"{what}. Hint: {hint if hint.endswith('?') else hint.rstrip('.') + '.'}"
        )
