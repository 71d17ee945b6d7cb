"""Forged answers earn nothing in the course's own units: their blank editions, spoken for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from adversary import FORGERIES, Liar, Lie
from examining import ENCLOSED, warm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.notebooks.cells import is_test
from autograder.sandbox import Limits
from autograder.submissions.rebuild import rebuild

pytestmark = pytest.mark.slow
__all__ = ["warm"]  # a fixture
ROOT = Path(__file__).parents[2]
UNITS = sorted(path.name for path in (ROOT / "course" / "source").iterdir() if path.is_dir())
EVERY_TIME = ("02_small_similar",)  # the others: `make test-all`
EXAMPLES = int(os.environ.get("TLKIT_LIES", "8"))


class Blank:
    """A unit's blank edition, as a student hands it in who has written nothing."""

    def __init__(self, unit: str, warm: Any) -> None:
        folder = ROOT / "course" / "source" / unit
        source = nbformat.read(folder / f"{unit}.ipynb", as_version=4)
        student = nbformat.read(ROOT / "notebooks" / unit / f"{unit}.ipynb", as_version=4)
        self.notebook, _ = rebuild(source, student)
        self.tests = sum(map(is_test, source.cells))
        self.liar = Liar(
            source, seed=0, folder=folder, warm=warm, limits=Limits(), enclosed=ENCLOSED,
            seconds=20.0, environment={"TLKIT_CACHE": "off"},
        )  # fmt: skip

    def earns(self, *lies: Lie) -> dict[str, float]:
        """The points that it gets with these lies, by test, where there are any."""
        self.liar.lies = lies
        record = self.liar.examine(self.notebook)
        return {name: test.score for name, test in record.tests.items() if test.score}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(unit, marks=[] if unit in EVERY_TIME else [pytest.mark.soak]) for unit in UNITS
    ],
)
def blank(request: pytest.FixtureRequest, warm: Any) -> Iterator[Blank]:
    blank = Blank(request.param, warm)
    yield blank
    blank.liar.close()


# Those that only hang would take the cell's whole time at each answer
QUICK = sorted(set(FORGERIES) - {"half_a_message"})


def test_a_blank_edition_earns_nothing(blank: Blank) -> None:
    assert blank.earns() == {}


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(data=st.data())
def test_forged_answers_to_one_test_earn_nothing(data: Any, blank: Blank) -> None:
    test = data.draw(st.integers(0, blank.tests - 1), label="test")
    how = data.draw(st.sampled_from(QUICK), label="how")
    assert blank.earns(Lie(test, None, how)) == {}


VALUES = (
    "a_text", "no_number", "an_array_of_nan", "a_list_of_one_number_as_array", "stops_the_loop",
    "a_handle_that_claims_to_be_an_array", "a_handle_that_claims_to_be_a_model", "zero_states",
    "ends_the_program", "raises_what_no_name_is",
)  # fmt: skip


@pytest.mark.parametrize("how", VALUES)
def test_wrong_values_in_every_test_earn_nothing(how: str, blank: Blank) -> None:
    assert blank.earns(*(Lie(test, None, how) for test in range(blank.tests))) == {}
