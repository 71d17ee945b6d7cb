"""`autograder check` is content with every unit: its tests find the faults that they should."""

from __future__ import annotations

import classroom
import pytest
import samples
from changed import CHECKED

pytestmark = pytest.mark.slow
UNITS = [  # the others: `make test-all`
    pytest.param(unit, marks=[] if unit in CHECKED else [pytest.mark.soak])
    for unit in samples.units()
]


@pytest.mark.parametrize("unit", UNITS)
def test_the_check_is_content(unit: str) -> None:
    done = classroom.run("check", str(samples.ROOT / "course"), unit)
    assert done.returncode == 0, done.stdout
