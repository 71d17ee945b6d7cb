"""Text as a terminal may get it: nothing in it is a command to the terminal.

Whatever a student wrote, a file is called or a message quotes passes through `printable` before it
is printed.
"""

from __future__ import annotations

import re
import unicodedata

_COLOUR = re.compile(r"\x1b\[[0-9;]{0,20}m")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# They change the order in which other letters are shown, or are not shown at all
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
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
    words = _LINE_ENDS.sub("\n", _COLOUR.sub("", str(text)))
    kept = "" if one_line else "\n\t"
    if words.isascii() and words.isprintable():
        return words
    return "".join(letter if letter in kept or _is_shown(letter) else _INSTEAD for letter in words)


def _is_shown(letter: str) -> bool:
    if letter in _DIRECTIONS or 0xE0000 <= ord(letter) < 0xE0080:  # tags, which nobody sees
        return False
    return unicodedata.category(letter) not in ("Cc", "Cs")
