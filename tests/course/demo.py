"""A term in a minute: build the student edition, hand in the sample submissions, grade and report.

Everything happens in `.demo/`; each score is shown beside the expected one. Units may be named:
`make demo ARGS=00_start`."""

from __future__ import annotations

import shutil
import sys
from typing import Any

import classroom
import samples
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

FOLDER = samples.ROOT / ".demo"
console = Console()


def main() -> int:
    """Run the demonstration; 0 if every submission earned what it should."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    console.rule("The student edition, built from course/source")
    course = classroom.open_classroom(FOLDER)
    units = sys.argv[1:] or samples.units()
    as_expected = [_demonstrate(course, unit) for unit in units]
    console.rule("The class report, to be opened in a browser")
    classroom.run("report", str(course)).check_returncode()
    console.print(course / "report.html", soft_wrap=True, highlight=False)
    return 0 if all(as_expected) else 1


def _demonstrate(course: Any, unit: str) -> bool:
    handed_in = samples.load_samples(unit)
    samples.hand_in(course, handed_in, course.parent / "notebooks")
    console.rule(f"Grading {len(handed_in)} submissions to {unit}")
    results = classroom.grade(course, unit)
    table = Table(Column("Submission", overflow="fold"), "What it does", "Points", "Expected", "")
    wrong: list[str] = []
    for sample in handed_in:
        found = samples.differences(sample, results[sample.name])
        wrong += [f"{sample.name}: {difference}" for difference in found]
        table.add_row(*_row(sample, results[sample.name], bool(found)))
    console.print(table)
    for line in wrong:
        console.print(f"[red]{escape(line)}")
    _feedback(results)
    return not wrong


def _row(sample: samples.Sample, result: dict[str, Any], is_wrong: bool) -> list[str]:
    mark = "[red]differs" if is_wrong else "[green]as expected"
    expected = samples.expected_score(sample, result)
    scores = [_points(result["score"], result["points"]), _points(expected, result["points"])]
    return [sample.name, escape(sample.about), *scores, mark]


def _points(score: float | None, points: float) -> str:
    return "for a person" if score is None else f"{score:g} of {points:g}"


def _feedback(results: dict[str, dict[str, Any]]) -> None:
    console.rule("Feedback pages, to be opened in a browser")
    for result in results.values():
        for page in result["feedback"]:
            console.print(page, soft_wrap=True, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
