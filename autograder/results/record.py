"""What examining one submission found, as plain data.

A record comes from another process as JSON; `from_json` takes nothing that does not fit.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.notebooks.verdict import Verdict

_NO_RECORD = (AttributeError, KeyError, TypeError, ValueError, nbformat.ValidationError)


@dataclass(frozen=True)
class TestRecord:
    """One test cell: its verdict, the points it earned, and why."""

    verdict: Verdict
    score: float
    message: str = ""
    evidence: list[str] = field(default_factory=list)  # what was asked of the student's code

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> TestRecord:
        """The record of a test in a value that was read as JSON.

        Raises:
            ValueError, KeyError or TypeError: it is none.
        """
        if not isinstance(value["score"], int | float):
            raise ValueError(f"a test's score is {value['score']!r}")
        return cls(**{**value, "verdict": Verdict(value["verdict"])})


@dataclass(frozen=True)
class Record:
    """One notebook that was run: what its cells showed, and what its tests said.

    `outputs` goes by cell id, `tests` by grade_id, in the order of the notebook. `ended` says why
    the student's process stopped early, and is empty where it did not. `graded_by` holds what a
    grade depends on beside the submission: versions, seeds, limits, layers of the sandbox.
    """

    outputs: dict[str, list[NotebookNode]]
    tests: dict[str, TestRecord]
    ended: str = ""
    seconds: dict[str, float] = field(default_factory=dict)  # of CPU time, by cell id
    cpu_seconds: float = 0.0  # of the student's process, all in all
    peak_memory: int = 0  # bytes
    graded_by: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The record as JSON knows it."""
        return asdict(self)


def from_json(value: Any) -> Record:
    """The record in a value that was read as JSON.

    >>> test = {"verdict": "failed", "score": 0, "message": "It is 3.", "evidence": []}
    >>> from_json({"outputs": {}, "tests": {"test_a": test}}).tests["test_a"].message
    'It is 3.'

    Raises:
        ValueError: it is no record, with what does not fit.
    """
    try:
        tests = {str(name): TestRecord.from_json(test) for name, test in value["tests"].items()}
        outputs = {str(cell): _outputs(found) for cell, found in value["outputs"].items()}
        record = Record(**{**value, "tests": tests, "outputs": outputs})
    except _NO_RECORD as error:
        raise ValueError(f"this is no record of a submission: {error!r}") from error
    return record


def _outputs(found: list[dict[str, Any]]) -> list[NotebookNode]:
    outputs = [nbformat.from_dict(output) for output in found]
    for output in outputs:
        nbformat.validate(output, ref="output", version=4)
    return outputs
