"""Examine a notebook in a Jupyter kernel of its own, as nbgrader does: without a sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from nbgrader.utils import determine_grade
from traitlets.config import Config

from autograder.graded import is_test
from autograder.messages import failure_message
from autograder.preprocessors import PardonStderr, RunCells
from autograder.rebuild import grade_id
from autograder.record import Record, TestRecord
from autograder.results import verdict_of


class KernelExaminer:
    """Runs each notebook in a fresh kernel, where the verdict is formed, too."""

    def __init__(self, source: NotebookNode, *, config: Config, seed: int, folder: Path) -> None:
        self.config = config

    def examine(self, notebook: NotebookNode, files: Path) -> Record:
        """Run a notebook in its folder."""
        ran = nbformat.from_dict(notebook)
        resources: dict[str, Any] = {"metadata": {"path": str(files)}, "nbgrader": {}}
        try:
            RunCells(config=self.config).preprocess(ran, resources)
        finally:
            ensure_event_loop().close()  # which Jupyter opened for this thread
        PardonStderr().preprocess(ran, resources)
        code = [cell for cell in ran.cells if cell.cell_type == "code"]
        tests = {grade_id(cell) or "": _judge(cell) for cell in code if is_test(cell)}
        graded_by = {"how": "in the student's own kernel, without a sandbox"}
        return Record({cell.id: cell.outputs for cell in code}, tests, graded_by=graded_by)

    def interrupt(self) -> None:
        """Nothing to end: the cells' own time limit does."""

    def close(self) -> None:
        """Nothing to close: a kernel ends with its notebook."""


def _judge(cell: NotebookNode) -> TestRecord:
    score, points = determine_grade(cell)
    verdict = verdict_of(cell, score, points)
    return TestRecord(verdict, score, "" if verdict == "passed" else failure_message(cell))
