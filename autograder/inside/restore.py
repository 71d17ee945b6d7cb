"""Puts things back as they were, so that no submission finds what an earlier one has changed.

The unit's set-up runs once in the judge's process, and all submissions meet what it made there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.inside import models
from autograder.inside.peer import fields_of, is_record


def remember(value: Any) -> Callable[[], None]:
    """Return what puts a value back as it is now, and all that it holds.

    Arrays, lists, dictionaries, sets, random generators and Keras layers, inside tuples and records
    too. Attributes of other objects are not looked at.

    >>> numbers = {"even": [2, 4]}
    >>> put_back = remember(numbers)
    >>> numbers["even"].append(5)
    >>> numbers["odd"] = [1, 3]
    >>> put_back()
    >>> numbers
    {'even': [2, 4]}
    """
    found: list[Callable[[], object]] = []
    _remember(value, found, {})

    def put_back() -> None:
        for each in found:
            each()

    return put_back


def _remember(value: Any, found: list[Callable[[], object]], known: dict[int, Any]) -> None:
    if id(value) in known:
        return
    known[id(value)] = value
    inside: list[Any] = []
    if isinstance(value, np.ndarray):
        found += [_array(value)] if value.flags.writeable else []
    elif isinstance(value, list | dict | set):
        found.append(_collection(value))
        inside = list(value.values() if isinstance(value, dict) else value)
    elif is_record(value):
        inside = list(fields_of(value).values())
    elif isinstance(value, tuple):
        inside = list(value)
    elif isinstance(value, np.random.Generator):
        state = value.bit_generator.state
        found.append(lambda: setattr(value.bit_generator, "state", state))
    elif models.is_layer(value):
        inside = list(getattr(value, "layers", []))
        found.append(models.remember(value))
    for part in inside:
        _remember(part, found, known)


def _array(array: np.ndarray) -> Callable[[], object]:
    before = array.copy()
    return lambda: np.copyto(array, before)


def _collection(value: Any) -> Callable[[], object]:
    before = value.copy()

    def put_back() -> None:
        value.clear()
        value.extend(before) if isinstance(value, list) else value.update(before)

    return put_back
