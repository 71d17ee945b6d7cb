"""Values as JSON and raw bytes, and back: numbers, texts, containers and arrays, nothing else.

What else there is (models, functions, other objects) goes through two hooks of a subclass. A
value that was changed on the way becomes another plain value, never code.
"""

from __future__ import annotations

from typing import Any

import numpy as np

DEEPEST = 30
_ARRAY_KINDS = "biufcUS"
_SEQUENCES = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


class CannotSend(TypeError):
    """A value that has no form for the journey."""


class Values:
    """Packs values for one message and unpacks those of another.

    >>> data = []
    >>> packed = Values().pack({"a": [1, np.arange(3)]}, data)
    >>> Values().unpack(packed, data)
    {'a': [1, array([0, 1, 2])]}
    """

    def pack(self, value: Any, data: list[bytes], depth: int = 0) -> Any:
        """A value as JSON knows it; the bytes of its arrays are appended to `data`.

        Raises:
            CannotSend: there is no form for it.
        """
        if depth > DEEPEST:
            raise CannotSend(f"it is nested more than {DEEPEST} levels deep")
        if value is None or type(value) in (bool, float, str):
            return value
        if type(value) is int:
            return value if abs(value) < 2**63 else {"t": "int", "v": hex(value)}
        if type(value) is dict:
            items = [[self.pack(part, data, depth + 1) for part in item] for item in value.items()]
            return {"t": "dict", "v": items}
        if type(value) in _SEQUENCES.values():
            parts = [self.pack(part, data, depth + 1) for part in value]
            return {"t": type(value).__name__, "v": parts}
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in _ARRAY_KINDS:
            return self._pack_array(value, data)
        if type(value) in (slice, range):
            ends = [self.pack(end, data) for end in (value.start, value.stop, value.step)]
            return {"t": type(value).__name__, "v": ends}
        if type(value) is complex:
            return {"t": "complex", "v": [value.real, value.imag]}
        if type(value) is bytes:
            data.append(value)
            return {"t": "bytes", "at": len(data) - 1}
        return self.pack_object(value, data, depth)

    def unpack(self, packed: Any, data: list[bytes]) -> Any:
        """The value that was packed.

        Raises:
            ValueError: it was not packed by `pack`, with what does not fit.
        """
        if not isinstance(packed, dict):
            if packed is None or isinstance(packed, bool | int | float | str):
                return packed
            raise ValueError(f"{type(packed).__name__} is no packed value")
        kind = packed.get("t")
        try:
            if kind in _SEQUENCES:
                return _SEQUENCES[kind](self.unpack(part, data) for part in packed["v"])
            if kind == "dict":
                return {self.unpack(k, data): self.unpack(v, data) for k, v in packed["v"]}
            if kind == "array":
                return _unpack_array(packed, data)
            if kind == "int":
                return int(packed["v"], 16)
            if kind == "bytes":
                return data[packed["at"]]
            if kind in ("slice", "range", "complex"):
                maker = {"slice": slice, "range": range, "complex": complex}[kind]
                return maker(*(self.unpack(part, data) for part in packed["v"]))
        except (KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"a packed {kind} that does not fit: {error!r}") from error
        return self.unpack_object(packed, data)

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        """Pack what is no plain value."""
        raise CannotSend(f"there is no form for {type(value).__name__}")

    def unpack_object(self, packed: dict[str, Any], data: list[bytes]) -> Any:
        """Unpack what `pack_object` packed."""
        raise ValueError(f"{packed.get('t')!r} is no kind of packed value")

    def _pack_array(self, value: Any, data: list[bytes]) -> Any:
        array = np.asarray(value)
        data.append(np.ascontiguousarray(array).tobytes())
        scalar = isinstance(value, np.generic)
        return {
            "t": "array", "dtype": array.dtype.str, "shape": array.shape, "at": len(data) - 1,
            "scalar": scalar,
        }  # fmt: skip


def _unpack_array(packed: dict[str, Any], data: list[bytes]) -> Any:
    dtype = np.dtype(str(packed["dtype"]))
    if dtype.kind not in _ARRAY_KINDS:
        raise ValueError(f"arrays of {dtype} do not travel")
    shape = tuple(int(side) for side in packed["shape"])
    array = np.frombuffer(data[packed["at"]], dtype).reshape(shape).copy()
    return array[()] if packed.get("scalar") else array
