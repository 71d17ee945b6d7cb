"""Fixtures that examine one notebook, made of cells, and what their tests ask of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading.examiner import Examiner
from autograder.results.record import Record
from autograder.sandbox import Limits, Warm, no_sandbox_here

ENCLOSED = not no_sandbox_here()
SET_UP = """
import gc, os, random
import numpy as np
numbers = np.arange(100.0)
SCALE = 3
"""
DOUBLE = "def double(x):\n    return 2 * x"
TOY = """
import keras
import numpy as np
keras.utils.set_random_seed(0)
def toy():
    image = x = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(4, 3, name="conv")(x)
    x = keras.layers.BatchNormalization(name="bn")(x)
    x = keras.layers.ReLU(name="relu")(x)
    return keras.Model(image, x)
given = toy()
"""
TEST = """
# Doubles
import numpy as np
found = double(np.array([1.0, 2.0, 5.0]))
np.testing.assert_allclose(found, [2, 4, 10], err_msg="not the double")
assert double(numbers).sum() == 9900, "not the double of all"
"""


def cell(name: str, source: str, points: float | None = None, **marks: Any) -> Any:
    marks |= {"grade_id": name, "grade": points is not None, "schema_version": 3}
    marks |= {"solution": marks.get("solution", False)} | ({"points": points} if points else {})
    made = new_code_cell(source, metadata={"nbgrader": marks})
    made.id = name
    return made


def answer(source: str, name: str = "answer") -> Any:
    return cell(name, source, solution=True)


def notebook(*cells: Any) -> nbformat.NotebookNode:
    return new_notebook(cells=[cell("set-up", SET_UP), *cells])


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm({"TF_CPP_MIN_LOG_LEVEL": "3"}) as warm:
        yield warm


@pytest.fixture(scope="module")
def examine(warm: Warm) -> Iterator[Any]:
    """Examines a notebook against a source; one examiner a source."""
    examiners: dict[str, Examiner] = {}

    def examine(source: Any, submitted: Any, **options: Any) -> Record:
        key = nbformat.writes(source) + str(options)
        if key not in examiners:
            settings = {"limits": Limits(), "enclosed": ENCLOSED, "seed": 0, "seconds": 3.0}
            settings |= {"folder": Path(__file__).parent, "warm": warm}
            settings |= {"environment": {"TLKIT_CACHE": "off"}}
            examiners[key] = Examiner(source, **(settings | options))
        return examiners[key].examine(submitted)

    yield examine
    for examiner in examiners.values():
        examiner.close()


def verdict(record: Record, test: str = "test") -> tuple[str, float]:
    return record.tests[test].verdict, record.tests[test].score


@pytest.fixture
def passes(examine: Any) -> Any:
    """Whether an answer passes a test."""

    def passes(
        text: str, test: str, set_up: str = TOY, more: Sequence[Any] = (), **options: Any
    ) -> bool:
        cells = [cell("set-up", set_up), answer(text), *more, cell("t", test, 1.0)]
        source = new_notebook(cells=cells)
        record = examine(source, source, **({"seconds": 60.0} | options))
        kind, _ = verdict(record, "t")
        assert kind in ("passed", "failed"), record.tests["t"].message
        return kind == "passed"

    return passes
