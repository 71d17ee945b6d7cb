"""Cells as a student may see them: no mark schemes, and hidden tests by their idea alone."""

from __future__ import annotations

from collections.abc import Iterator

BEGIN = ("BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME")
END = ("END HIDDEN TESTS", "END MARK SCHEME")
PREFIX = "Hidden test: "


def title(source: str, default: str) -> str:
    """What a test cell says about itself: its first comment.

    >>> title("# Check: one row an image\\nassert len(codes) == 3", "test_codes")
    'Check: one row an image'
    """
    return next(_comments(source.splitlines()), default)


def without_hidden(source: str) -> str:
    """A cell as students get it: hidden tests and mark schemes are cut out."""
    return "\n".join(line for line, hidden in _lines(source) if not hidden)


def has_hidden(source: str) -> bool:
    """Whether a part of a cell is hidden from students."""
    return any(hidden for _, hidden in _lines(source))


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
        if _has(line, END):
            note = f"# {PREFIX}{_idea(region, source)}"
            shown += [] if note in shown else [note]
            region = []
    return "\n".join(shown)


def hidden_idea(source: str, line_number: int) -> str | None:
    """The idea of the hidden test at a line (counted from 1), or None if all can see it."""
    lines = _lines(source)
    if not 0 < line_number <= len(lines) or not lines[line_number - 1][1]:
        return None
    region: list[str] = []
    for number, (line, _) in enumerate(lines, start=1):
        region = [line] if _has(line, BEGIN) else [*region, line]
        if number >= line_number and _has(line, END):
            break
    return _idea(region, source)


def _lines(source: str) -> list[tuple[str, bool]]:
    """Each line, and whether it is part of a hidden region (its markers included)."""
    marked, inside = [], False
    for line in source.splitlines():
        inside = inside or _has(line, BEGIN)
        marked.append((line, inside))
        inside = inside and not _has(line, END)
    return marked


def _idea(region: list[str], source: str) -> str:
    """A hidden region's own first comment, else its cell's."""
    comment = next(_comments(region), None) or title(source, "more of the same")
    return comment.removeprefix(PREFIX)


def _comments(lines: list[str]) -> Iterator[str]:
    for line in lines:
        text = line.strip()
        if text.startswith("#") and not _has(text, BEGIN + END) and text.strip("# "):
            yield text.strip("# ")


def _has(line: str, markers: tuple[str, ...]) -> bool:
    return any(marker in line for marker in markers)
