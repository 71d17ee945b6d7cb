"""Every message between host, judge and a student's process, with the form of its answer.

    host  ── Prepare, Examine ──▶  judge  ── Request ──▶  student's process
          ◀── Event ─────────────         ◀── Answer ──

The host starts both processes, and believes what it measures itself. The judge runs the tests and
asks the student's process; that process may answer anything at all. So each answer is decoded into
the one form that its request allows: a field too many, another type, a number out of bounds, a name
that nobody asked for is `Nonsense`, and the submission is told to a person as tampered with.

Messages are JSON with the bytes of arrays behind it (`channel`); nothing is unpickled or evaluated.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar, Union

import msgspec
import numpy as np
from msgspec import Meta, Struct

MOST_TEXT = 32 * 2**20  # bytes of JSON in one message
MOST_DATA = 768 * 2**20  # bytes of arrays in one message
MOST_PARTS = 100_000  # arrays in one message

Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Name = Annotated[str, Meta(max_length=1_000)]
Key = Annotated[str, Meta(max_length=4_000)]  # of an object that both sides know
Line = Annotated[str, Meta(max_length=300)]
Message = Annotated[str, Meta(max_length=20_000)]
Configuration = Annotated[str, Meta(max_length=8 * 2**20)]  # of a model, as Keras's own JSON


class Nonsense(Exception):
    """What came is not what was asked for: nothing of the grader's own sent it."""


class Form(Struct, forbid_unknown_fields=True):
    """A part of a message: these fields, of these types, and no others."""


# Values. Plain JSON stands for itself; what JSON does not have is one of these.


class _Value(Form, tag_field="t"):
    """A value that JSON has no form for."""


class Sequence(_Value, tag="sequence"):
    """A list, a tuple or a set."""

    kind: Literal["list", "tuple", "set", "frozenset"]
    parts: list[Value]


class Mapping(_Value, tag="mapping"):
    """A dictionary."""

    items: list[tuple[Value, Value]]


class Array(_Value, tag="array"):
    """An array of numbers or texts, or one such number; `at` says which part has its bytes."""

    dtype: Annotated[str, Meta(pattern=r"^[<>|=][biufcSU]\d{1,7}$")]
    shape: Annotated[list[Count], Meta(max_length=64)]
    at: Count
    scalar: bool = False


class Bytes(_Value, tag="bytes"):
    """Bytes, or with `text` a text that is no UTF-8."""

    at: Count
    text: bool = False


class Integer(_Value, tag="integer"):
    """A whole number beyond 63 bits."""

    hex: Annotated[str, Meta(pattern=r"^-?0x[0-9a-f]{1,5000}$")]


class Special(_Value, tag="special"):
    """A floating point number that JSON does not know."""

    name: Literal["nan", "inf", "-inf"]


class Complex(_Value, tag="complex"):
    """A complex number."""

    real: float | Special
    imag: float | Special


class Slice(_Value, tag="slice"):
    """A slice or a range."""

    kind: Literal["slice", "range"]
    ends: tuple[int | None, int | None, int | None]


class Reference(_Value, tag="reference"):
    """An object that both sides know."""

    key: Key


class Model(_Value, tag="model"):
    """A Keras layer or model, as `structure` describes it; the states of its layers follow."""

    key: Key
    structure: Value


class Part(_Value, tag="part"):
    """An optimiser, a loss, a metric, …: Keras's configuration of it."""

    structure: Value


class Table(_Value, tag="table"):
    """A table of pandas, or one column."""

    kind: Literal["DataFrame", "Series"]
    names: list[Value]
    columns: list[Value]
    index: Value
    index_name: Value


class Record(_Value, tag="record"):
    """A named tuple or a dataclass of a library."""

    module: Name
    name: Name
    fields: dict[Name, Value]


class Handle(_Value, tag="handle"):
    """What has no value, such as a function, and stays where it is."""

    key: Key
    classes: Annotated[list[tuple[Name, Name]], Meta(max_length=10)]  # module and name


class Module(_Value, tag="module"):
    """A module; only the judge sends one."""

    name: Name


class Class(_Value, tag="class"):
    """A class; only the judge sends one."""

    module: Name
    name: Name


class Function(_Value, tag="function"):
    """A function of a test, to be called by `Callback`; only the judge sends one."""

    key: Key


