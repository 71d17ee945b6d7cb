"""No notebook, however odd, raises anything but "ungradable" on its way to grading."""

from __future__ import annotations

import json
import logging
from typing import Any

import nbformat
import tiny
from batches import Plain
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from odd_notebooks import anything, nbgrader, notebooks

from autograder.notebooks.cells import is_test
from autograder.results.graded_notebook import fill, no_record, to_bytes
from autograder.submissions.intake import Ungradable, parse_notebook, read_submission
from autograder.submissions.rebuild import rebuild

SOURCE = tiny.source_notebook()
logging.getLogger("traitlets").setLevel(logging.CRITICAL)  # nbformat's complaints

slow = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _graded(content: bytes) -> None:
    """Take a notebook all the way; it is a valid notebook with all tests, or ungradable."""
    try:
        submitted = read_submission({f"{tiny.UNIT}.ipynb": content}, [tiny.UNIT])
        notebook, _ = rebuild(SOURCE, submitted.notebooks[tiny.UNIT])
    except Ungradable:
        return
    fill(notebook, no_record(SOURCE, "not run"))
    written = nbformat.reads(to_bytes(notebook).decode(), as_version=4)
    nbformat.validate(written)
    tests = [cell.source for cell in written.cells if is_test(cell)]
    assert tests == [cell.source for cell in SOURCE.cells if is_test(cell)]
    assert len({cell.id for cell in written.cells}) == len(written.cells)


@slow
@given(notebooks)
def test_notebooks_of_odd_parts(content: dict[str, Any]) -> None:
    _graded(json.dumps(content).encode())


@slow
@given(st.data())
def test_real_notebooks_with_odd_changes(data: st.DataObject) -> None:
    content = json.loads(nbformat.writes(tiny.answered()))
    for _ in range(data.draw(st.integers(1, 4))):
        cell = data.draw(st.sampled_from(content["cells"]))
        if not isinstance(cell, dict):
            continue
        place = data.draw(st.sampled_from([cell, cell.get("metadata"), content["metadata"]]))
        if isinstance(place, dict) and place:
            key = data.draw(st.sampled_from(sorted(place)))
            place[key] = data.draw(anything | nbgrader)
    _graded(json.dumps(content).encode())


@slow
@given(st.binary())
@example(b"\xff\xfe{\x00}\x00")
@example(b"\0" * 100)
@example(b"[" * 200_000)
@example(b'{"cells": []' + b', "a": {"a": ' * 5000)
@example(b'{"cells": [NaN], "nbformat": Infinity}')
@example(b'{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":1e999}')
def test_any_bytes(content: bytes) -> None:
    _graded(content)


@slow
@given(st.integers(0, 10_000), st.binary(max_size=4))
def test_a_real_notebook_with_damaged_bytes(place: int, damage: bytes) -> None:
    content = nbformat.writes(tiny.answered()).encode()
    place %= len(content)
    _graded(content[:place] + damage + content[place + len(damage) :])


def test_a_lone_surrogate_does_not_stop_writing() -> None:
    notebook = parse_notebook(json.dumps(tiny.answered(explain="a\ud800b")).encode())
    rebuilt, _ = rebuild(SOURCE, notebook)
    fill(rebuilt, Plain(SOURCE, seed=0, folder=None).examine(rebuilt, None))  # type: ignore[arg-type]
    assert "a?b" in to_bytes(rebuilt).decode()
