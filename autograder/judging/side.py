"""Two processes that call each other: the judge's and the student's.

Objects that both know have a key. What was there from the start (the unit's own set-up, which both
ran) is known as `given:NAME`; what one of them sends is known by a number of its own. A model is
rebuilt on the other side, and its layers' states follow each call, in both directions, so that
freezing, training and compiling on one side are seen on the other.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import sys
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.judging import building, configurations, layers, models, protocol, structure
from autograder.judging.channel import Channel
from autograder.judging.limits import within_limits
from autograder.judging.protocol import Nonsense
from autograder.judging.shell import text_of
from autograder.judging.values import CannotSend, Parts, Values

_DEEPEST_GIVEN = 3
_LONGEST_MESSAGE = 20_000  # characters of an error's


class Peer(Values):
    """One side: a channel, and the objects that both know."""

    own = ""  # the letter before the numbers of this side's objects
    other = ""  # the letter before those of the other side's

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.objects: dict[str, Any] = {}
        self._keys: dict[int, str] = {}  # by id(); `objects` keeps what has one alive
        self._synced: dict[str, models.State | None] = {}  # by key of a layer, what both sides have
        self._nodes = layers.Nodes()  # the calls in the graphs of known models
        self._made_of: dict[str, list[int]] = {}  # by key of a known model, id() of its layers
        self._refused: set[str] = set()  # keys of models that could not be built here
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

    def know_given(self, names: dict[str, Any]) -> list[str]:
        """Know what set-up made, by the names that both sides gave it; returns its keys."""
        keys: list[str] = []
        for name, value in names.items():
            for path, thing in _parts(name, value, 0):
                key = f"given:{path}"
                if models.is_layer(thing):
                    keys += self._know_layers(key, thing)
                else:
                    self.know(key, thing)
                    keys.append(key)
        return keys

    def find(self, key: str) -> Any:
        """The object of a key."""
        return self.objects[key]

    def know_new(self, key: str, thing: Any) -> None:
        """Know an object of the other side's, by the key that it was sent with.

        Raises:
            Nonsense: the key is not one of the other side's, or is another object's.
        """
        if not key.startswith(f"{self.other}:") or key in self.objects:
            raise Nonsense(f"{key!r} is no key for what was sent")
        self.know(key, thing)

    # Packing: what is neither a plain value nor known is taken apart, if there is a way.

    def pack(self, value: Any, data: list[bytes], depth: int = 0) -> Any:
        key = self.key_of(value)
        if key is not None and self.may_refer(value):
            return protocol.Reference(key)
        return super().pack(value, data, depth)

    def pack_fields(self, kind: Any, fields: dict[str, Any], data: list[bytes]) -> dict[str, Any]:
        """The fields of a message, those packed that hold values."""
        packed = dict(fields)
        for name in kind.values:
            value = fields[name]
            if isinstance(value, dict):
                packed[name] = {key: self.pack(part, data) for key, part in value.items()}
            elif isinstance(value, list | tuple):
                packed[name] = [self.pack(part, data) for part in value]
            else:
                packed[name] = self.pack(value, data)
        return packed

    def unpack_field(self, packed: Any, data: Parts) -> Any:
        """The value, or list or dictionary of values, in a field of a message."""
        if isinstance(packed, dict):
            return {key: self.unpack(part, data) for key, part in packed.items()}
        if isinstance(packed, list):
            return [self.unpack(part, data) for part in packed]
        return self.unpack(packed, data)

    def described(self, error: BaseException) -> dict[str, Any]:
        """An error as plain data."""
        names = [text_of(c.__name__)[:1000] for c in type(error).__mro__]
        return {"classes": names[:50], "message": text_of(error)[:_LONGEST_MESSAGE]}

    def may_refer(self, value: Any) -> bool:
        """Whether a known object goes by its key alone."""
        return True

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        keras = models.keras()
        pandas = sys.modules.get("pandas")
        if keras is not None and isinstance(value, keras.KerasTensor):
            raise CannotSend(
                "a symbolic tensor belongs to its model, so send the model; and a proxy for a "
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
        if is_record(value) and _is_own_record_class(type(value)):
            fields = {
                name: self.pack(part, data, depth + 1) for name, part in fields_of(value).items()
            }
            return protocol.Record(type(value).__module__, type(value).__qualname__, fields)
        raise CannotSend(f"there is no form for {type(value).__name__}")

    def unpack_object(self, packed: Any, data: Parts) -> Any:
        match packed:
            case protocol.Reference():
                return self.find(packed.key)
            case protocol.Model():
                return self._unpack_model(packed)
            case protocol.Part():
                return self._unpack_part(packed)
            case protocol.Table():
                return self._unpack_table(packed, data)
            case protocol.Record():
                return self._unpack_record(packed, data)
        return super().unpack_object(packed, data)

    def record_class(self, module: str, name: str) -> Any:
        """The class of a record, of tlkit's own alone."""
        kind = getattr(sys.modules.get(module), name, None)
        if not _is_own_record_class(kind) or kind.__module__ != module:
            raise Nonsense(f"{module}.{name} is no record")
        return kind

    def _unpack_record(self, packed: protocol.Record, data: Parts) -> Any:
        fields = {name: self.unpack(part, data) for name, part in packed.fields.items()}
        kind = self.record_class(packed.module, packed.name)
        try:
            return data.told_apart(kind(**fields))
        except (TypeError, ValueError) as error:
            raise Nonsense(f"a {packed.name} that cannot be: {error}") from error

    def forget_after(self, count: int) -> None:
        """Forget what came to be known for a message that was never sent."""
        for key in list(self.objects)[count:]:
            if not key.startswith(
                f"{self.own}:"
            ):  # the other side goes on to refer to what it sent
                continue
            self._keys.pop(id(self.objects.pop(key)), None)
            self._synced.pop(key, None)
            self._made_of.pop(key, None)
            self._nodes.forget(key)

    def _number(self) -> str:
        self._count += 1
        return f"{self.own}:{self._count}"

    def _pack_model(self, model: Any) -> protocol.Model:
        """A layer or model: its structure is described; the states of its layers follow."""
        try:
            described = structure.describe(model, self.key_of, self._nodes)
        except (TypeError, ValueError) as error:
            raise CannotSend(str(error)) from error
        key = self._number()
        self._know_layers(key, model)
        return protocol.Model(key, Values().pack(described, []))

    def _unpack_model(self, packed: protocol.Model) -> Any:
        if not packed.key.startswith(f"{self.other}:") or packed.key in self.objects:
            raise Nonsense(f"{packed.key!r} is no key for what was sent")
        described = Values().unpack(packed.structure, Parts([]))
        try:
            structure.check_description(described)  # as the sender did
        except ValueError as error:
            raise Nonsense(str(error)[:300]) from error
        for row in described["layers"]:
            if "known" in row:
                self.find(str(row["known"]))
        try:
            model = building.build(described, self.find, self._nodes)
        except ValueError:
            self._refused.add(packed.key)
            raise
        self._know_layers(packed.key, model)
        return model

    def _know_layers(self, key: str, layer: Any) -> list[str]:
        """Know a layer and all inside it, as far as they are not known yet; returns the keys."""
        keys: list[str] = []
        for path, part in layers.walk(layer):
            if self.key_of(part) is not None:
                continue
            self._keys.pop(id(part), None)  # of a model that is another one by now
            known = self.know(f"{key}{path}.{part.name}" if path else key, part)
            keys.append(known)
            if part.built:
                self._synced[known] = None
            if models.is_model(part):
                self._nodes.know(known, part)
                self._made_of[known] = _ids_of_parts(part)
        return keys

    def _pack_part(self, part: Any) -> protocol.Part:
        """An optimiser, a loss, a metric, …: Keras describes it."""
        described = models.keras().saving.serialize_keras_object(part)
        try:
            configurations.check(described)
        except ValueError as error:
            raise CannotSend(str(error)) from error
        return protocol.Part(Values().pack(described, []))

    def _unpack_part(self, packed: protocol.Part) -> Any:
        described = Values().unpack(packed.structure, Parts([]))
        _check(described)
        try:
            with within_limits():
                return models.keras().saving.deserialize_keras_object(described, safe_mode=True)
        except Exception as error:
            raise configurations.Refused(f"Keras cannot make it here: {error!r}") from error

    def _pack_table(self, table: Any, data: list[bytes], depth: int) -> protocol.Table:
        frame = table.to_frame() if table.ndim == 1 else table

        def pack(value: Any) -> Any:
            return self.pack(value, data, depth + 1)

        return protocol.Table(
            kind="Series" if table.ndim == 1 else "DataFrame",
            names=[pack(name) for name in frame.columns],
            columns=[pack(_column(frame.iloc[:, i])) for i in range(frame.shape[1])],
            index=pack(_column(frame.index)),
            index_name=pack(frame.index.name),
        )

    def _unpack_table(self, packed: protocol.Table, data: Parts) -> Any:
        import pandas as pd

        names = [self.unpack(name, data) for name in packed.names]
        columns = [self.unpack(column, data) for column in packed.columns]
        index = self.unpack(packed.index, data)
        if not all(isinstance(column, list | np.ndarray) for column in (*columns, index)):
            raise Nonsense(
                "a table with columns that are no lists"
            )  # but tables, say: to be joined
        index_name = self.unpack(packed.index_name, data)
        try:
            frame = pd.DataFrame(dict(enumerate(columns)), index=pd.Index(index, name=index_name))
            frame.columns = names
            return frame if packed.kind == "DataFrame" else frame.iloc[:, 0]
        except (TypeError, ValueError, IndexError) as error:
            raise Nonsense(f"a table that cannot be: {error}") from error

    # States of layers: who changed one sends it with the next message that can matter.

    def changed(self, data: list[bytes], only_new: bool = False) -> list[protocol.State]:
        """The states that the other side does not have; with `only_new`, of new layers alone."""
        states = []
        for key, synced in self._synced.items():
            if only_new and synced:
                continue
            now = models.read_state(self.objects[key])
            self._synced[key] = now
            if synced is None or not models.are_same(now, synced):
                state, arrays = models.sendable(now)
                packed = [self.pack_array(array, data) for array in arrays]
                states.append(_packed_state(key, state, packed))
        return states

    def update(self, states: list[protocol.State], data: Parts) -> None:
        """Give our layers the states that came.

        Raises:
            Nonsense: a state of what is not known, or none of such a layer.
        """
        for sent in states:
            arrays = [self.unpack_array(weight, data) for weight in sent.weights]
            if self._is_refused(sent.key):
                continue
            if sent.key not in self._synced and self._came_with_refused(sent.key):
                continue
            if sent.key not in self._synced:
                raise Nonsense(f"a state of {sent.key!r}, which is no layer that both sides know")
            layer = self.objects[sent.key]
            try:
                models.write_state(layer, _state(sent), arrays)
            except (KeyError, TypeError, ValueError) as error:
                if sent.key.startswith("given:"):  # made there by a helper that they redefined
                    continue
                raise Nonsense(f"a state that does not fit: {error}"[:300]) from error
            self._synced[sent.key] = models.read_state(layer)

    def _came_with_refused(self, key: str) -> bool:
        """Whether an unknown key may be of something that came after a model was refused."""
        return bool(self._refused) and key.startswith(f"{self.other}:")

    def _is_refused(self, key: str) -> bool:
        """Whether a key is of a model, or of a layer of one, that could not be built here."""
        return re.split(r"[/.]", key, maxsplit=1)[0] in self._refused


