"""The judge's side of a student's process: proxies for what the student made.

A test cell that calls a student's function calls a proxy; the function runs where it is, and
its result comes back as a value. What has no value (a fitted classifier, a function) comes back as
a proxy again.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np

from autograder.judging import models, protocol
from autograder.judging.channel import Channel, ChannelError, Silent
from autograder.judging.clock import Clock
from autograder.judging.protocol import (
    Callback,
    Nonsense,
    Raised,
    Request,
    Returned,
    answers_to,
)
from autograder.judging.shell import MOST_SHOWN, fit
from autograder.judging.side import Peer, is_record
from autograder.judging.values import CannotSend, Parts

_SHOWS = ("keras", "tlkit", "sklearn", "pandas", "numpy", "matplotlib")
_MOST_EVIDENCE = 40


class StudentError(Exception):
    """An error that the student's code raised; its class derives from the built-in one too."""

    message: str
    where: list[str]

    def __str__(self) -> str:
        return self.message


class TookTooLong(Exception):
    """The student's code did not come back in time, and was stopped."""


class Stuck(TookTooLong):
    """It could not even be stopped."""


class Proxy:
    """A proxy for an object in the student's process.

    It is an instance of the library class that the object's is (`isinstance` holds), equal to
    itself alone, and no array: nothing about it can pass for a value.
    """

    def __init__(self, judge: JudgeSide, classes: list[tuple[str, str]]) -> None:
        object.__setattr__(self, "_judge", judge)
        object.__setattr__(self, "_shown", _library_class(classes))

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return self._shown or Proxy

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"{name!r} was asked {_beyond(self._shown)}")
        return self._ask(protocol.Attribute, name=name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._judge.call(self, args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._ask(protocol.Item, key=key)

    def __len__(self) -> int:
        return self._ask(protocol.Length)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter(self._ask(protocol.Items))

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError(f"{self!r} is no array")

    def __repr__(self) -> str:
        return self._ask(protocol.Text)[:1000]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name!r} was to be set {_beyond(self._shown)}")

    def __call_and_show__(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, dict[int | str, Any]]:
        """For `tlkit.checks.after`, which wants to see what becomes of the arguments."""
        return self._judge.call_and_show(self, args, kwargs)

    def _ask(self, kind: type[Request], **fields: Any) -> Any:
        return self._judge.ask(kind, thing=self._judge.key_of(self), **fields)


class JudgeSide(Peer):
    """Calls into a student's process, in the time that a cell has."""

    own = "j"
    other = "s"

    def __init__(self, channel: Channel, clock: Clock, interrupt: Callable[[], None]) -> None:
        super().__init__(channel)
        self.clock = clock
        self.interrupt = interrupt  # stops what runs in the student's process
        self._outputs: list[dict[str, Any]] = []  # what the student's code has shown
        self._room = MOST_SHOWN  # bytes that it may still show
        self.evidence: list[str] = []
        self._functions: set[str] = set()  # keys of those that the student's code may call
        self._names: dict[int, str] = {}  # of proxies, by id()
        self._requests = 0

    def ask(self, kind: type[Request], *, sync: bool = False, **fields: Any) -> Any:
        """The student's process's answer, as a value.

        Args:
            kind: what to ask.
            sync: whether states of layers go with the request.
            fields: the request's own fields, with values as they are.

        Raises:
            StudentError: their code raised.
            TookTooLong: it was stopped, for time; or could not be, and is `Stuck`.
            ChannelError: their process is gone.
            Nonsense: what it sent is no answer to this.
            ValueError: it sent a model that cannot be built here.
        """
        self.channel.refuse_more()
        self._requests += 1
        number = self._requests
        data: list[bytes] = []
        known = len(self.objects)
        try:
            packed = self.pack_fields(kind, fields, data)
        except BaseException:
            self.forget_after(known)
            raise
        states = self.changed(data) if sync else []
        message = kind(number=number, states=states, **packed)
        self.channel.send(message, data, until=self.clock.until)
        answer, parts = self._answer(kind, number)
        with self.clock.reading():
            self._keep(answer.outputs)
            try:
                value = None if isinstance(answer, Raised) else self._value(answer.value, parts)
            except ValueError:  # a model that cannot be built here
                self.update(answer.states, parts)
                raise
            self.update(answer.states, parts)
            parts.refuse_rest()
        if self.clock.is_interrupted:
            raise TookTooLong
        if isinstance(answer, Raised):
            raise _error(answer)
        return value

    def call(self, thing: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call something in the student's process, and note it as evidence.

        What it does to its arguments it does to copies; the evidence tells that it did so.
        """
        result, _ = self._call(thing, args, kwargs, shows_arguments=False)
        return result

    def call_and_show(
        self, thing: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, dict[int | str, Any]]:
        """Call something; its result, and the arguments that it changed, as it left them."""
        return self._call(thing, args, kwargs, shows_arguments=True)

    def _call(
        self, thing: Any, args: tuple[Any, ...], kwargs: dict[str, Any], shows_arguments: bool
    ) -> tuple[Any, dict[int | str, Any]]:
        asked = f"{self._name(thing)}({', '.join(self._shown(args, kwargs))})"
        try:
            result, changed, left = self.ask(
                protocol.Call, sync=True, thing=self.key_of(thing), args=args, kwargs=kwargs,
                shows_arguments=shows_arguments,
            )  # fmt: skip
            if not set(changed) <= {*range(len(args)), *kwargs}:
                raise Nonsense("changes of arguments that there are not")
            if len(left) != len(changed) * shows_arguments:
                raise Nonsense("arguments that nobody asked for, or none where some were changed")
        except BaseException as error:
            self._note(f"{asked} raised {type(error).__name__}: {error}")
            raise
        self._note(f"{asked} returned {_short(result)}")
        for argument in changed:
            self._note(f"it changed its argument {argument!r} in place, which no test sees")
        return result, dict(zip(changed, left, strict=False))

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        if isinstance(value, types.ModuleType):
            return protocol.Module(value.__name__)
        if isinstance(value, type):
            return protocol.Class(value.__module__, value.__qualname__)
        try:
            return super().pack_object(value, data, depth)
        except CannotSend:
            if not callable(value) or models.is_model(value):
                raise
        key = self.know(self._number(), value)
        self._functions.add(key)
        return protocol.Function(key)

    def unpack_object(self, packed: Any, data: Parts) -> Any:
        if isinstance(packed, protocol.Reference):
            thing = self.find(packed.key)
            if isinstance(thing, np.ndarray | list | dict | set) or is_record(thing):
                raise Nonsense("a test's own value, which goes by value alone")
            return thing
        if not isinstance(packed, protocol.Handle):
            return super().unpack_object(packed, data)
        known = self.objects.get(packed.key)
        if isinstance(known, Proxy):
            return known
        remote = Proxy(self, packed.classes)
        self.know_new(packed.key, remote)
        return remote

    def find(self, key: str) -> Any:
        if key not in self.objects and self._came_with_refused(key):
            raise ValueError("it came with a model that cannot be built here")
        if key not in self.objects:
            raise Nonsense(f"{key!r}, which is nothing that both sides know")
        return self.objects[key]

    def call_by(self, names: dict[str, Any]) -> None:
        """Call proxies by these names in evidence."""
        self._names |= {id(thing): name for name, thing in names.items()}

    def take_outputs(self) -> list[dict[str, Any]]:
        """What the student's code has shown since the last time."""
        outputs = self._outputs
        self._outputs = []
        self._room = MOST_SHOWN
        return outputs

    def _keep(self, outputs: list[protocol.Output]) -> None:
        shown = [msgspec.to_builtins(output) for output in outputs]
        fitting, self._room = fit(shown, self._room)
        self._outputs += fitting

    def _answer(self, kind: type[Request], number: int) -> tuple[Any, Parts]:
        """The answer to a request; calls of a test's functions are served meanwhile."""
        while True:
            answer, parts = self._receive(answers_to(kind))
            if isinstance(answer, Callback):
                self._serve(answer, parts)
            elif answer.number == number:
                return answer, parts
            else:
                raise Nonsense("an answer to another request")

    def _receive(self, form: Any) -> tuple[Any, Parts]:
        while True:
            if self.clock.is_over():
                if self.clock.is_interrupted:
                    raise Stuck
                self.clock.interrupt()
                self.interrupt()
            try:
                with self.clock.reading():
                    return self.channel.receive(form, self.clock.next_look(), self.clock.until)
            except Silent:
                continue

    def _serve(self, asked: Callback, parts: Parts) -> None:
        """Call a function that a test handed to the student's code."""
        if asked.key not in self._functions:
            raise Nonsense(f"{asked.key!r} is no function that may be called")
        with self.clock.reading():
            args = self.unpack_field(asked.args, parts)
            kwargs = self.unpack_field(asked.kwargs, parts)
            self.update(asked.states, parts)
            parts.refuse_rest()
        data: list[bytes] = []
        known = len(self.objects)
        answer: Returned | Raised
        try:
            value = self.pack(self.objects[asked.key](*args, **kwargs), data)
            answer = Returned(number=asked.number, value=value, states=self.changed(data))
        except (ChannelError, Nonsense, TookTooLong):
            raise
        except Exception as error:
            data.clear()
            self.forget_after(known)
            answer = Raised(number=asked.number, **self.described(error))
        self.channel.send(answer, data)

    def _value(self, packed: Any, parts: Parts) -> Any:
        if isinstance(packed, protocol.Called):
            left = self.unpack_field(packed.left, parts)
            return self.unpack(packed.result, parts), packed.changed, left
        return self.unpack_field(packed, parts)

    def _name(self, thing: Any) -> str:
        return self._names.get(id(thing), "it")

    def _shown(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[str]:
        named = [f"{name}={_short(value)}" for name, value in kwargs.items()]
        return [*map(_short, args), *named]

    def _note(self, line: str) -> None:
        if len(self.evidence) < _MOST_EVIDENCE:
            self.evidence.append(line[:300])


def _beyond(kind: type | None) -> str:
    """What a test's author has to know who wants more of a proxy than it has."""
    name = kind.__name__ if kind else "object"
    return (
        f"of a proxy for a {name} that is in the student's process, since it cannot be sent. A "
        "test can call it and its public methods, and read its public attributes, but not set "
        "them or build on it. The test has to be changed: this says nothing of the student's answer"
    )


def _short(value: Any) -> str:
    if isinstance(value, Proxy):
        return "an object"
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return f"an array {tuple(value.shape)} of {value.dtype}"
    if models.is_model(value):
        return f"the model {value.name!r}"
    if isinstance(value, list | tuple) and len(value) <= 3:
        return f"({', '.join(map(_short, value))})"
    if isinstance(value, list | tuple | dict):
        return f"a {type(value).__name__} of {len(value)}"
    try:
        text = repr(value)
    except Exception:  # a number of thousands of digits, say
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."


def _library_class(classes: list[tuple[str, str]]) -> type | None:
    """The first class of an object that a library here has, for `isinstance`."""
    for module, name in classes:
        shown = getattr(sys.modules.get(module), name, None)
        if module.partition(".")[0] in _SHOWS and isinstance(shown, type):
            return shown
    return None


def _error(raised: Raised) -> StudentError:
    """The student's error as one that a test can expect: `checks.raises(ValueError, ...)`.

    One that steers a loop or ends a program, such as StopIteration, is an ordinary error here.
    """
    named = [getattr(builtins, name, None) for name in raised.classes]
    base: Any = next((kind for kind in named if _is_ordinary(kind)), Exception)
    name = raised.classes[0] if raised.classes[0].isidentifier() else "Error"
    kind: Any = type(name[:100], (StudentError, base), {})
    try:
        error = kind.__new__(kind)
    except TypeError:  # a class, such as ExceptionGroup, that is made with arguments
        error = type(name[:100], (StudentError,), {})()
    error.message = raised.message
    error.where = raised.where
    return error


def _is_ordinary(kind: Any) -> bool:
    steers = (StopIteration, StopAsyncIteration)
    return isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, steers)
