"""One grade with all its evidence, for a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.results import SubmissionResult, TestResult

COLOURS = {"passed": "green"} | dict.fromkeys(
    ["partial", "pending", "tampered", "no_score"], "yellow"
)


def explanation(result: SubmissionResult) -> Group:
    """Each test with its verdict, points, message and evidence; then what graded it."""
    score = "no grade yet" if result.score is None else f"{result.score:g} of {result.points:g}"
    parts: list[RenderableType] = [Text(f"{result.student}, {result.unit}: {score}", "bold")]
    if result.message:
        parts.append(Text(result.message, "red"))
    if result.late_penalty:
        parts.append(Text(f"{result.late_penalty:g} points off for being late"))
    parts += [Text(f"Note: {remark}", "yellow") for remark in result.remarks]
    exercise = None
    for test in result.tests:
        if test.exercise != exercise:
            exercise = test.exercise
            parts += [Text(), Text(exercise, "bold")]
        parts += _test(test)
    parts += [Text(), Text("Graded by", "bold"), _table(result.graded_by)]
    parts += [Text(f"Feedback: {page}") for page in result.feedback]
    return Group(*parts)


def _test(test: TestResult) -> list[RenderableType]:
    score = "?" if test.score is None else f"{test.score:g}"
    line = Text.assemble(
        (test.verdict.ljust(13), COLOURS.get(test.verdict, "red")),
        f"{score}/{test.points:g}".ljust(8), f"{test.title}  ", (test.test, "dim"),
    )  # fmt: skip
    below = [Text(test.message)] if test.message else []
    below += [Text(f"· {line}", "dim") for line in test.evidence]
    return [line, *(Padding(text, (0, 0, 0, 13)) for text in below)]


def _table(told: dict[str, Any]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in told.items():
        table.add_row(name.replace("_", " "), Text(_plain(value)))
    return table


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
