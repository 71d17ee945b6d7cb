"""Two processes that call each other: the judge's and the student's.

Objects that both know have a key. What was there from the start (the unit's own set-up, which both
ran) is known as `given:NAME`; what one of them sends is known by a number of its own. A model is
rebuilt on the other side, and its layers' states follow each call, in both directions, so that
freezing, training and compiling on one side are seen on the other.
"""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.inside import building, configurations, layers, models, structure
from autograder.inside.limits import within_limits
from autograder.inside.shell import text_of
from autograder.inside.values import CannotSend, Values
from autograder.inside.wire import Channel

READS = ("get", "bind", "seed", "item", "length", "list")  # requests that train and freeze nothing
_DEEPEST_GIVEN = 3


class Peer(Values):
    """One side: a channel, the objects that both know, and what to do on request.

    Subclasses serve requests by methods named `do_...`.
    """

    own = ""  # the letter before the numbers of this side's objects

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.objects: dict[str, Any] = {}
        self._keys: dict[int, str] = {}  # by id(); `objects` keeps what has one alive
        self._synced: dict[str, models.State | None] = {}  # by key of a layer, what both sides have
        self._nodes = layers.Nodes()  # the calls in the graphs of known models
        self._made_of: dict[str, list[int]] = {}  # by key of a known model, id() of its layers
        self._count = 0

    def know(self, key: str, thing: Any) -> str:
        """Give an object a key, or return the one that it has."""
        if id(thing) not in self._keys:
            self.objects[key] = thing
            self._keys[id(thing)] = key
        return self._keys[id(thing)]

    def key_of(self, thing: Any) -> str | None:
        """The key of an object that both sides know, or None.

        A model that got other layers since then, by `add` or `pop`, is another one.
        """
        key = self._keys.get(id(thing))
        if key in self._made_of and self._made_of[key] != _ids_of_parts(thing):
            return None
        return key

    def know_given(self, names: dict[str, Any]) -> None:
        """Know what set-up made, by the names that both sides gave it."""
        for name, value in names.items():
            for path, thing in _parts(name, value, 0):
                if models.is_layer(thing):
                    self._know_layers(f"given:{path}", thing)
                else:
                    self.know(f"given:{path}", thing)

    def find(self, key: str) -> Any:
        """The object of a key."""
        return self.objects[key]

    def reply_to(self, message: dict[str, Any], data: list[bytes]) -> None:
        """Do what the other side asks, and send the result, or the error, back."""
        packed: list[bytes] = []
        known = len(self.objects)
        try:
            what = self.unpack(message["with"], data)
            known = len(self.objects)  # the other side goes on to refer to what it sent
            self._update(message, data)
            serve = getattr(self, f"do_{message.get('do')}", None)
            if serve is None:
                raise ValueError(f"{message.get('do')!r} is nothing that can be asked for")
            result = serve(what)
            known = len(self.objects)
            answer = {"returned": self.pack(result, packed)}
        except BaseException as error:
            packed.clear()
            self._forget_after(known)
            answer = {"raised": self.described(error)}
        answer |= self.extra()
        answer["states"] = self._changed(packed, only_new=message.get("do") in READS)
        self.channel.send(answer, packed)

    def request(
        self, do: str, *, seconds: float | None = None, sync: bool = False, **what: Any
    ) -> dict[str, Any]:
        """Ask the other side for something; requests of its own are served meanwhile.

        Args:
            seconds: how long it may be silent.
            sync: whether states of layers go with the request.

        Returns: the answer, with what was returned as a value.
        """
        data: list[bytes] = []
        known = len(self.objects)
        try:
            packed = self.pack(what, data)
        except BaseException:
            self._forget_after(known)
            raise
        states = self._changed(data) if sync else []
        self.channel.send({"do": do, "with": packed, "states": states}, data)
        return self.answer(seconds)

    def answer(self, seconds: float | None) -> dict[str, Any]:
        """The answer to the last request; the other side's own requests are served meanwhile."""
        while True:
            answer, data = self.channel.receive(seconds)
            if "do" in answer:
                self.reply_to(answer, data)
                continue
            if "returned" in answer:
                answer["returned"] = self.unpack(answer["returned"], data)
            self._update(answer, data)
            return answer

    def extra(self) -> dict[str, Any]:
        """What else an answer carries."""
        return {}

    def described(self, error: BaseException) -> dict[str, Any]:
        """An error as plain data."""
        return {
            "classes": [c.__name__ for c in type(error).__mro__],
            "message": text_of(error)[:20_000],
        }

    # Packing: what is neither a plain value nor known is taken apart, if there is a way.

    def pack(self, value: Any, data: list[bytes], depth: int = 0) -> Any:
        key = self.key_of(value)
        if key is not None and self.may_refer(value):
            return {"t": "ref", "key": key}
        return super().pack(value, data, depth)

    def may_refer(self, value: Any) -> bool:
        """Whether a known object goes by its key alone."""
        return True

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        keras, pandas = models.keras(), sys.modules.get("pandas")
        if keras is not None and isinstance(value, keras.KerasTensor):
            raise CannotSend(
                "a symbolic tensor belongs to its model, so send the model; and a stand-in for a "
                "layer cannot be part of a new model"
            )
        if keras is not None and (isinstance(value, keras.Variable) or keras.ops.is_tensor(value)):
            return self.pack(np.asarray(value), data)
        if models.is_layer(value):
            return self._pack_model(value)
        if keras is not None and isinstance(value, _parts_of_training(keras)):
            return self._pack_part(value)
        if pandas is not None and isinstance(value, pandas.DataFrame | pandas.Series):
            return self._pack_table(value, data, depth)
        if is_record(value):
            packed = self.pack(fields_of(value), data, depth + 1)
            kind = type(value)
            return {"t": "record", "class": [kind.__module__, kind.__qualname__], "fields": packed}
        raise CannotSend(f"there is no form for {type(value).__name__}")

    def unpack_object(self, packed: dict[str, Any], data: list[bytes]) -> Any:
        kind = packed.get("t")
        if kind == "ref":
            return self.find(str(packed["key"]))
        if kind == "model":
            return self._unpack_model(packed)
        if kind == "part":
            return self._unpack_part(packed)
        if kind in ("DataFrame", "Series"):
            return self._unpack_table(packed, data)
        if kind == "record":
            fields = self.unpack(packed["fields"], data)
            return self.record_class(*packed["class"])(**fields)
        return super().unpack_object(packed, data)

    def record_class(self, module: str, name: str) -> Any:
        """The class of a record, of tlkit's own alone."""
        kind = getattr(sys.modules.get(module), name, None)
        if module.partition(".")[0] != "tlkit" or not isinstance(kind, type):
            raise ValueError(f"{module}.{name} is no record")
        return kind

    def _forget_after(self, count: int) -> None:
        """Forget what came to be known for a message that was never sent."""
        for key in list(self.objects)[count:]:
            self._keys.pop(id(self.objects.pop(key)), None)
            self._synced.pop(key, None)
            self._made_of.pop(key, None)
            self._nodes.forget(key)

    def _number(self) -> str:
        self._count += 1
        return f"{self.own}:{self._count}"

    def _pack_model(self, model: Any) -> dict[str, Any]:
        """A layer or model: its structure is described; the states of its layers follow."""
        try:
            described = structure.describe(model, self.key_of, self._nodes)
        except (TypeError, ValueError) as error:
            raise CannotSend(str(error)) from error
        key = self._number()
        self._know_layers(key, model)
        return {"t": "model", "key": key, "structure": Values().pack(described, [])}

    def _unpack_model(self, packed: dict[str, Any]) -> Any:
        described = Values().unpack(packed["structure"], [])
        model = building.build(described, self._known_layer, self._nodes)
        self._know_layers(str(packed["key"]), model)
        return model

    def _known_layer(self, key: str) -> Any:
        """The known layer of a key, which may also be one that the other side made up."""
        if type(key) is not str or key not in self.objects:
            raise ValueError(f"{key!r} is no known layer")
        return self.objects[key]

    def _know_layers(self, key: str, layer: Any) -> None:
        """Know a layer and all inside it, as far as they are not known yet."""
        for path, part in layers.walk(layer):
            if self.key_of(part) is not None:
                continue
            self._keys.pop(id(part), None)  # of a model that is another one by now
            known = self.know(f"{key}{path}.{part.name}" if path else key, part)
            if part.built:
                self._synced[known] = None
            if models.is_model(part):
                self._nodes.know(known, part)
                self._made_of[known] = _ids_of_parts(part)

    def _pack_part(self, part: Any) -> dict[str, Any]:
        """An optimiser, a loss, a metric, ...: Keras describes it."""
        described = models.keras().saving.serialize_keras_object(part)
        try:
            configurations.check(described)
        except ValueError as error:
            raise CannotSend(str(error)) from error
        return {"t": "part", "structure": Values().pack(described, [])}

    def _unpack_part(self, packed: dict[str, Any]) -> Any:
        described = Values().unpack(packed["structure"], [])
        configurations.check(described)
        try:
            with within_limits():
                return models.keras().saving.deserialize_keras_object(described, safe_mode=True)
        except Exception as error:
            raise configurations.Refused(f"Keras cannot make it here: {error!r}") from error

    def _pack_table(self, table: Any, data: list[bytes], depth: int) -> dict[str, Any]:
        frame = table.to_frame() if table.ndim == 1 else table
        columns = [_column(frame.iloc[:, i]) for i in range(frame.shape[1])]
        parts = {
            "names": list(frame.columns), "columns": columns, "index": _column(frame.index),
            "index_name": frame.index.name,
        }  # fmt: skip
        return {"t": type(table).__name__, "v": self.pack(parts, data, depth + 1)}

    def _unpack_table(self, packed: dict[str, Any], data: list[bytes]) -> Any:
        import pandas as pd

        parts = self.unpack(packed["v"], data)
        index = pd.Index(parts["index"], name=parts["index_name"])
        frame = pd.DataFrame(dict(enumerate(parts["columns"])), index=index)
        frame.columns = parts["names"]
        return frame if packed["t"] == "DataFrame" else frame.iloc[:, 0]

    # States of layers: who changed one sends it with the next message that can matter.

    def _changed(self, data: list[bytes], only_new: bool = False) -> list[Any]:
        """The states of layers that changed here since both sides had the same ones."""
        states = []
        for key, synced in self._synced.items():
            if only_new and synced:
                continue
            now = models.read_state(self.objects[key])
            self._synced[key] = now
            if synced is None or not models.are_same(now, synced):
                state, arrays = models.sendable(now)
                states.append([key, state, [self.pack(array, data) for array in arrays]])
        return states

    def _update(self, message: dict[str, Any], data: list[bytes]) -> None:
        """Take in the states of layers that changed on the other side.

        Raises:
            ValueError: a state is of no layer, or does not fit it.
        """
        for key, state, packed in message.get("states", []):
            if key.startswith("given:") and key not in self.objects:
                continue  # their set-up made something else, with a helper redefined
            if key not in self._synced:
                raise ValueError(f"a state of {key!r}, which is no known layer")
            arrays = [self.unpack(array, data) for array in packed]
            models.write_state(self.objects[key], state, arrays)
            self._synced[key] = models.read_state(self.objects[key])


