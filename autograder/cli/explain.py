"""One grade with all its evidence, for a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.core.printable import printable
from autograder.results.results import MarkResult, SubmissionResult, TestResult


def explanation(result: SubmissionResult) -> Group:
    """Each test with its verdict, points, message and evidence; then what graded it."""
    score = "no grade yet" if result.score is None else f"{result.score:g} of {result.points:g}"
    name, unit = (printable(words, one_line=True) for words in (result.student, result.unit))
    parts: list[RenderableType] = [Text(f"{name}, {unit}: {score}", "bold")]
    if result.message:
        parts.append(_text(result.message, "red"))
    if result.late_penalty:
        parts.append(Text(f"{result.late_penalty:g} points off for being late"))
    parts += [_text(f"Note: {remark}", "yellow") for remark in result.remarks]
    marks: dict[str, list[MarkResult]] = {}
    for mark in result.earlier_marks:
        marks.setdefault(mark.test, []).append(mark)
    exercise = None
    for test in result.tests:
        if test.exercise != exercise:
            exercise = test.exercise
            parts += [Text(), _text(exercise, "bold")]
        parts += _test(test)
        parts += [_below(mark.sentence, "yellow") for mark in marks.pop(test.test, [])]
    parts += [_text(mark.sentence, "yellow") for others in marks.values() for mark in others]
    parts += [Text(), Text("Graded by", "bold"), _table(result.graded_by)]
    parts += [_text(f"Feedback: {page}") for page in result.feedback]
    return Group(*parts)


def _test(test: TestResult) -> list[RenderableType]:
    score = "?" if test.score is None else f"{test.score:g}"
    verdict = (test.verdict.ljust(13), test.verdict.terminal)
    title, name = (printable(words, one_line=True) for words in (test.title, test.test))
    line = Text.assemble(verdict, f"{score}/{test.points:g}".ljust(8), f"{title}  ", (name, "dim"))
    below = [_text(test.message)] if test.message else []
    below += [_text(f"· {line}", "dim") for line in test.evidence]
    return [line, *(Padding(text, (0, 0, 0, 13)) for text in below)]


def _below(text: str, style: str) -> RenderableType:
    return Padding(_text(text, style), (0, 0, 0, 13))


def _text(words: str, style: str = "") -> Text:
    return Text(printable(words), style)


def _table(told: dict[str, Any]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in told.items():
        table.add_row(_text(name.replace("_", " ")), _text(_plain(value)))
    return table


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
