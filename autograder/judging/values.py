"""Values as messages have them, and back: numbers, texts, containers and arrays, nothing else.

What else there is (models, functions, other objects) goes through two hooks of a subclass. A
value that was changed on the way becomes another plain value, never code.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.judging import protocol
from autograder.judging.protocol import Nonsense

DEEPEST = 30
_MOST_BITS = 20_000  # of a whole number: 5,000 digits of hexadecimal
_LONGEST_RANGE = 10_000_000  # numbers: a test may make a list of them
_LARGEST_ITEM = 4_000_000  # bytes of one text in an array
_MOST_ALIKE = 100  # different values with one hash, in one message
_ARRAY_KINDS = "biufcSU"
_SEQUENCES = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


class CannotSend(TypeError):
    """A value that has no form for the journey."""


class Parts:
    """The bytes that came with a message; each part is for one value, and taken once."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts: dict[int, bytes] = dict(enumerate(parts))
        self._by_hash: dict[int, list[Any]] = {}

    def take(self, at: int) -> bytes:
        """The bytes of one value.

        Raises:
            Nonsense: there is no such part, or a second value wants it.
        """
        if at not in self._parts:
            raise Nonsense(f"there is no part {at} in the message, or two values share it")
        return self._parts.pop(at)

    def told_apart(self, value: Any) -> Any:
        """A value, if a set or a dictionary can tell it from the others in the message quickly.

        Texts have hashes that nobody can foresee, and few of Python's smaller numbers share one.
        Of other values somebody may choose thousands that do, and each is compared with all.

        Raises:
            Nonsense: too many have the same hash.
        """
        try:
            alike = self._by_hash.setdefault(hash(value), [])
        except TypeError:  # no set can have it
            return value
        if value not in alike:
            alike.append(value)
        if len(alike) > _MOST_ALIKE:
            raise Nonsense(f"more than {_MOST_ALIKE} different values with the same hash")
        return value

    def refuse_rest(self) -> None:
        """Raise `Nonsense` if a part belongs to no value."""
        if self._parts:
            raise Nonsense("a message with bytes that belong to nothing in it")


