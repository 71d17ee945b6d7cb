"""Messages of common Python, NumPy and Keras errors, without what stood in their gaps.

A message of an error that a student's code raised could carry what a hidden test gave to it. So of
a message no more is told than which of these it is, and the names in it that the student wrote.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection, Iterable

GAP = "…"
_LONGEST = 400  # characters of a message that are looked at
_HOLES = {
    "{name}": r"([A-Za-z_][\w.]{0,80})",
    "{n}": r"-?[\d.]{1,40}",
    "{shape}": r"[(\[][\d, Nonex*-]{0,80}[)\]]",
    "{rest}": r".{0,400}",
}
_HOLE = re.compile(r"\{(?:name|n|shape|rest)\}")

MESSAGES = (
    "name '{name}' is not defined",
    "name '{name}' is not defined. Did you mean: '{name}'?",
    "cannot access local variable '{name}' where it is not associated with a value",
    "local variable '{name}' referenced before assignment",
    "'{name}' object is not callable",
    "'{name}' object is not iterable",
    "'{name}' object is not subscriptable",
    "'{name}' object is not an iterator",
    "'{name}' object does not support item assignment",
    "'{name}' object cannot be interpreted as an integer",
    "'{name}' object has no attribute '{name}'",
    "'{name}' object has no attribute '{name}'. Did you mean: '{name}'?",
    "module '{name}' has no attribute '{name}'",
    "type object '{name}' has no attribute '{name}'",
    "object of type '{name}' has no len()",
    "unhashable type: '{name}'",
    "cannot unpack non-iterable {name} object",
    "not enough values to unpack (expected {n}, got {n})",
    "too many values to unpack (expected {n})",
    "{name}() takes {n} positional argument but {n} were given",
    "{name}() takes {n} positional arguments but {n} were given",
    "{name}() takes from {n} to {n} positional arguments but {n} were given",
    "{name}() missing {n} required positional argument: '{name}'",
    "{name}() missing {n} required positional arguments: {rest}",
    "{name}() got an unexpected keyword argument '{name}'",
    "{name}() got multiple values for argument '{name}'",
    "unsupported operand type(s) for {rest}: '{name}' and '{name}'",
    "can only concatenate {name} (not \"{name}\") to {name}",
    "'{rest}' not supported between instances of '{name}' and '{name}'",
    "bad operand type for {rest}: '{name}'",
    "list index out of range",
    "tuple index out of range",
    "string index out of range",
    "list indices must be integers or slices, not {name}",
    "tuple indices must be integers or slices, not {name}",
    "pop from empty list",
    "max() iterable argument is empty",
    "min() iterable argument is empty",
    "division by zero",
    "float division by zero",
    "math domain error",
    "maximum recursion depth exceeded",
    "maximum recursion depth exceeded {rest}",
    "invalid literal for int() with base {n}: {rest}",
    "could not convert string to float: {rest}",
    "No module named '{name}'",
    "cannot import name '{name}' from '{name}' {rest}",
    "operands could not be broadcast together with shapes {rest}",
    "shapes {shape} and {shape} not aligned: {rest}",
    "matmul: Input operand {n} has a mismatch in its core dimension {rest}",
    "cannot reshape array of size {n} into shape {shape}",
    "could not broadcast input array from shape {shape} into shape {shape}",
    "index {n} is out of bounds for axis {n} with size {n}",
    "axis {n} is out of bounds for array of dimension {n}",
    "too many indices for array: {rest}",
    "all the input array dimensions except for the concatenation axis must match exactly{rest}",
    "all input arrays must have the same shape",
    "setting an array element with a sequence.{rest}",
    "only integer scalar arrays can be converted to a scalar index",
    "only length-1 arrays can be converted to Python scalars",
    "The truth value of an array with more than one element is ambiguous. "
    "Use a.any() or a.all()",
    "zero-size array to reduction operation {name} which has no identity",
    "boolean index did not match indexed array along {rest}",
    "Singular matrix",
    "Found input variables with inconsistent numbers of samples: {rest}",
    "This {name} instance is not fitted yet. {rest}",
    "No such layer: {rest}. Existing layers are: {rest}",
    "Input {n} of layer \"{name}\" is incompatible with the layer: {rest}",
    "Exception encountered when calling {rest}",
    "Shapes {shape} and {shape} are incompatible",
    "Arguments `target` and `output` must have the same shape. {rest}",
    "Kernel shape must have the same length as input, {rest}",
    "You must call `compile()` before calling `fit()`.",
    "Layer {name} was never built{rest}",
    "This layer {rest} has not yet been built{rest}",
    "Unexpected result of `{name}` {rest}",
    "Dimensions must be equal, but are {n} and {n} for {rest}",
)  # fmt: skip

LIBRARIES = {  # classes of errors that NumPy, Keras, TensorFlow and scikit-learn raise
    "AxisError", "LinAlgError", "UFuncTypeError", "_UFuncNoLoopError", "ComplexWarning",
    "InvalidArgumentError", "ResourceExhaustedError", "NotFoundError", "UnimplementedError",
    "FailedPreconditionError", "OutOfRangeError", "InternalError", "OperatorNotAllowedInGraphError",
    "NotFittedError", "InvalidParameterError", "DataConversionWarning", "UnidentifiedImageError",
    "XlaRuntimeError",
}  # fmt: skip
_BUILTIN = {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}
_TYPES = {name for name, value in vars(builtins).items() if isinstance(value, type)} | {
    "NoneType", "function", "method", "generator", "module", "builtin_function_or_method",
    "ndarray", "numpy", "np", "keras", "Functional", "Sequential", "Model", "Dense", "KerasTensor",
    "EagerTensor", "Tensor", "Variable",
}  # fmt: skip


def known_class(name: str) -> str:
    """The name of an error's class, if Python or a library has it; else words for it.

    >>> known_class("ValueError"), known_class("Seen739")
    ('ValueError', 'An error of your own')
    """
    return name if name in _BUILTIN | LIBRARIES else "An error of your own"


def is_common_word(text: str) -> bool:
    """Whether a text is None, or the name of an error or a type that Python or a library has.

    >>> is_common_word("ValueError"), is_common_word("739")
    (True, False)
    """
    return text == "None" or text in _BUILTIN | LIBRARIES | _TYPES


def known_message(message: str, own: Collection[str]) -> str:
    """The common message that this one is, with its gaps; empty if it is none.

    >>> known_message("index 739 is out of bounds for axis 0 with size 10", own=())
    'index … is out of bounds for axis … with size …'
    >>> known_message("name 'codes' is not defined", own={"codes"})
    "name 'codes' is not defined"

    Args:
        message: what the error says.
        own: names that the student wrote, with dots or without: these are shown.
    """
    line = message.strip().partition("\n")[0][:_LONGEST]
    for template, pattern in _PATTERNS:
        if found := pattern.fullmatch(line):
            return _filled(template, found.groups(), own)
    return ""


def _filled(template: str, names: Iterable[str], own: Collection[str]) -> str:
    """A template with the names that may be shown; all its other holes are gaps."""
    left = iter(names)

    def fill(hole: re.Match[str]) -> str:
        if hole[0] != "{name}":
            return GAP
        name = next(left)
        return name if name in own or name in _TYPES else GAP

    return _HOLE.sub(fill, template)


def _pattern(template: str) -> re.Pattern[str]:
    """A pattern for a message: each hole is bounded, so that no text is long to match."""
    parts = re.split(r"(\{(?:name|n|shape|rest)\})", template)
    return re.compile("".join(_HOLES.get(part) or re.escape(part) for part in parts))


_PATTERNS = [(template, _pattern(template)) for template in MESSAGES]
