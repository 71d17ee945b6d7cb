"""The judge's side of a student's process: stand-ins for what the student made.

A test cell that calls a student's function calls a stand-in; the function runs where it is, and
its result comes back as a value. What has no value (a fitted classifier, a function) comes back as
a stand-in again.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.inside import models
from autograder.inside.peer import Peer
from autograder.inside.restore import remember
from autograder.inside.values import CannotSend
from autograder.inside.wire import Channel, Silent, WireError

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


class Remote:
    """A stand-in for an object in the student's process.

    It is an instance of the library class that the object's is (`isinstance` holds), equal to
    itself alone, and no array: nothing about it can pass for a value.
    """

    def __init__(self, judge: JudgeSide, classes: list[list[str]]) -> None:
        object.__setattr__(self, "_judge", judge)
        object.__setattr__(self, "_shown", _library_class(classes))

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return self._shown or Remote

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"{name!r} was asked {_beyond(self._shown)}")
        return self._judge.ask("attribute", thing=self, name=name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._judge.call(self, args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._judge.ask("item", thing=self, key=key)

    def __len__(self) -> int:
        return int(self._judge.ask("length", thing=self))

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter(self._judge.ask("list", thing=self))

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError(f"{self!r} is no array")

    def __repr__(self) -> str:
        return str(self._judge.ask("text", thing=self))[:1000]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name!r} was to be set {_beyond(self._shown)}")


class JudgeSide(Peer):
    """Calls into a student's process, in the time that a cell has."""

    own = "j"

    def __init__(
        self, channel: Channel, deadline: Callable[[], float], interrupt: Callable[[], float]
    ) -> None:
        super().__init__(channel)
        self.deadline = deadline  # the seconds that are left for the present cell
        self.interrupt = interrupt  # stops what runs; returns the seconds to wait for that
        self.outputs: list[dict[str, Any]] = []  # what the student's code printed, since last taken
        self.evidence: list[str] = []
        self.undo: list[Callable[[], None]] = []  # what they did to our arguments, last one last
        self.cpu = 0.0  # seconds of CPU time that the student's process has had, as it says
        self._names: dict[int, str] = {}  # of stand-ins, by id()

    def ask(self, do: str, *, sync: bool = False, **what: Any) -> Any:
        """The student's process's answer.

        Raises:
            StudentError: their code raised.
            TookTooLong: it was stopped, for time; or could not be, and is `Stuck`.
            WireError: their process is gone, or what it sent is no answer.
        """
        late = False
        try:
            answer = self.request(do, seconds=self.deadline(), sync=sync, **what)
        except Silent:
            late = True
            try:
                answer = self.answer(self.interrupt())
            except WireError as lost:
                raise Stuck(str(lost)) from lost
        found = answer.get("outputs")
        self.outputs += found if isinstance(found, list) else []
        self.cpu = max(self.cpu, float(answer.get("cpu", 0)))
        if late:
            raise TookTooLong
        if "raised" in answer:
            raise _error(answer["raised"])
        return answer["returned"]

    def call(self, thing: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call something in the student's process, and note it as evidence."""
        asked = f"{self._name(thing)}({', '.join(self._shown(args, kwargs))})"
        try:
            result, changed = self.ask("call", sync=True, thing=thing, args=args, kwargs=kwargs)
            self._change(dict(enumerate(args)) | kwargs, changed)
        except BaseException as error:
            self._note(f"{asked} raised {type(error).__name__}: {error}")
            raise
        self._note(f"{asked} returned {_short(result)}")
        return result

    def do_callback(self, what: dict[str, Any]) -> Any:
        """A function that a test handed to the student's code is called by it."""
        key = str(what["key"])
        if not key.startswith("j:") or isinstance(self.objects[key], Remote):
            raise ValueError(f"{key} is no function that may be called")
        return self.objects[key](*what["args"], **what["kwargs"])

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        if isinstance(value, types.ModuleType):
            return {"t": "module", "name": value.__name__}
        if isinstance(value, type):
            return {"t": "class", "module": value.__module__, "name": value.__qualname__}
        try:
            return super().pack_object(value, data, depth)
        except CannotSend:
            if not callable(value) or models.is_model(value):
                raise
        return {"t": "callback", "key": self.know(self._number(), value)}

    def unpack_object(self, packed: dict[str, Any], data: list[bytes]) -> Any:
        if packed.get("t") != "handle":
            return super().unpack_object(packed, data)
        key = str(packed["key"])
        if key not in self.objects:
            self.know(key, Remote(self, packed["classes"]))
        return self.objects[key]

    def call_by(self, names: dict[str, Any]) -> None:
        """Call stand-ins by these names in evidence."""
        self._names |= {id(thing): name for name, thing in names.items()}

    def _change(self, arguments: dict[Any, Any], changed: dict[Any, Any]) -> None:
        """Do to a call's arguments what the student's function did to its copies of them."""
        for key, new in changed.items():
            old = arguments[key]
            if type(old) is not type(new):
                raise ValueError(f"an argument of type {type(new).__name__} came back")
            self.undo.append(remember(old))  # it may be part of what set-up made
            if isinstance(old, np.ndarray):
                old[...] = new
            elif isinstance(old, list):
                old[:] = new
            elif isinstance(old, dict | set):
                old.clear()
                old.update(new)

    def _name(self, thing: Any) -> str:
        return self._names.get(id(thing), "it")

    def _shown(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[str]:
        named = [f"{name}={_short(value)}" for name, value in kwargs.items()]
        return [*map(_short, args), *named]

    def _note(self, line: str) -> None:
        if len(self.evidence) < _MOST_EVIDENCE:
            self.evidence.append(line[:300])


def _beyond(kind: type | None) -> str:
    """What a test's author has to know who wants more of a stand-in than it has."""
    name = kind.__name__ if kind else "object"
    return (
        f"of a stand-in for a {name} that is in the student's process, since it cannot be sent. A "
        "test can call it and its public methods, and read its public attributes, but not set "
        "them or build on it. The test has to be changed: this says nothing of the student's answer"
    )


def _short(value: Any) -> str:
    if isinstance(value, Remote):
        return "an object"
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return f"an array {tuple(value.shape)} of {value.dtype}"
    if models.is_model(value):
        return f"the model {value.name!r}"
    if isinstance(value, list | tuple) and len(value) <= 3:
        return f"({', '.join(map(_short, value))})"
    if isinstance(value, list | tuple | dict):
        return f"a {type(value).__name__} of {len(value)}"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _library_class(classes: list[list[str]]) -> type | None:
    """The first class of an object that a library here has, for `isinstance`."""
    for module, name in classes[:10]:
        found = getattr(sys.modules.get(str(module)), str(name), None)
        if str(module).partition(".")[0] in _SHOWS and isinstance(found, type):
            return found
    return None


def _error(raised: dict[str, Any]) -> StudentError:
    """The student's error as one that a test can expect: `checks.raises(ValueError, ...)`."""
    names = [str(name) for name in raised["classes"]]
    bases = [getattr(builtins, name, None) for name in names]
    base = next(b for b in [*bases, Exception] if isinstance(b, type))
    if not issubclass(base, Exception):  # KeyboardInterrupt, SystemExit: not ours to end by
        base = Exception
    kind: Any = type(names[0][:100], (StudentError, base), {})
    error = kind.__new__(kind)
    error.message = str(raised["message"])[:20_000]
    error.where = [str(line)[:300] for line in raised.get("where", [])][:5]
    return error