def _packed_state(key: str, state: dict[str, Any], weights: list[protocol.Array]) -> protocol.State:
    compiled = state.get("compiled")
    return protocol.State(
        key=key,
        settings=protocol.Settings(
            trainable=state["trainable"],
            train=state["train"],
            numbers={name: x for name, x in state["numbers"].items() if math.isfinite(x)},
            activation=state["activation"],
        ),
        weights=weights,
        is_model="compiled" in state,
        compiled=None if compiled is None else protocol.configuration(compiled),
    )


def _state(sent: protocol.State) -> dict[str, Any]:
    settings = sent.settings
    state = {name: getattr(settings, name) for name in settings.__struct_fields__}
    if sent.is_model:
        state["compiled"] = None if sent.compiled is None else _configuration(sent.compiled)
    return state


def _configuration(text: str) -> Any:
    """A configuration of Keras's, which names only what may be built.

    Raises:
        Nonsense: it is none, or names something else: who sends one checks it before.
    """
    try:
        described = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Nonsense(f"a configuration that is none: {error}"[:300]) from error
    _check(described)
    return described


def _check(described: Any) -> None:
    try:
        configurations.check(described)
    except (ValueError, RecursionError) as error:
        raise Nonsense(str(error)[:300]) from error


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


def given_keys(names: dict[str, Any]) -> list[str]:
    """The keys that plain values of set-up will have once they are known."""
    return [f"given:{path}" for name in names for path, _ in _parts(name, names[name], 0)]


def is_record(value: Any) -> bool:
    """Whether a value has named fields: a named tuple or a dataclass."""
    named = isinstance(value, tuple) and hasattr(type(value), "_fields")
    return named or (dataclasses.is_dataclass(value) and not isinstance(value, type))


def _is_own_record_class(kind: Any) -> bool:
    """Whether a class is one of tlkit's own records, which both sides know."""
    if not isinstance(kind, type) or kind.__module__.partition(".")[0] != "tlkit":
        return False
    return dataclasses.is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


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