Value = (
    None | bool | int | float | str | Sequence | Mapping | Array | Bytes | Integer | Special
    | Complex | Slice | Reference | Model | Part | Table | Record | Handle | Module | Class
    | Function
)  # fmt: skip


# States of layers: who changed one sends it with the next message.


class Settings(Form):
    """What training and freezing change in a layer beside its weights."""

    trainable: bool
    train: Annotated[list[bool], Meta(max_length=1_000)]  # of each weight
    numbers: dict[Literal["momentum", "epsilon", "rate"], float]
    activation: Name | None  # one of Keras's own


class State(Form):
    """A layer's state; of a model also how it was compiled. Layers inside it have their own."""

    key: Key
    settings: Settings
    weights: Annotated[list[Array], Meta(max_length=1_000)]
    is_model: bool
    compiled: Configuration | None = None


# What a cell shows, in nbformat.

MimeType = Literal[
    "text/plain", "text/html", "text/markdown", "text/latex",
    "image/png", "image/jpeg", "image/svg+xml",
]  # fmt: skip
Data = dict[MimeType, str]


class _Output(Form, tag_field="output_type"):
    """One output of a cell."""


class Stream(_Output, tag="stream"):
    """What was printed."""

    name: Literal["stdout", "stderr"]
    text: str


class Display(_Output, tag="display_data"):
    """What was displayed."""

    data: Data
    metadata: dict[str, None] = {}


class Result(_Output, tag="execute_result"):
    """The value of the last line."""

    data: Data
    metadata: dict[str, None] = {}
    execution_count: None = None


class Error(_Output, tag="error"):
    """An error that ended the cell."""

    ename: Name
    evalue: str
    traceback: list[str]


Output = Stream | Display | Result | Error
Outputs = Annotated[list[Output], Meta(max_length=1_000)]


# What the judge asks of a student's process. `answer` is the form of what comes back.


class Request(Form, tag_field="is"):
    """A request has a number, which its answer repeats."""

    values: ClassVar[tuple[str, ...]] = ()  # fields that hold values of the judge's
    answer: ClassVar[Any] = None

    number: Count
    states: list[State]


class Run(Request, tag="run"):
    """Run a cell; `given` are keys by which both sides know what it makes."""

    source: str
    given: list[Key]
    names_from: int | None = None


class Bind(Request, tag="bind"):
    """Give names values, as a test cell does in a notebook."""

    values = ("names",)
    names: dict[Name, Value]
    given: list[Key]


class Get(Request, tag="get"):
    """The values of some names; those that there are not are left out."""

    answer = dict[Name, Value]
    names: list[Name]


class Called(Form):
    """What a call returned, and which of its arguments it changed in place.

    `left` is what it made of these, in the same order, where the request wanted to see it.
    """

    result: Value
    changed: Annotated[list[int | Name], Meta(max_length=1_000)]
    left: list[Value] = []


class Call(Request, tag="call"):
    """Call something."""

    values = ("args", "kwargs")
    answer = Called
    thing: Key
    args: list[Value]
    kwargs: dict[Name, Value]
    shows_arguments: bool = False


class Attribute(Request, tag="attribute"):
    """An attribute of something."""

    answer = Value
    thing: Key
    name: Name


class Item(Request, tag="item"):
    """An item of something."""

    values = ("key",)
    answer = Value
    thing: Key
    key: Value


class Length(Request, tag="length"):
    """How many items something has."""

    answer = Count
    thing: Key


class Items(Request, tag="items"):
    """All items of something that can be iterated over."""

    answer = list[Value]
    thing: Key


class Text(Request, tag="text"):
    """How something describes itself."""

    answer = Message
    thing: Key


class Seed(Request, tag="seed"):
    """Set the seeds of Python, NumPy and Keras."""

    seed: Count


# What a student's process sends.

Form_ = TypeVar("Form_")


class Raised(Form, tag="raised", tag_field="is"):
    """The student's code raised an error."""

    number: Count
    classes: Annotated[list[Name], Meta(min_length=1, max_length=50)]
    message: Message
    where: Annotated[list[Line], Meta(max_length=5)] = []
    states: list[State] = []
    outputs: Outputs = []


class Returned(Form, Generic[Form_], tag="returned", tag_field="is"):
    """The answer to a request."""

    number: Count
    value: Form_
    states: list[State] = []
    outputs: Outputs = []


