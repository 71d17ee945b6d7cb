"""What `autograder check` says on a terminal: a table, faults, and survivors as diffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.syntax import Syntax
from rich.table import Table

from autograder.authoring.check import UnitCheck
from autograder.core.printable import printable


def watch(results: Iterable[Any], total: int) -> Iterator[Any]:
    """Pass results through, and show on stderr how far the work is."""
    yield from track(results, "checking", total=total, console=Console(stderr=True))


def _words(text: str) -> str:
    return escape(printable(text))


def show(found: UnitCheck, console: Console) -> None:
    """Print what was found in one unit."""
    table = Table(title=_words(found.unit), title_justify="left")
    table.add_column("Exercise")
    for column in ("Mutants", "Killed", "Right too", "Score"):
        table.add_column(column, justify="right")
    for score in found.scores:
        numbers = (score.mutants, score.killed, score.equivalent)
        table.add_row(_words(score.exercise), *map(str, numbers), f"{score.share:.0%}")
    console.print(table)
    for fault in found.faults:
        console.print(f"[red]✗[/] {_words(fault)}")
    for score in found.scores:
        for diff in score.survivors:
            console.print(f"[yellow]No test of {_words(score.exercise)} minds:[/]")
            console.print(Syntax(printable(diff), "diff", background_color="default"))
    if found.passed:
        console.print(
            "[green]✓[/] The solution, the samples and the mutants earn what they should."
        )
