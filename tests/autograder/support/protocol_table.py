"""The messages of grading as a table in Markdown.

`python tests/autograder/support/protocol_table.py` prints it, `autograder/README.md` holds it, and
a test proves that it is fresh.
"""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

from msgspec.structs import fields

from autograder.judging import protocol

WAYS = {
    "host → judge": (*get_args(protocol.TO_THE_JUDGE), protocol.Used),
    "judge → host": get_args(protocol.TO_THE_HOST),
    "judge → student": protocol.REQUESTS,
    "student → judge": (protocol.Returned, protocol.Raised, protocol.Callback),
}


def table() -> str:
    """Each message: who sends it, what it is for, its fields, and the form of its answer."""
    rows = ["| from, to | message | fields | answer |", "|---|---|---|---|"]
    for way, kinds in WAYS.items():
        for kind in kinds:
            purpose = (kind.__doc__ or "").split("\n")[0]
            names = [field.name for field in fields(kind) if field.name not in ("number", "states")]
            shown = ", ".join(f"`{name}`" for name in names)
            rows.append(f"| {way} | **{kind.__name__}** {purpose} | {shown} | {_answer(kind)} |")
    return "\n".join(rows)


def _answer(kind: Any) -> str:
    if not issubclass(kind, protocol.Request | protocol.Callback):
        return ""
    return f"`{_name(kind.answer)}`"


def _name(form: Any) -> str:
    """A form as one reads it.

    >>> _name(dict[protocol.Name, protocol.Value])
    'dict of text, value'
    """
    if form is None:
        return "nothing"
    if form == protocol.Value:
        return "value"
    if get_origin(form) in (dict, list):
        return f"{get_origin(form).__name__} of {', '.join(map(_name, get_args(form)))}"
    bare = getattr(form, "__origin__", form)
    name = {"str": "text", "int": "count"}.get(bare.__name__, bare.__name__)
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


if __name__ == "__main__":
    print(table())
