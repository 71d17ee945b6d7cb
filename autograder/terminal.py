"""What grading looks like on a terminal: a progress bar on stderr, a table on stdout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

from autograder.results import SubmissionResult


class RateColumn(ProgressColumn):
    """How many submissions are graded in a minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed * 60:.1f}/min" if task.speed else "", style="dim")


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
            progress.console.print(one_line(result))
            progress.advance(task)
            yield result


def one_line(result: SubmissionResult) -> Text:
    """A result in a line, for the log above the progress bar."""
    if result.status != "graded":
        return Text.from_markup(f"[red]?[/] {escape(result.student)}: {escape(result.message)}")
    kept = ", unchanged" if result.kept else f" in {result.seconds:.1f} s"
    return Text.from_markup(
        f"[green]✓[/] {escape(result.student)}: {result.score:g} of {result.points:g}{kept}"
    )


def results_table(unit: str, results: list[SubmissionResult]) -> Table:
    """One row a submission: points, the tests that failed, and what a person should look at."""
    table = Table(title=unit, title_justify="left")
    table.add_column("Student")
    table.add_column("Points", justify="right", no_wrap=True)
    table.add_column("Not passed")
    table.add_column("For a person", style="yellow")
    for result in results:
        points = "-" if result.score is None else f"{result.score:g}/{result.points:g}"
        cells = (result.student, points, _not_passed(result), _for_a_person(result))
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _not_passed(result: SubmissionResult) -> str:
    tests = [test for test in result.tests if test.verdict not in ("passed", "pending")]
    return ", ".join(f"{test.test} ({test.verdict})" for test in tests)


def _for_a_person(result: SubmissionResult) -> str:
    if result.status != "graded":
        return result.message
    pending = [f"{result.pending:g} to grade by hand"] if result.pending else []
    return "; ".join([*pending, *result.remarks])
