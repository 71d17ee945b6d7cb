"""Test cells as a student may see them: hidden tests by their idea, never by their source."""

from __future__ import annotations

from collections.abc import Iterator

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"


def title(source: str, default: str) -> str:
    """What a test cell says about itself: its first comment.

    >>> title("# One row an image\\nassert len(codes) == 3", "test_codes")
    'One row an image'
    """
    return next(_comments(source.splitlines()), default)


def without_hidden(source: str) -> str:
    """A test cell as students get it: the hidden tests are cut out."""
    return "\n".join(line for line, hidden in _lines(source) if not hidden)


def redact(source: str) -> str:
    """A test cell with each hidden test replaced by one line that names its idea.

    >>> print(redact("a\\n### BEGIN HIDDEN TESTS\\n# Any size\\nb\\n### END HIDDEN TESTS"))
    a
    # Hidden test: Any size
    """
    shown: list[str] = []
    region: list[str] = []
    for line, hidden in _lines(source):
        if not hidden:
            shown.append(line)
            continue
        region.append(line)
        if END in line:
            shown.append(f"# Hidden test: {_idea(region)}")
            region = []
    return "\n".join(shown)


def hidden_idea(source: str, line_number: int) -> str | None:
    """The idea of the hidden test at a line (counted from 1), or None if all can see it."""
    lines = _lines(source)
    if not 0 < line_number <= len(lines) or not lines[line_number - 1][1]:
        return None
    region: list[str] = []
    for number, (line, _) in enumerate(lines, start=1):
        if BEGIN in line:
            region = []
        region.append(line)
        if number >= line_number and END in line:
            break
    return _idea(region)


def _lines(source: str) -> list[tuple[str, bool]]:
    """Each line, and whether it is part of a hidden region (its markers included)."""
    marked, inside = [], False
    for line in source.splitlines():
        inside = inside or BEGIN in line
        marked.append((line, inside))
        inside = inside and END not in line
    return marked


def _idea(region: list[str]) -> str:
    return next(_comments(region), "more of the same")


def _comments(lines: list[str]) -> Iterator[str]:
    for line in lines:
        text = line.strip()
        if text.startswith("#") and BEGIN not in text and END not in text and text.strip("# "):
            yield text.strip("# ")
