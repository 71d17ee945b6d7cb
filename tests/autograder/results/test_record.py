"""Records: what comes back from another process, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from nbformat.v4 import new_output

from autograder.notebooks.verdict import Verdict
from autograder.results import record as records
from autograder.results.record import Record, from_json


def record(**changes: Any) -> dict[str, Any]:
    test = {"verdict": "failed", "score": 0.0, "message": "It is 3.", "evidence": []}
    return {"outputs": {}, "tests": {"test_a": test | changes}}


def test_a_record_survives_json() -> None:
    said = new_output("stream", text="hello")
    found = Record(
        {"cell": [said]}, {"test_a": records.TestRecord(Verdict.PASSED, 2)}, cpu_seconds=0.5
    )
    assert from_json(json.loads(json.dumps(found.as_json()))) == found


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        record(verdict="splendid"),
        record(score="10"),
        record(points=3),
        record() | {"outputs": {"cell": [{"output_type": "video"}]}},
        record() | {"outputs": {"cell": 3}},
        record() | {"more": 1},
    ],
)
def test_what_is_no_record_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="record of"):
        from_json(value)
