"""Try faulty answers out: each on the tests of its own exercise, and nothing is written down.

An exercise's tests need the set-up, the answers before them, and the names that earlier tests
made. Leaving out all other tests, and what comes later, is what makes hundreds of tries bearable.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import cast

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from autograder.grading.batch import Batch
from autograder.grading.examiner import Examiner
from autograder.notebooks import cell_names
from autograder.results.record import Record


def try_out(
    batch: Batch, tries: Mapping[str, tuple[NotebookNode, int]]
) -> Iterator[tuple[str, Record]]:
    """Examine notebooks, as many at a time as the batch has workers.

    Args:
        batch: of one unit, graded on this machine.
        tries: by name, a notebook and the seed that hidden inputs are drawn from.

    Yields: the name and the record of each, as they get done.
    """
    (unit,) = batch.sources

    def examine(name: str) -> tuple[str, Record]:
        notebook, seed = tries[name]
        examiner = cast(Examiner, batch.own_examiner(unit))
        examiner.seed = seed
        return name, examiner.examine(notebook, batch.folder)

    pool = ThreadPoolExecutor(batch.options.workers)
    try:
        for future in as_completed([pool.submit(examine, name) for name in tries]):
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
        batch.close()


def only(source: NotebookNode, tests: tuple[str, ...]) -> NotebookNode:
    """A source notebook without the code cells that these tests, by grade_id, can do without."""
    names = {cell.id: cell.metadata.get("nbgrader", {}).get("grade_id") for cell in source.cells}
    kept: set[str] = set()
    needed: set[str] = set()
    for part in reversed(cell_names.parts(source)):
        is_test = part.kind == cell_names.TEST
        if names[part.cell_id] in tests or (kept and (not is_test or part.makes & needed)):
            kept.add(part.cell_id)
            needed |= part.needs - part.makes if is_test else part.needs
    return NotebookNode(source, cells=[cell for cell in source.cells if cell.id in kept])


def with_answer(source: NotebookNode, answer: str, text: str) -> NotebookNode:
    """A source notebook in which one solution, by grade_id, is another."""
    changed = copy.deepcopy(source)
    for cell in changed.cells:
        if is_solution(cell) and cell.metadata.nbgrader.grade_id == answer:
            cell.source = text
    return changed
