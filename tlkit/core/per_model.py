"""What is made for a model and kept while the model is: to compile it takes as long as many a pass.

_parts = Kept()
part = _parts.get(model, "conv1", lambda: keras.Model(model.input, maps))
"""

from collections.abc import Callable, Hashable
from typing import Any
from weakref import WeakKeyDictionary

import keras


class Kept:
    """One thing for each model, the last that was wanted."""

    def __init__(self) -> None:
        self._made: WeakKeyDictionary[keras.Model, tuple[Hashable, Any]] = WeakKeyDictionary()

    def get(self, model: keras.Model, wanted: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made when this was wanted last, or make it; it may not hold the model."""
        if model not in self._made or self._made[model][0] != wanted:
            self._made[model] = wanted, make()
        return self._made[model][1]