def _ids_of_parts(layer: Any) -> list[int]:
    return [id(part) for part in layers.parts_of(layer)]


def _parts(path: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    """What a name holds that is worth knowing by key: it, and what it is made of."""
    if value is None or isinstance(value, bool | int | float | str | bytes | types.ModuleType):
        return
    if depth > _DEEPEST_GIVEN or (isinstance(value, np.generic | type)):
        return
    if isinstance(value, np.ndarray) and value.size < 64:
        return
    if not isinstance(value, list | dict) or depth:
        yield path, value
    if is_record(value):
        for name, part in fields_of(value).items():
            yield from _parts(f"{path}.{name}", part, depth + 1)
    elif isinstance(value, dict | list | tuple):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in list(items)[:50]:
            yield from _parts(f"{path}[{name}]", part, depth + 1)


def is_record(value: Any) -> bool:
    """Whether a value has named fields: a named tuple or a dataclass."""
    named = isinstance(value, tuple) and hasattr(type(value), "_fields")
    return named or (dataclasses.is_dataclass(value) and not isinstance(value, type))


def fields_of(record: Any) -> dict[str, Any]:
    """The fields of a record by their names."""
    if dataclasses.is_dataclass(record):
        return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    return {name: getattr(record, name) for name in record._fields}


def _column(values: Any) -> Any:
    """A column as an array of numbers, or a list of what else it holds."""
    array = values.to_numpy()
    return array if array.dtype.kind in "biuf" else array.tolist()


def _parts_of_training(keras: Any) -> tuple[type, ...]:
    return (
        keras.optimizers.Optimizer, keras.losses.Loss, keras.metrics.Metric,
        keras.initializers.Initializer, keras.regularizers.Regularizer,
        keras.optimizers.schedules.LearningRateSchedule,
    )  # fmt: skip
