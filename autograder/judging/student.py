"""The student's process: runs their cells, calls their functions, hands back what they return.

It holds no test, no expected value and no other submission, and decides nothing.
"""

from __future__ import annotations

import copy
import hashlib
import importlib
import itertools
import linecache
import numbers
import os
import re
import signal
import socket
import sys
import traceback
from decimal import Decimal
from typing import Any, Union

import msgspec
import numpy as np
from msgspec.structs import replace

from autograder.judging import models, protocol
from autograder.judging.channel import Channel, Gone
from autograder.judging.protocol import READS, Callback, Raised, Request, Returned
from autograder.judging.shell import (
    MOST_SHOWN,
    Shell,
    captured,
    fit,
    make_shell,
    run,
    silence_descriptors,
    text_of,
)
from autograder.judging.side import Peer, is_record
from autograder.judging.values import CannotSend, Parts, Values

_IN_A_CALL: Any = Union[protocol.TO_A_STUDENT, Returned[protocol.Value], Raised]  # noqa: UP007
_MOST_ITEMS = 10_000
_PLAIN: tuple[Any, ...] = (int, float, complex, str, bytes, dict, list, tuple, set, frozenset)


def serve(connection: socket.socket) -> None:
    """Do what the judge asks until it hangs up."""
    silence_descriptors()
    student = Student(Channel(connection))
    signal.signal(signal.SIGINT, student.interrupted)
    while True:
        try:
            request, parts = student.channel.receive(protocol.TO_A_STUDENT)
            student.reply_to(request, parts)
        except Gone:
            os._exit(0)


