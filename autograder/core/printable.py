"""Text as a terminal may get it: nothing in it is a command to the terminal.

Whatever a student wrote, a file is called or a message quotes passes through `printable` before it
is printed.
"""

from __future__ import annotations

import re

_COLOUR = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # change the order in which letters stand
    "\U000e0000-\U000e007f]"  # tags, which nobody sees
)
_NO_LETTER = re.compile(r"[\n\t]")
_INSTEAD = "\ufffd"


def printable(text: object, *, one_line: bool = False) -> str:
    r"""The text with every control character replaced, but newlines and tabs.

    >>> printable("\x1b[31mred\x1b[0m, \x1b]0;title\x07")
    'red, �]0;title�'
    >>> printable("ada\nbob", one_line=True)
    'ada�bob'

    Args:
        text: anything that can be made a text of.
        one_line: whether newlines and tabs are replaced, too, as in a name.
    """
    words = _CONTROL.sub(_INSTEAD, _LINE_ENDS.sub("\n", _COLOUR.sub("", str(text))))
    return _NO_LETTER.sub(_INSTEAD, words) if one_line else words
