"""What a check says, in its author's words alone.

What a check has found comes from the student's code, and could carry what a hidden test gave to it.
So a message is told as the words that stand in the unit's source, or in `tlkit.checks`, with gaps
for what was found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from itertools import chain

from autograder.notebooks.common_errors import GAP, is_common_word

Pieces = tuple[str, ...]  # of a message, between its gaps
_FEWEST = 3  # letters that a message's pieces have, or they could be those of any

CHECKS = (  # what tlkit.checks says before a hint
    "Found {}, expected {}",
    "Found an array of shape {}, expected {}",
    "Found an array of shape {} where one number was expected",
    "Your numbers are off, by up to {}",
    "Some of your numbers are NaN or infinite",
    "Found {}, which is too low",
    "Found {}, which is too high",
    "Found {} where a Keras model was expected",
    "Found an object of type {} where a Keras model was expected",
    "Found {} where a whole number was expected",
    "Found {} where numbers were expected",
    "Still trainable: {}",
    "Found {} arrays, expected {}",
    "Some of them moved ({} of {})",
    "No {} was raised",
    "Your code stopped with {}",
    "{}",
)
HINTS = (  # of its own
    'the third argument of `compile` is not the metrics: name them, as in metrics=["accuracy"]',
    "compile the model before you train it",
    "does the function return them?",
)
_OTHERS = ("Found an object of type {} where numbers were expected.",)


def in_authors_words(message: str, sources: Sequence[str]) -> str:
    """A check's message with gaps for what it found; empty if no author wrote it.

    >>> source = 'checks.equal(found, 3, "count the classes")'
    >>> in_authors_words("Found 739, expected 3. Hint: count the classes.", [source])
    'Found …, expected …. Hint: count the classes.'
    >>> in_authors_words("739 is wrong", ['assert found == 3, f"{found} is wrong"'])
    '… is wrong'
    >>> in_authors_words("739", [source])
    ''

    Args:
        message: what the check says.
        sources: the unit's own code.
    """
    texts = list(dict.fromkeys(chain.from_iterable(map(_texts, sources))))
    texts += [(hint,) for hint in HINTS]
    checks = [tuple(check.split("{}")) for check in CHECKS]
    others = [tuple(other.split("{}")) for other in _OTHERS]
    hinted = (_with_hint(check, hint) for check in checks for hint in texts)
    found = [
        (sum(map(len, pieces)), _filled(pieces, gaps))
        for pieces in chain(texts, others, hinted)
        if (gaps := _gaps(message, pieces)) is not None
    ]
    return max(found)[1] if found else ""


def _texts(source: str) -> Iterable[Pieces]:
    """The pieces of every text that code writes down; those of a plain one are one."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # a cell of IPython's, with a magic
        return
    for node in ast.walk(tree):
        pieces: Pieces = ()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            pieces = (node.value.strip(),)
        elif isinstance(node, ast.JoinedStr):
            pieces = _pieces(node)
        if len(re.findall(r"[^\W\d_]", "".join(pieces))) >= _FEWEST:
            yield pieces


def _pieces(joined: ast.JoinedStr) -> Pieces:
    pieces = [""]
    for part in joined.values:
        if isinstance(part, ast.Constant):
            pieces[-1] += str(part.value)
        else:
            pieces.append("")
    return (pieces[0].lstrip(), *pieces[1:-1], pieces[-1].rstrip()) if pieces[1:] else tuple(pieces)


def _with_hint(check: Pieces, hint: Pieces) -> Pieces:
    """A check and its hint, as one message."""
    end = hint[-1] if hint[-1].endswith("?") else hint[-1].rstrip(".") + "."
    hint = (*hint[:-1], end)
    return (*check[:-1], f"{check[-1]}. Hint: {hint[0]}", *hint[1:])


def _gaps(message: str, pieces: Pieces) -> list[str] | None:
    """What stands between pieces in a message that they make up; None if they do not.

    The first place where a piece stands is taken, so the time is linear in the message.
    """
    if not message.startswith(pieces[0]):
        return None
    gaps, start = [], len(pieces[0])
    for number, piece in enumerate(pieces[1:], start=2):
        is_last = number == len(pieces)
        at = len(message) - len(piece) if is_last else message.find(piece, start)
        if at < start or not message.startswith(piece, at):
            return None
        gaps.append(message[start:at])
        start = at + len(piece)
    return gaps if start == len(message) else None


def _filled(pieces: Pieces, gaps: list[str]) -> str:
    """The pieces with what stood between them, where it is a common word."""
    words = [gap if is_common_word(gap) else GAP for gap in gaps]
    return "".join(chain.from_iterable(zip(pieces, [*words, ""], strict=True)))
