"""What a test cell says: each check passes silently, or tells the student what to look at.

    checks.shape(codes, (8, 256), "one row a picture, one number a channel")
    checks.close(codes, expected, "average over height and width")

A check takes what a student's code returned: NumPy arrays, lists and tensors of any backend are
all welcome. Messages show what was found; what a hidden test expects stays out of them, unless the
check itself names it (`equal`, `shape`).
"""

import copy
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import keras
import numpy as np

Shape = Sequence[int]
Answer = TypeVar("Answer")

# Errors of Keras that do not name their cause, and the hint that does.
_TRAPS = {
    "dtype='string' is not a valid dtype": "the third argument of `compile` is not the metrics: "
    'name them, as in metrics=["accuracy"]',
    "`compile()`": "compile the model before you train it",
}
# What answers raise. Not all exceptions: a test that runs out of time must still be stopped, and
# a name that is not defined speaks for itself.
_MISTAKES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


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


def unlike(
    found: Any, mistaken: Any, message: str, *, atol: float = 1e-4, rtol: float = 1e-3
) -> None:
    """Pass if an answer is not the one that a known mistake gives; if it is, say the message.

    >>> unlike([2, 3], [1, 2], "You began to count at 0.")
    >>> unlike([1, 2], [1, 2], "You began to count at 0.")
    Traceback (most recent call last):
    AssertionError: You began to count at 0.

    To be used before `close`, with the right answer well away from the mistaken one.
    """
    actual, wrong = array(found), array(mistaken)
    same = actual.shape == wrong.shape and np.allclose(actual, wrong, atol=atol, rtol=rtol)
    true(not same, message)


def at_least(found: Any, least: float, hint: str) -> None:
    """Pass if a number is not below `least`.

    >>> at_least(0.5, 0.9, "train it on the codes")
    Traceback (most recent call last):
    AssertionError: Found 0.500, which is too low. Hint: train it on the codes.
    """
    number = _number(found, hint)
    _check(number >= least, f"Found {_rounded(number)}, which is too low", hint)


def at_most(found: Any, most: float, hint: str) -> None:
    """Pass if a number is not above `most`.

    >>> at_most(0.5, 0.1, "subtract the mean")
    Traceback (most recent call last):
    AssertionError: Found 0.500, which is too high. Hint: subtract the mean.
    """
    number = _number(found, hint)
    _check(number <= most, f"Found {_rounded(number)}, which is too high", hint)


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

    Of a model inside a model, the layers are asked and not the model's own switch.

    >>> model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="hidden")])
    >>> frozen(model.layers, "set trainable to False")
    Traceback (most recent call last):
    AssertionError: Still trainable: hidden. Hint: set trainable to False.
    """
    free = [layer.name for layer in _single_layers(layers) if layer.weights and layer.trainable]
    more = f" and {len(free) - 3} more" if len(free) > 3 else ""
    _check(not free, f"Still trainable: {', '.join(free[:3])}{more}", hint)


def unchanged(before: Sequence[Any], after: Sequence[Any], hint: str) -> None:
    """Pass if no array of a list (weights, say) moved.

    >>> unchanged([np.zeros(2)], [np.ones(2)], "train the new layers alone")
    Traceback (most recent call last):
    AssertionError: Some of them moved (1 of 1). Hint: train the new layers alone.
    """
    _check(len(before) == len(after), f"Found {len(after)} arrays, expected {len(before)}", hint)
    moved = sum(not np.array_equal(old, new) for old, new in zip(before, after, strict=True))
    _check(moved == 0, f"Some of them moved ({moved} of {len(before)})", hint)


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
    copies = copy.deepcopy(args)
    result = function(*copies, **copy.deepcopy(kwargs))
    return result, copies


def runs(call: Callable[[], Answer], hint: str) -> Answer:
    """What a call returns; an error in it is told with a hint.

    >>> runs(lambda: [1, 2].index(2), "count from the end")
    1
    >>> runs(lambda: [1, 2].index(3), "None names no layer")
    Traceback (most recent call last):
    AssertionError: Your code stopped with ValueError. Hint: None names no layer.

    The error's own words are left to its traceback, since in a hidden test they could give the
    inputs away. An error of Keras that does not name its cause gets a hint of its own. An exercise
    that is not solved yet (`raise NotImplementedError()`) says so as it always does.
    """
    try:
        return call()
    except _MISTAKES as error:
        if isinstance(error, NotImplementedError) and not str(error):
            raise
        known = next((cause for words, cause in _TRAPS.items() if words in str(error)), hint)
        message = f"Your code stopped with {_built_in(error)}. {_hint(known)}"
        raise AssertionError(message) from error


def whole_numbers(found: Any, hint: str) -> list[int]:
    """The whole numbers in a list or an array, as a list.

    >>> whole_numbers(np.array([2.0, 1.0]), "return indices")
    [2, 1]
    >>> whole_numbers([0.5], "return indices")
    Traceback (most recent call last):
    AssertionError: Found 0.5 where a whole number was expected. Hint: return indices.
    """
    numbers = array(found).ravel()
    for number in numbers:
        _check(number % 1 == 0, f"Found {number:.3g} where a whole number was expected", hint)
    return numbers.astype(int).tolist()


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


def _single_layers(layers: Iterable[keras.Layer]) -> Iterator[keras.Layer]:
    """The layers, and in place of a model among them its own."""
    for layer in layers:
        if isinstance(layer, keras.Model):
            yield from _single_layers(layer.layers)
        else:
            yield layer


def _built_in(error: Exception) -> str:
    """The name of the Python error that an error is, or is a kind of."""
    kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
    return kinds[0]


def _rounded(number: float) -> str:
    """A number to three places, or to one digit where these would all be zero."""
    return f"{number:.1g}" if 0 < abs(number) < 0.0005 else f"{number:.3f}"


def _hint(hint: str) -> str:
    return f"Hint: {hint}" if hint.endswith("?") else f"Hint: {hint.rstrip('.')}."


def _check(passed: bool, what: str, hint: str) -> None:
    if not passed:
        raise AssertionError(f"{what}. {_hint(hint)}")