class Student(Peer):
    """What the judge may ask of a student's process; each request has its method `do_...`."""

    own = "s"
    other = "j"

    def __init__(self, channel: Channel) -> None:
        super().__init__(channel)
        self.shell: Shell = make_shell({})
        sys.path.append("")  # modules of their own; none of theirs stands before a library's
        self.outputs: list[dict[str, Any]] = []
        self._calls = 0  # of tests' functions
        self.is_running = False  # whether code of the student's may run
        self._pristine: dict[str, np.ndarray] = {}  # given arrays by key, as set-up made them

    def interrupted(self, *_: Any) -> None:
        """Stop what runs; a call to stop that comes too late stops nothing."""
        if self.is_running:
            raise KeyboardInterrupt

    def reply_to(self, request: Request, parts: Parts) -> None:
        """Do what the judge asks, and send the result, or the error, back."""
        data: list[bytes] = []
        answer: Returned | Raised
        known = len(self.objects)
        try:
            values = {
                name: self.unpack_field(getattr(request, name), parts) for name in request.values
            }
            states = [state for state in request.states if state.key in self._synced]
            self.update(states, parts)  # of what their set-up has made, too
            known = len(self.objects)
            self.is_running = True
            serve = getattr(self, f"do_{request.__struct_config__.tag}")
            answer = Returned(number=request.number, value=serve(request, data, **values))
        except BaseException as error:
            data.clear()
            self.forget_after(known)
            answer = Raised(number=request.number, **self.described(error))
        self.is_running = False
        self._send(answer, data, only_new=isinstance(request, READS))

    def _send(self, answer: Returned | Raised, data: list[bytes], only_new: bool) -> None:
        shown, _ = fit(self.outputs, MOST_SHOWN)
        self.outputs = []
        outputs = msgspec.convert(shown, list[protocol.Output])
        states = self.changed(data, only_new)
        try:
            self.channel.send(replace(answer, states=states, outputs=outputs), data)
        except ValueError as error:  # more than one message may hold
            described = self.described(error)
            self.channel.send(Raised(number=answer.number, outputs=outputs, **described))

    def call_test(self, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Have the judge call a test's function; what it asks meanwhile is done."""
        data: list[bytes] = []
        self._calls += 1
        fields = self.pack_fields(Callback, {"args": args, "kwargs": kwargs}, data)
        states = self.changed(data)
        self.channel.send(Callback(number=self._calls, key=key, states=states, **fields), data)
        while True:
            answer, parts = self.channel.receive(_IN_A_CALL)
            if isinstance(answer, Request):
                self.reply_to(answer, parts)
                self.is_running = True
                continue
            value = None if isinstance(answer, Raised) else self.unpack(answer.value, parts)
            self.update(answer.states, parts)
            if isinstance(answer, Raised):
                raise RuntimeError(answer.message)
            return value

    def do_run(self, asked: protocol.Run, _: list[bytes]) -> None:
        """Run a cell; both sides know what it makes by the keys that were given."""
        with models.names_from(asked.names_from):
            self.outputs = run(self.shell, asked.source)
        self._know(asked.given)

    def do_get(self, asked: protocol.Get, data: list[bytes]) -> dict[str, Any]:
        """The values of some names, without those that there are not."""
        names = self.shell.user_ns
        return {name: self.pack(names[name], data) for name in asked.names if name in names}

    def do_bind(self, asked: protocol.Bind, _: list[bytes], names: dict[str, Any]) -> None:
        """Give names values, as a test cell does in a notebook, or the unit's set-up."""
        self.shell.user_ns.update(names)
        self._know(asked.given)

    def _know(self, keys: list[str]) -> None:
        """Know what the judge knows, too, of what a set-up cell has made."""
        if not keys:
            return
        wanted = set(keys)
        tops = {re.split(r"[.\[/]", key.removeprefix("given:"), maxsplit=1)[0] for key in keys}
        names = self.shell.user_ns
        for key in self.know_given({name: names[name] for name in sorted(tops) if name in names}):
            if key not in wanted:  # their set-up made something else, with a helper redefined
                self.forget(key)
            elif isinstance(array := self.objects.get(key), np.ndarray):
                self._pristine[key] = array.copy()

    def do_call(
        self, asked: protocol.Call, data: list[bytes], args: list[Any], kwargs: dict[str, Any]
    ) -> protocol.Called:
        """Call something; what it prints is kept, and which arguments it changed in place."""
        thing = self.find(asked.thing)
        arguments: dict[Any, Any] = dict(enumerate(args)) | kwargs
        before = {key: self._fingerprint(value) for key, value in arguments.items()}
        with captured(self.shell) as self.outputs:
            result = thing(*args, **kwargs)
        changed = [key for key in before if self._fingerprint(arguments[key]) != before[key]]
        shown = changed if asked.shows_arguments else []
        left = [copy.copy(arguments[key]) for key in shown]  # by value, not by key
        return protocol.Called(
            self.pack(result, data), changed, [self.pack(value, data) for value in left]
        )

    def do_attribute(self, asked: protocol.Attribute, data: list[bytes]) -> Any:
        return self.pack(getattr(self.find(asked.thing), asked.name), data)

    def do_item(self, asked: protocol.Item, data: list[bytes], key: Any) -> Any:
        return self.pack(self.find(asked.thing)[key], data)

    def do_length(self, asked: protocol.Length, _: list[bytes]) -> int:
        return len(self.find(asked.thing))

    def do_items(self, asked: protocol.Items, data: list[bytes]) -> list[Any]:
        items = itertools.islice(self.find(asked.thing), _MOST_ITEMS)
        return [self.pack(item, data) for item in items]

    def do_text(self, asked: protocol.Text, _: list[bytes]) -> str:
        return text_of(repr(self.find(asked.thing)))[:1000]

    def do_seed(self, asked: protocol.Seed, _: list[bytes]) -> None:
        models.set_seeds(asked.seed)

    def described(self, error: BaseException) -> dict[str, Any]:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename.startswith("<ipython-input")][-5:]
        where = [
            f"in {frame.name}, line {frame.lineno}: "
            + linecache.getline(frame.filename, frame.lineno or 0).strip()
            for frame in own
        ]
        return super().described(error) | {"where": [text_of(line)[:300] for line in where]}

    def may_refer(self, value: Any) -> bool:
        return not isinstance(value, np.ndarray | list | dict | set) and not is_record(value)

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        try:
            plain = _plain(value)
            if plain is not None:
                return self.pack(plain, data, depth + 1)
            return super().pack_object(value, data, depth)
        except Exception:
            return self._pack_handle(value)

    def unpack_object(self, packed: Any, data: Parts) -> Any:
        match packed:
            case protocol.Class():
                return getattr(importlib.import_module(packed.module), packed.name)
            case protocol.Module():
                return importlib.import_module(packed.name)
            case protocol.Function():
                function = TestsFunction(self, packed.key)
                self.know(packed.key, function)
                return function
            case protocol.Reference() if packed.key in self._pristine:
                return self._pristine[packed.key].copy()  # theirs may be changed by now
        return super().unpack_object(packed, data)

    def find(self, key: str) -> Any:
        if key not in self.objects:
            name = key.removeprefix("given:")
            raise NameError(f"name {name!r} is not defined: the cell that makes it failed")
        return super().find(key)

    def record_class(self, module: str, name: str) -> Any:
        return getattr(importlib.import_module(module), name)

    def forget(self, key: str) -> None:
        """Forget an object that the judge does not know."""
        thing = self.objects.pop(key, None)
        if self._keys.get(id(thing)) == key:
            del self._keys[id(thing)]
        self._synced.pop(key, None)

    def _fingerprint(self, value: Any) -> bytes | None:
        """What tells whether an argument was changed in place, if it is one that can be."""
        if not isinstance(value, list | dict | set | np.ndarray):
            return None
        data: list[bytes] = []
        try:
            packed = Values().pack(value, data)
        except CannotSend:
            return None
        total = hashlib.blake2b(msgspec.json.encode(packed))
        for part in data:
            total.update(part)
        return total.digest()

    def _pack_handle(self, value: Any) -> protocol.Handle:
        classes = [(c.__module__[:1000], c.__qualname__[:1000]) for c in type(value).__mro__[:10]]
        return protocol.Handle(self.know(self._number(), value), classes)


def _plain(value: Any) -> Any:
    """The plain value that a kin of one equals, such as an OrderedDict; None where it is no kin."""
    library = type(value).__module__.partition(".")[0]
    if isinstance(value, np.dtype) or (library == "tensorflow" and type(value).__name__ == "DType"):
        return value.name
    if library == "tensorflow" and type(value).__name__ == "TensorShape":
        return tuple(value)
    if library == "tlkit":
        return None
    if isinstance(value, np.ndarray):
        return _of_numbers(value)
    is_array = any(hasattr(type(value), name) for name in ("__array__", "__array_interface__"))
    if is_array and library != "keras" and not hasattr(value, "iloc"):  # which tables have
        return np.asarray(value)  # of a picture of Pillow's, say
    kin = next((kind(value) for kind in _PLAIN if isinstance(value, kind)), None)
    return float(value) if kin is None and isinstance(value, numbers.Real | Decimal) else kin


def _of_numbers(array: np.ndarray) -> np.ndarray | None:
    """An array of objects, or of bfloat16, as one of numbers or texts, if it holds such."""
    if array.dtype.kind == "O":
        found = np.array(array.tolist())
        return found if found.shape == array.shape and found.dtype.kind != "O" else None
    return array.astype("float32") if np.can_cast(array.dtype, "float32") else None


class TestsFunction:
    """A function of a test, to be called from here."""

    def __init__(self, student: Student, key: str) -> None:
        self._student, self._key = student, key

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student.call_test(self._key, args, kwargs)
