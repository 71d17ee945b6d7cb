"""What of an earlier grade stands, so that grading anew runs only the tests that a change concerns.

A graded notebook keeps, for each test, a digest of all that its verdict depends on (see
`autograder.results.dependencies`), and whether it gave a number. A test with the same digest keeps
its verdict, its evidence and what it showed. Where only its points changed, its score follows from
the verdict. A submission whose process ended before its time is graded as a whole: what one test
does there decides about the next.

All this is for the same submission, graded with the same versions, limits and seed: where any of
those is another, everything runs (see `autograder.results.provenance`).
"""

from __future__ import annotations

import dataclasses

import msgspec
from nbformat import NotebookNode
from nbgrader.utils import is_task

from autograder.notebooks.cells import is_graded, is_test
from autograder.notebooks.verdict import Verdict
from autograder.results.dependencies import Dependencies
from autograder.results.record import Record, TestRecord


class Depends(msgspec.Struct):
    """What a graded notebook says of what its verdicts depend on; tests by cell id."""

    tests: dict[str, str]  # a digest each
    runs: str  # a digest of all that runs beside the tests
    numbers: list[str]  # tests whose last value was a number, which is how many points they give


@dataclasses.dataclass(frozen=True)
class Earlier:
    """A notebook as it was graded before, with what it says of how it came to its points."""

    notebook: NotebookNode
    record: NotebookNode
    depends: Depends


@dataclasses.dataclass(frozen=True)
class Plan:
    """What there is to do for one notebook of a submission."""

    notebook: NotebookNode  # rebuilt from the source
    depends: Dependencies
    digests: Depends
    standing: dict[str, TestRecord] = dataclasses.field(default_factory=dict)  # by cell id
    earlier: Earlier | None = None  # None where nothing stands

    @property
    def to_run(self) -> set[str]:
        """The cell ids of the tests whose verdicts do not stand."""
        return self.digests.tests.keys() - self.standing.keys()

    @property
    def shows_anew(self) -> bool:
        """Whether cells beside the tests may show something else than before."""
        return self.earlier is None or self.earlier.depends.runs != self.digests.runs

    @property
    def must_examine(self) -> bool:
        """Whether there is anything to run: for a verdict, or for a person who reads what shows."""
        by_hand = (cell for cell in self.notebook.cells if is_graded(cell) and not is_test(cell))
        is_read = any(cell.cell_type == "code" or is_task(cell) for cell in by_hand)
        return self.earlier is None or bool(self.to_run) or (self.shows_anew and is_read)

    @property
    def ran(self) -> list[str]:
        """The names of those tests, in order."""
        cells = self.notebook.cells
        return [cell.metadata.nbgrader.grade_id for cell in cells if cell.id in self.to_run]

    @property
    def changes(self) -> bool:
        """Whether points may change."""
        return bool(
            self.earlier is None
            or self.to_run
            or _points(self.notebook) != _points(self.earlier.notebook)
        )

    def to_examine(self) -> NotebookNode:
        """The notebook without the tests that need not run."""
        run = self.depends.tests_for(self.to_run)
        kept = [cell for cell in self.notebook.cells if not is_test(cell) or cell.id in run]
        return NotebookNode(self.notebook, cells=kept)

    def in_whole(self) -> Plan:
        """The same, but nothing stands."""
        return Plan(self.notebook, self.depends, self.digests)


def make_plan(notebook: NotebookNode, source: NotebookNode, graded: NotebookNode | None) -> Plan:
    """Find out which tests of a rebuilt notebook have to run.

    Args:
        notebook: from `autograder.submissions.rebuild.rebuild`.
        source: what it was rebuilt from.
        graded: the notebook as it was graded before, from the same submission and with the same
            versions, limits and seed; None to run all.
    """
    depends = Dependencies(notebook, source)
    digests = Depends(depends.fingerprints(), depends.run_fingerprint(), [])
    whole = Plan(notebook, depends, digests)
    earlier = _earlier(graded) if graded else None
    if earlier is None:
        return whole
    before = earlier.depends
    same = {test for test, text in digests.tests.items() if before.tests.get(test) == text}
    unchanged = same == before.tests.keys() == digests.tests.keys() and before.runs == digests.runs
    if earlier.record.get("ended") and not unchanged:
        return whole
    cells = {cell.id: cell for cell in earlier.notebook.cells}
    standing = {}
    for cell in notebook.cells:
        if cell.id in same and (test := _standing(cell, cells[cell.id], earlier)):
            standing[cell.id] = test
    if digests.tests and not standing:
        return whole
    digests.numbers = [test for test in before.numbers if test in standing]
    return Plan(notebook, depends, digests, standing, earlier)


