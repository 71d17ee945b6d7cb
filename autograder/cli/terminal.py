"""What grading looks like on a terminal: a progress bar on stderr, a table on stdout."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.core.printable import printable
from autograder.notebooks.verdict import Verdict
from autograder.results.results import SubmissionResult


class RateColumn(ProgressColumn):
    """How many submissions are graded in a minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed * 60:.1f}/min" if task.speed else "", style="dim")


class Interrupts:
    """Takes Ctrl-C in a `with` statement: the first one stops, the next ones end what runs."""

    def __init__(self) -> None:
        self.count = 0
        self.stop: Callable[[], None] = lambda: None
        self.end: Callable[[], None] = lambda: None

    def call(self, stop: Callable[[], None], end: Callable[[], None]) -> None:
        """Say what Ctrl-C stops from now on; if it came already, stop."""
        self.stop, self.end = stop, end
        if self.count:
            stop()

    def __enter__(self) -> Interrupts:
        self.before = signal.signal(signal.SIGINT, self._take)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self.before)

    def _take(self, *_: object) -> None:
        self.count += 1
        if self.count == 1:
            print("Finishing what runs; Ctrl-C again ends that, too.", file=sys.stderr)
            self.stop()
        else:
            self.end()


def with_progress(
    results: Iterable[SubmissionResult], total: int, label: str
) -> Iterator[SubmissionResult]:
    """Pass results through, and show on stderr how far the work is."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=total)
        for result in results:
            if line := one_line(result):
                progress.console.print(line, soft_wrap=True)
            progress.advance(task)
            yield result


def one_line(result: SubmissionResult) -> Text | None:
    """What to see at once: what failed, what a person must look at, whose grade moved."""
    name = _words(result.student)
    if result.status != "graded":
        return Text.from_markup(f"[red]?[/] {name}: {_words(result.message)}")
    failed = _words(_not_passed(result))
    moved = f" [yellow]({_words(_before(result))})[/]" if result.moved else ""
    again = f" [yellow]{_words(' '.join(result.to_confirm))}[/]" if result.to_confirm else ""
    if not (moved or ((failed or again) and not result.kept)):
        return None
    mark = "[red]✗[/]" if failed else "[green]✓[/]"
    points = f"{result.score:g} of {result.points:g}"
    return Text.from_markup(f"{mark} {name}: {points}{moved} {failed}{again}".rstrip())


def results_table(unit: str, results: list[SubmissionResult]) -> Table:
    """One row a submission: points, the tests that failed, and what a person should look at."""
    table = Table(title=_words(unit), title_justify="left")
    table.add_column("Student")
    table.add_column("Points", justify="right", no_wrap=True)
    table.add_column("Not passed")
    table.add_column("For a person", style="yellow")
    some_moved = any(result.moved for result in results)
    if some_moved:
        table.add_column("What moved it")
    for result in results:
        points = "-" if result.score is None else f"{result.score:g}/{result.points:g}"
        points += f" (was {result.before:g})" if result.moved else ""
        cells = [result.student, points, _not_passed(result), _for_a_person(result)]
        cells += ["; ".join(result.moved_by) if result.moved else ""] if some_moved else []
        table.add_row(*(_words(cell) for cell in cells))
    return table


def _words(text: str) -> str:
    """Text of a student's for a line of the terminal: neither markup nor control characters."""
    return escape(printable(text, one_line=True))


def _not_passed(result: SubmissionResult) -> str:
    told_elsewhere = (Verdict.PASSED, Verdict.PENDING, Verdict.UNGRADABLE)
    tests = [test for test in result.tests if test.verdict not in told_elsewhere]
    return ", ".join(f"{test.test} ({test.verdict})" for test in tests)


def _for_a_person(result: SubmissionResult) -> str:
    if result.status != "graded":
        return result.message
    pending = [f"{result.pending:g} to grade by hand"] if result.pending else []
    tampered = dict.fromkeys(t.message for t in result.tests if t.verdict is Verdict.TAMPERED)
    return "; ".join([*tampered, *pending, *result.to_confirm, *result.remarks])


def _before(result: SubmissionResult) -> str:
    """The score before, and what moved it."""
    return "; ".join([f"{result.before:g} before", *result.moved_by])
