"""A man in the middle: it stands between the judge and a student's process, and forges answers.

Whoever controls a student's process can send the judge any bytes. So this peer takes the answers
of an honest process and forges some of them; what a test then earns must be deserved.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from autograder.grading.examiner import Examiner
from autograder.judging import protocol
from autograder.judging.values import Values

_HEAD = struct.Struct("!4sII")
_MAGIC = b"tlk2"


@dataclass
class Frame:
    """A message as it passes: JSON, and the bytes that belong to it."""

    message: dict[str, Any]
    parts: list[bytes] = field(default_factory=list)

    def __bytes__(self) -> bytes:
        text = json.dumps(self.message).encode()
        lengths = struct.pack(f"!{len(self.parts)}Q", *map(len, self.parts))
        head = _HEAD.pack(_MAGIC, len(text), len(self.parts))
        return head + lengths + text + b"".join(self.parts)


@dataclass
class Context:
    """What a forger knows: the request that is answered, and all that came before."""

    request: dict[str, Any]
    requests: list[Frame]  # of this test, this one last
    answers: list[Frame]  # of the submission, without the one to be forged

    @property
    def keys(self) -> list[str]:
        """Keys of objects that both sides know."""
        found: list[str] = []
        for frame in [*self.requests, *self.answers]:
            _collect_keys(frame.message, found)
        return list(dict.fromkeys(found))


Forgery = Callable[[Frame, Context], Sequence[bytes]]
FORGERIES: dict[str, Forgery] = {}


def forgery(forge: Callable[[Frame, Context], Frame | Sequence[bytes] | None]) -> Forgery:
    """Register a way to forge an answer: the frame that takes its place, or raw bytes."""

    def forged(frame: Frame, context: Context) -> Sequence[bytes]:
        copy = Frame(json.loads(json.dumps(frame.message)), list(frame.parts))
        made = forge(copy, context)
        if made is None:
            return []
        return [bytes(made)] if isinstance(made, Frame) else made

    FORGERIES[forge.__name__] = forged
    return forged


def _value(frame: Frame, context: Context, value: Any, parts: Sequence[bytes] = ()) -> Frame:
    """The answer with another value, in the form that its request allows."""
    message = {"is": "returned", "number": frame.message["number"], "states": [], "outputs": []}
    if context.request["is"] == "call":
        value = {"result": value, "changed": [], "left": []}
    return Frame({**message, "value": value}, list(parts))


def _raised(frame: Frame, *classes: str) -> Frame:
    return Frame({
        "is": "raised", "number": frame.message["number"], "classes": list(classes),
        "message": "forged", "where": [], "states": [], "outputs": [],
    })  # fmt: skip


NAMES = (
    "checks", "sum", "all", "any", "len", "abs", "np", "keras", "__builtins__", "tlkit", "print",
    "hidden_expected", "expected", "right", "isinstance", "AssertionError", "__name__",
)  # fmt: skip


@forgery
def more_names(frame: Frame, context: Context) -> Frame:
    """A handle for names that nobody asked for, beside those that were."""
    if context.request["is"] == "get":
        handles = {n: _handle(f"s:{900 + i}") for i, n in enumerate(NAMES)}
        frame.message["value"] = {**(frame.message.get("value") or {}), **handles}
    return frame


@forgery
def other_names(frame: Frame, context: Context) -> Frame:
    """All names but those that were asked for."""
    if context.request["is"] == "get":
        frame.message["value"] = {n: 1 for n in NAMES}
    return frame


@forgery
def a_field_more(frame: Frame, _: Context) -> Frame:
    frame.message["cpu"] = float("inf")
    return frame


@forgery
def a_field_less(frame: Frame, _: Context) -> Frame:
    frame.message.pop("value", None)
    frame.message.pop("classes", None)
    return frame


@forgery
def a_part_more(frame: Frame, _: Context) -> Frame:
    frame.parts.append(b"x" * 8)
    return frame


@forgery
def the_request_itself(_: Frame, context: Context) -> Frame:
    return context.requests[-1]


@forgery
def an_earlier_answer(frame: Frame, context: Context) -> Frame:
    return context.answers[-1] if context.answers else frame


@forgery
def the_value_of_an_earlier_answer(frame: Frame, context: Context) -> Frame:
    if not context.answers:
        return frame
    earlier = context.answers[-1]
    message = {**earlier.message, "number": frame.message["number"]}
    return Frame(message, list(earlier.parts))


@forgery
def another_number(frame: Frame, _: Context) -> Frame:
    frame.message["number"] += 1
    return frame


@forgery
def twice(frame: Frame, _: Context) -> list[bytes]:
    return [bytes(frame), bytes(frame)]


@forgery
def a_second_answer_with_the_next_number(frame: Frame, _: Context) -> list[bytes]:
    later = Frame({**frame.message, "number": frame.message["number"] + 1}, frame.parts)
    return [bytes(frame), bytes(later)]


@forgery
def garbage(_: Frame, __: Context) -> list[bytes]:
    return [b"GET / HTTP/1.1\r\n\r\n" * 10]


@forgery
def a_pickle(_: Frame, __: Context) -> list[bytes]:
    return [b"\x80\x04\x95" + bytes(200)]


@forgery
def deep_brackets(frame: Frame, _: Context) -> list[bytes]:
    text = b'{"is":"returned","number":%d,"value":' % frame.message["number"] + b"[" * 100_000
    return [_HEAD.pack(_MAGIC, len(text), 0) + text]


@forgery
def the_judges_own_objects(frame: Frame, context: Context) -> Frame:
    """References to whatever both sides know, in the place of every value asked for."""
    keys = context.keys or ["j:1"]
    if context.request["is"] == "get":
        names = context.request["names"]
        references = [_reference(keys[i % len(keys)]) for i in range(len(names))]
        return _value(frame, context, dict(zip(names, references, strict=True)))
    return _value(frame, context, _reference(keys[-1]))


@forgery
def objects_that_there_are_not(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, _reference("j:999"))


@forgery
def a_handle_with_the_judges_key(frame: Frame, context: Context) -> Frame:
    ours = [key for key in context.keys if not key.startswith("s:")]
    return _value(frame, context, _handle((ours or ["given:network"])[-1]))


@forgery
def a_handle_that_claims_to_be_an_array(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, _handle("s:801", "numpy", "ndarray"))


@forgery
def a_handle_that_claims_to_be_a_model(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, _handle("s:802", "keras.src.models.model", "Model"))


@forgery
def a_module(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, {"t": "module", "name": "os"})


@forgery
def a_class(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, {"t": "class", "module": "builtins", "name": "eval"})


@forgery
def a_function_of_the_judges(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, {"t": "function", "key": "j:1"})


@forgery
def a_call_of_what_is_no_function(frame: Frame, context: Context) -> list[bytes]:
    key = (context.keys or ["j:1"])[0]
    call = {"is": "callback", "number": 1, "key": key, "args": [], "kwargs": {}, "states": []}
    return [bytes(Frame(call)), bytes(frame)]


@forgery
def a_record_of_a_class_of_the_systems(frame: Frame, context: Context) -> Frame:
    made = {"t": "record", "module": "subprocess", "name": "Popen", "fields": {"args": "id"}}
    return _value(frame, context, made)


@forgery
def a_model_that_runs_code(frame: Frame, context: Context) -> Frame:
    runs = {"class_name": "Lambda", "module": "keras.layers", "config": {"function": "x"}}
    structure = Values().pack({"layers": [{"layer": runs}], "names": {}}, [])
    made = protocol.Model("s:803", structure)
    return _value(frame, context, msgspec.to_builtins(made))


@forgery
def an_array_without_end(frame: Frame, context: Context) -> Frame:
    made = {"t": "array", "dtype": "<f8", "shape": [2**31, 2**31], "at": 0}
    return _value(frame, context, made, [bytes(8)])


@forgery
def a_set_of_one_hash(frame: Frame, context: Context) -> Frame:
    numbers = [{"t": "integer", "hex": hex(n * (2**61 - 1))} for n in range(8, 60_000)]
    return _value(frame, context, {"t": "sequence", "kind": "set", "parts": numbers})


@forgery
def an_array_of_nan(frame: Frame, context: Context) -> Frame:
    made = {"t": "array", "dtype": "<f8", "shape": [2], "at": 0}
    return _value(frame, context, made, [struct.pack("<2d", float("nan"), float("nan"))])


@forgery
def a_list_of_one_number_as_array(frame: Frame, context: Context) -> Frame:
    made = {"t": "array", "dtype": "<i8", "shape": [1], "at": 0}
    return _value(frame, context, made, [struct.pack("<q", 99)])


@forgery
def no_number(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, {"t": "special", "name": "nan"})


@forgery
def a_text(frame: Frame, context: Context) -> Frame:
    return _value(frame, context, "forged")


@forgery
def stops_the_loop(frame: Frame, _: Context) -> Frame:
    return _raised(frame, "StopIteration", "Exception", "BaseException", "object")


@forgery
def ends_the_program(frame: Frame, _: Context) -> Frame:
    return _raised(frame, "KeyboardInterrupt", "BaseException", "object")


@forgery
def raises_what_no_name_is(frame: Frame, _: Context) -> Frame:
    return _raised(frame, "a\0b", "DeadKernelError")


@forgery
def zero_states(frame: Frame, context: Context) -> Frame:
    """Every layer that both sides know has only zeros for weights, it says."""
    states = [s for sent in context.requests for s in sent.message.get("states", [])]
    frame.message["states"] = []
    for state in states:
        arrays = []
        for array in state["weights"]:
            size = 1
            for side in array["shape"]:
                size *= side
            frame.parts.append(bytes(size * int(array["dtype"][2:])))
            arrays.append({**array, "at": len(frame.parts) - 1})
        frame.message["states"].append({**state, "weights": arrays})
    return frame


@forgery
def states_of_what_there_is_not(frame: Frame, _: Context) -> Frame:
    settings = protocol.Settings(trainable=True, train=[], numbers={}, activation=None)
    state = protocol.State("j:999/dense", settings, [], is_model=True)
    frame.message["states"] = [msgspec.to_builtins(state)]
    return frame


@forgery
def changes_that_nobody_asked_for(frame: Frame, context: Context) -> Frame:
    if context.request["is"] == "call":
        called = {"result": None, "changed": [7, "labels"], "left": [1, 2]}
        return Frame({**_value(frame, context, None).message, "value": called})
    return frame


@forgery
def half_a_message(frame: Frame, _: Context) -> list[bytes]:
    return [bytes(frame)[:-3], b""]


def _handle(key: str, module: str = "builtins", name: str = "function") -> dict[str, Any]:
    return {"t": "handle", "key": key, "classes": [[module, name], ["builtins", "object"]]}


def _reference(key: str) -> dict[str, Any]:
    return {"t": "reference", "key": key}


def _collect_keys(value: Any, found: list[str]) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("key"), str):
            found.append(value["key"])
        for part in value.values():
            _collect_keys(part, found)
    elif isinstance(value, list):
        for part in value:
            _collect_keys(part, found)


@dataclass(frozen=True)
class Lie:
    """One answer to forge: the how manieth of which test, and how.

    `answer` is counted in the test from 0; None forges every answer of it.
    """

    test: int
    answer: int | None
    how: str


class Liar(Examiner):
    """An examiner whose students' processes are overheard and spoken for."""

    lies: Sequence[Lie] = ()

    def _listen(self, student: Any, connection: socket.socket, *more: Any) -> Any:
        judges, ours = socket.socketpair()
        thread = threading.Thread(
            target=_relay, args=[ours, connection.dup(), list(self.lies)], daemon=True
        )
        connection.close()
        thread.start()
        try:
            return super()._listen(student, judges, *more)
        finally:
            with contextlib.suppress(OSError):
                ours.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def _relay(judge: socket.socket, student: socket.socket, lies: list[Lie]) -> None:
    """Pass requests on, and answers, of which some are forged."""
    test = -1  # of the submission, which the request for its seed begins
    count = 0
    requests: list[Frame] = []
    answers: list[Frame] = []
    with judge, student, contextlib.suppress(OSError, EOFError):
        while True:
            request = _read(judge)
            if request.message["is"] == "seed":
                test += 1
                count = 0
                requests = []
            student.sendall(bytes(request))
            requests.append(request)
            answer = _read(student)
            sent: Sequence[bytes] = [bytes(answer)]
            for lie in lies:
                if lie.test == test and lie.answer in (None, count):
                    context = Context(request.message, requests, answers)
                    sent = FORGERIES[lie.how](answer, context)
            count += 1
            answers.append(answer)
            for part in sent:
                judge.sendall(part)


def _read(connection: socket.socket) -> Frame:
    magic, length, count = _HEAD.unpack(_exactly(connection, _HEAD.size))
    assert magic == _MAGIC
    lengths = struct.unpack(f"!{count}Q", _exactly(connection, 8 * count))
    message = json.loads(_exactly(connection, length))
    return Frame(message, [_exactly(connection, part) for part in lengths])


def _exactly(connection: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        part = connection.recv(length - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