class Values:
    """Packs values for one message and unpacks those of another.

    >>> data = []
    >>> packed = Values().pack({"a": [1, np.arange(3)]}, data)
    >>> Values().unpack(packed, Parts(data))
    {'a': [1, array([0, 1, 2])]}
    """

    def pack(self, value: Any, data: list[bytes], depth: int = 0) -> Any:
        """A value as `protocol.Value`; the bytes of its arrays are appended to `data`.

        Raises:
            CannotSend: there is no form for it.
        """
        if depth > DEEPEST:
            raise CannotSend(f"it is nested more than {DEEPEST} levels deep")
        if value is None or type(value) is bool:
            return value
        if type(value) is str:
            return _pack_text(value, data)
        if type(value) is float:
            return _pack_float(value)
        if type(value) is int:
            return _pack_int(value)
        if type(value) is dict:
            items = [
                (self.pack(key, data, depth + 1), self.pack(part, data, depth + 1))
                for key, part in value.items()
            ]
            return protocol.Mapping(items)
        if type(value) in _SEQUENCES.values():
            parts = [self.pack(part, data, depth + 1) for part in value]
            return protocol.Sequence(type(value).__name__, parts)  # type: ignore[arg-type]
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in _ARRAY_KINDS:
            return self.pack_array(value, data)
        if type(value) in (slice, range):
            ends = (value.start, value.stop, value.step)
            is_long = type(value) is range and _length(value) > _LONGEST_RANGE
            if all(end is None or type(end) is int for end in ends) and not is_long:
                return protocol.Slice(type(value).__name__, ends)  # type: ignore[arg-type]
        if type(value) is complex:
            return protocol.Complex(_pack_float(value.real), _pack_float(value.imag))
        if type(value) is bytes:
            data.append(value)
            return protocol.Bytes(len(data) - 1)
        return self.pack_object(value, data, depth)

    def unpack(self, packed: Any, data: Parts) -> Any:
        """The value that was packed.

        Raises:
            Nonsense: it was not packed by `pack`, with what does not fit.
        """
        match packed:
            case None | bool() | int() | float() | str():
                return packed
            case protocol.Sequence():
                parts = [self.unpack(part, data) for part in packed.parts]
                return data.told_apart(_made(_SEQUENCES[packed.kind], parts))
            case protocol.Mapping():
                items = [(self.unpack(k, data), self.unpack(v, data)) for k, v in packed.items]
                return _made(dict, items)
            case protocol.Array():
                return self.unpack_array(packed, data)
            case protocol.Integer():
                return data.told_apart(int(packed.hex, 16))
            case protocol.Special():
                return float(packed.name)
            case protocol.Bytes():
                content = data.take(packed.at)
                return _made(_text, content) if packed.text else content
            case protocol.Slice():
                kind = slice if packed.kind == "slice" else _range
                return data.told_apart(_made(lambda ends: kind(*ends), packed.ends))
            case protocol.Complex():
                number = complex(_unpack_float(packed.real), _unpack_float(packed.imag))
                return data.told_apart(number)
        return self.unpack_object(packed, data)

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        """Pack what is no plain value."""
        raise CannotSend(f"there is no form for {type(value).__name__}")

    def unpack_object(self, packed: Any, data: Parts) -> Any:
        """Unpack what `pack_object` packed."""
        raise Nonsense(f"a {type(packed).__name__} where none may be")

    def pack_array(self, value: Any, data: list[bytes]) -> protocol.Array:
        """An array, or a number of NumPy's."""
        array = np.asarray(value)
        if array.dtype.itemsize > _LARGEST_ITEM:
            raise CannotSend(f"it has items of more than {_LARGEST_ITEM:,} bytes")
        data.append(np.ascontiguousarray(array).tobytes())
        is_scalar = isinstance(value, np.generic)
        return protocol.Array(array.dtype.str, list(array.shape), len(data) - 1, is_scalar)

    def unpack_array(self, packed: protocol.Array, data: Parts) -> Any:
        """The array; its bytes are its own.

        Raises:
            Nonsense: they are not as many as its shape and type need.
        """
        content = data.take(packed.at)
        try:
            dtype = np.dtype(packed.dtype)
            if math.prod(packed.shape) * max(1, dtype.itemsize) != len(content):
                raise ValueError(f"of shape {tuple(packed.shape)} with {len(content)} bytes")
            array = np.ndarray(tuple(packed.shape), dtype, bytearray(content))
        except (ValueError, TypeError, OverflowError) as error:
            raise Nonsense(f"an array that cannot be: {error}") from error
        return data.told_apart(array[()]) if packed.scalar else array


def _pack_int(number: int) -> Any:
    if abs(number) < 2**63:
        return number
    if number.bit_length() > _MOST_BITS:
        raise CannotSend(f"it is a number of more than {_MOST_BITS:,} bits")
    return protocol.Integer(hex(number))


def _pack_text(text: str, data: list[bytes]) -> Any:
    """A text; with lone surrogates it is none that JSON knows."""
    if text.isascii():
        return text
    content = text.encode(errors="surrogatepass")
    try:
        content.decode()
    except UnicodeDecodeError:
        data.append(content)
        return protocol.Bytes(len(data) - 1, text=True)
    return text


def _pack_float(number: float) -> Any:
    return number if math.isfinite(number) else protocol.Special(str(number))  # type: ignore[arg-type]


def _unpack_float(packed: float | protocol.Special) -> float:
    return float(packed.name) if isinstance(packed, protocol.Special) else packed


def _range(start: int, stop: int, step: int) -> range:
    made = range(start, stop, step)
    if _length(made) > _LONGEST_RANGE:
        raise ValueError(f"more than {_LONGEST_RANGE:,} numbers")
    return made


def _length(numbers: range) -> int:
    """How many numbers there are, where `len` would overflow, too."""
    return max(0, -((numbers.start - numbers.stop) // numbers.step))


def _text(content: bytes) -> str:
    return content.decode(errors="surrogatepass")


def _made(kind: Any, parts: Any) -> Any:
    """A container of its parts; a list cannot be a key, and so on."""
    try:
        return kind(parts)
    except (TypeError, ValueError, OverflowError) as error:
        raise Nonsense(f"a container that cannot be: {error}") from error