class Callback(Form, tag="callback", tag_field="is"):
    """A call of a test's function; only in the middle of a `Call`, `Run` and their like."""

    values: ClassVar[tuple[str, ...]] = ("args", "kwargs")
    answer: ClassVar[Any] = Value

    number: Count
    key: Key
    args: list[Value]
    kwargs: dict[Name, Value]
    states: list[State] = []


# Between the host and the judge, who trust each other, but for what a student's process has said.


class Prepare(Form, tag="prepare", tag_field="is"):
    """Run the unit's set-up."""

    source: str  # the source notebook, as JSON
    folder: str  # where to run it
    seconds: float  # of processor time that one cell may take
    forks: bool  # False: one submission is examined in this process itself


class Cell(Form):
    """A code cell of a rebuilt notebook."""

    id: str
    source: str
    shows: bool  # it only shows something


class Examine(Form, tag="examine", tag_field="is"):
    """Run a submission's cells and tests; the student's process's socket follows.

    After a crash the rest is examined in a fresh process: `done` cells are through, and what the
    others need of them is run again, but for those in `without`.
    """

    seed: str
    cells: list[Cell]
    done: int = 0
    without: list[str] = []


class Used(Form, tag="used", tag_field="is"):
    """The processor time that the student's process has had since the present cell began."""

    seconds: float


class Prepared(Form, tag="prepared", tag_field="is"):
    """The unit's set-up has run, or what is wrong with it."""

    error: str
    single: str  # why no fork can be made of this process, or nothing
    versions: dict[str, str]


class Judged(Form, tag="judged", tag_field="is"):
    """What one cell has shown, and if it is a test, its verdict."""

    id: str
    outputs: Outputs
    verdict: str = ""
    score: float | None = None  # of a test that names it
    evidence: list[Line] = []
    ended: str = ""  # why the student's process ended in it


class AskUsed(Form, tag="ask-used", tag_field="is"):
    """How much processor time has the student's process had in this cell?"""


class Interrupt(Form, tag="interrupt", tag_field="is"):
    """Stop what runs in the student's process."""


class Failed(Form, tag="failed", tag_field="is"):
    """The judge itself failed."""

    why: str


class ForkLost(Form, tag="fork-lost", tag_field="is"):
    """The fork that examined hung or died; whose fault it was, a judge without forks can tell."""

    why: str


class Done(Form, tag="done", tag_field="is"):
    """All cells that can be are judged; a spent judge is good for no other submission."""

    is_spent: bool


REQUESTS = (Run, Bind, Get, Call, Attribute, Item, Length, Items, Text, Seed)
READS = (Get, Bind, Seed, Item, Length, Items)  # requests that train and freeze nothing


@cache
def answers_to(request: type[Request] | type[Callback]) -> Any:
    """All that may come back once a request was sent: its answer, an error, a call of a test's."""
    answer: Any = Returned[request.answer] | Raised  # type: ignore[name-defined]
    return answer | Callback if issubclass(request, Request) else answer


TO_THE_JUDGE = Prepare | Examine
TO_THE_HOST = Prepared | Judged | AskUsed | Interrupt | Failed | ForkLost | Done
TO_A_STUDENT: Any = Union[REQUESTS]  # noqa: UP007


@cache
def _decoder(form: Any) -> msgspec.json.Decoder:
    return msgspec.json.Decoder(form)


def decode(text: bytes, form: Any) -> Any:
    """The message in some JSON: of this form, or none.

    >>> decode(b'{"is": "returned", "number": 1, "value": 3}', answers_to(Length)).value
    3
    >>> decode(b'{"is": "returned", "number": 1, "value": "3"}', answers_to(Length))
    Traceback (most recent call last):
    autograder.judging.protocol.Nonsense: Expected `int`, got `str` - at `$.value`

    Raises:
        Nonsense: it has no such form, with what does not fit.
    """
    try:
        return _decoder(form).decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Nonsense(str(error)[:300]) from error


def encode(message: Struct) -> bytes:
    """A message as JSON."""
    return msgspec.json.encode(message)


def configuration(described: Any) -> str:
    """A configuration of Keras's as text."""
    return json.dumps(described, default=_plain)


def _plain(value: Any) -> Any:
    """A number of NumPy's in a configuration."""
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    raise TypeError(f"there is no form for {type(value).__name__}")
