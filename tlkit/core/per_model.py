"""Cache one derived object per model, for as long as the model lives.

    _parts: PerModel[keras.Model] = PerModel()
    part = _parts.get(model, "conv1", lambda: keras.Model(model.input, maps))

Compiling a derived model takes longer than many a pass through it.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

import keras

T = TypeVar("T")


class PerModel(Generic[T]):
    """The object that was asked for last, for each model."""

    def __init__(self) -> None:
        self._cached: WeakKeyDictionary[keras.Model, tuple[Hashable, T]] = WeakKeyDictionary()

    def get(self, model: keras.Model, key: Hashable, make: Callable[[], T]) -> T:
        """Return the cached object if its key is the same, or else make one.

        It may not hold the model, which would then live for ever.
        """
        if model not in self._cached or self._cached[model][0] != key:
            self._cached[model] = (key, make())
        return self._cached[model][1]