def settle(plan: Plan, found: Record | None) -> Record:
    """The record of a notebook: what stands, and what was found anew.

    Args:
        plan: from `make_plan`.
        found: what came of `plan.to_examine()`; None where nothing was to be run.
    """
    earlier = plan.earlier
    if earlier is None:
        if found is None:
            raise ValueError("nothing stands of this notebook, so it has to be examined")
        return found
    code = [cell for cell in plan.notebook.cells if cell.cell_type == "code"]
    outputs = {c.id: c.outputs for c in earlier.notebook.cells if c.cell_type == "code"}
    tests = dict(plan.standing)
    seconds = dict(earlier.record.seconds)
    if found is not None:
        for cell in code:
            if cell.id in plan.to_run:
                tests[cell.id] = found.tests[cell.metadata.nbgrader.grade_id]
            if cell.id in plan.to_run or (plan.shows_anew and not is_test(cell)):
                outputs[cell.id] = found.outputs.get(cell.id, [])
                seconds[cell.id] = found.seconds.get(cell.id, 0.0)
    return Record(
        outputs=outputs,
        tests={c.metadata.nbgrader.grade_id: tests[c.id] for c in code if c.id in tests},
        ended=earlier.record.ended,
        seconds=seconds,
        cpu_seconds=earlier.record.cpu_seconds,
        peak_memory=earlier.record.peak_memory,
        graded_by=found.graded_by if found else dict(earlier.record.graded_by),
    )


def write_depends(plan: Plan, record: Record) -> None:
    """Put into a filled notebook what its verdicts depend on, for the next time."""
    for cell in filter(is_test, plan.notebook.cells):
        shown = record.outputs.get(cell.id, []) if cell.id in plan.to_run else []
        if any(output.output_type == "execute_result" for output in shown):
            plan.digests.numbers.append(cell.id)
    plan.notebook.metadata.autograder["depends"] = msgspec.to_builtins(plan.digests)


def _earlier(notebook: NotebookNode) -> Earlier | None:
    """A graded notebook, if we graded it and it tells what its verdicts depend on."""
    try:
        depends = msgspec.convert(notebook.metadata["autograder"]["depends"], Depends)
        return Earlier(notebook, notebook.metadata["autograder"]["record"], depends)
    except (KeyError, TypeError, msgspec.ValidationError):
        return None


def _standing(cell: NotebookNode, old: NotebookNode, earlier: Earlier) -> TestRecord | None:
    """The record of a test that stands, with the points that it has now; None: run it."""
    try:
        test = TestRecord.from_json(earlier.record["tests"][old.metadata.nbgrader.grade_id])
        points, had = float(cell.metadata.nbgrader.points), float(old.metadata.nbgrader.points)
    except (KeyError, TypeError, ValueError):
        return None
    if points == had or test.score == 0:
        return test
    if test.verdict is Verdict.PASSED and cell.id not in earlier.depends.numbers:
        return dataclasses.replace(test, score=points)
    if test.score > points:
        return None  # the test gives more points than it has: that is for a person to read
    verdict = Verdict.PASSED if test.score == points else Verdict.PARTIAL
    return dataclasses.replace(test, verdict=verdict)


def _points(notebook: NotebookNode) -> dict[str, tuple[str, float]]:
    """The name and the points of each graded cell, by its id."""
    graded = [(cell.id, cell.metadata.nbgrader) for cell in notebook.cells if is_graded(cell)]
    return {cell: (about.grade_id, float(about.points)) for cell, about in graded}
