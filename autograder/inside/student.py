"""The student's process: runs their cells, calls their functions, hands back what they return.

It holds no test, no expected value and no other submission, and decides nothing.
"""

from __future__ import annotations

import copy
import hashlib
import importlib
import itertools
import json
import linecache
import numbers
import os
import signal
import socket
import sys
import time
import traceback
from decimal import Decimal
from typing import Any

import numpy as np

from autograder.inside import models
from autograder.inside.peer import Peer, is_record
from autograder.inside.shell import Shell, captured, make_shell, run, silence_descriptors
from autograder.inside.values import CannotSend, Values
from autograder.inside.wire import Channel, Gone

_MOST_ITEMS = 10_000
_PLAIN: tuple[Any, ...] = (int, float, complex, str, bytes, dict, list, tuple, set, frozenset)


def serve(connection: socket.socket) -> None:
    """Do what the judge asks until it hangs up."""
    silence_descriptors()
    student = Student(Channel(connection))
    signal.signal(signal.SIGINT, student.interrupted)
    while True:
        try:
            message, data = student.channel.receive()
            student.busy = True
            student.reply_to(message, data)
        except Gone:
            os._exit(0)
        finally:
            student.busy = False


class Student(Peer):
    """What the judge may ask of a student's process."""

    own = "s"

    def __init__(self, channel: Channel) -> None:
        super().__init__(channel)
        self.shell: Shell = make_shell({})
        sys.path.append("")  # modules of their own; none of theirs stands before a library's
        self.outputs: list[dict[str, Any]] = []
        self.busy = False

    def interrupted(self, *_: Any) -> None:
        """Stop what runs; a call to stop that comes too late stops nothing."""
        if self.busy:
            raise KeyboardInterrupt

    def do_run(self, what: dict[str, Any]) -> None:
        """Run a cell; `given` names what it makes that both sides know."""
        with models.names_from(what.get("names_from")):
            self.outputs = run(self.shell, what["source"])
        self._know(what["given"])

    def do_get(self, what: dict[str, Any]) -> dict[str, Any]:
        """The values of some names, without those that there are not."""
        names = self.shell.user_ns
        return {name: names[name] for name in what["names"] if name in names}

    def do_bind(self, what: dict[str, Any]) -> None:
        """Give names values, as a test cell does in a notebook, or the unit's set-up."""
        self.shell.user_ns.update(what["values"])
        self._know(what["given"])

    def _know(self, given: list[str]) -> None:
        names = self.shell.user_ns
        self.know_given({name: names[name] for name in given if name in names})

    def do_call(self, what: dict[str, Any]) -> Any:
        """Call something; what it prints is kept, and so is what it did to its arguments.

        Returns: what it returned, and those arguments that it changed in place.
        """
        arguments = dict(enumerate(what["args"])) | what["kwargs"]
        before = {key: self._fingerprint(value) for key, value in arguments.items()}
        with captured(self.shell) as self.outputs:
            result = what["thing"](*what["args"], **what["kwargs"])
        changed = [key for key in before if self._fingerprint(arguments[key]) != before[key]]
        return result, {key: copy.copy(arguments[key]) for key in changed}  # by value, not by key

    def do_attribute(self, what: dict[str, Any]) -> Any:
        return getattr(what["thing"], what["name"])

    def do_item(self, what: dict[str, Any]) -> Any:
        return what["thing"][what["key"]]

    def do_length(self, what: dict[str, Any]) -> int:
        return len(what["thing"])

    def do_list(self, what: dict[str, Any]) -> list[Any]:
        return list(itertools.islice(what["thing"], _MOST_ITEMS))

    def do_text(self, what: dict[str, Any]) -> str:
        return repr(what["thing"])[:1000]

    def do_seed(self, what: dict[str, Any]) -> None:
        models.set_seeds(what["seed"])

    def extra(self) -> dict[str, Any]:
        outputs, self.outputs = self.outputs, []
        return {"outputs": outputs, "cpu": time.process_time()}

    def described(self, error: BaseException) -> dict[str, Any]:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename.startswith("<ipython-input")][-5:]
        where = [
            f"in {frame.name}, line {frame.lineno}: "
            + linecache.getline(frame.filename, frame.lineno or 0).strip()
            for frame in own
        ]
        return super().described(error) | {"where": where}

    def may_refer(self, value: Any) -> bool:
        return not isinstance(value, np.ndarray) and not is_record(value)

    def pack_object(self, value: Any, data: list[bytes], depth: int) -> Any:
        try:
            plain = _plain(value)
            if plain is not None:
                return self.pack(plain, data, depth + 1)
            return super().pack_object(value, data, depth)
        except Exception:
            return self._pack_handle(value)

    def unpack_object(self, packed: dict[str, Any], data: list[bytes]) -> Any:
        kind = packed.get("t")
        if kind == "class":
            return getattr(importlib.import_module(packed["module"]), packed["name"])
        if kind == "module":
            return importlib.import_module(packed["name"])
        if kind == "callback":
            callback = Callback(self, packed["key"])
            self.know(packed["key"], callback)
            return callback
        return super().unpack_object(packed, data)

    def find(self, key: str) -> Any:
        if key not in self.objects:
            name = key.removeprefix("given:")
            raise NameError(f"name {name!r} is not defined: the cell that makes it failed")
        return super().find(key)

    def record_class(self, module: str, name: str) -> Any:
        return getattr(importlib.import_module(module), name)

    def _fingerprint(self, value: Any) -> bytes | None:
        """What tells whether an argument was changed in place, if it is one that can be."""
        if not isinstance(value, list | dict | set | np.ndarray):
            return None
        data: list[bytes] = []
        try:
            packed = Values().pack(value, data)
        except CannotSend:
            return None
        total = hashlib.blake2b(json.dumps(packed).encode())
        for part in data:
            total.update(part)
        return total.digest()

    def _pack_handle(self, value: Any) -> dict[str, Any]:
        classes = [[c.__module__, c.__qualname__] for c in type(value).__mro__[:10]]
        key = self.know(self._number(), value)
        return {"t": "handle", "key": key, "classes": classes, "callable": callable(value)}


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


class Callback:
    """A function of the judge's, to be called from here."""

    def __init__(self, student: Student, key: str) -> None:
        self._student, self._key = student, key

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        answer = self._student.request(
            "callback", sync=True, key=self._key, args=args, kwargs=kwargs
        )
        if "raised" in answer:
            raise RuntimeError(str(answer["raised"]["message"]))
        return answer["returned"]
