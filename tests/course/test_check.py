"""`autograder check` is content with every unit: its tests find the faults that they should."""

from __future__ import annotations

import classroom
import pytest
import samples

pytestmark = [pytest.mark.slow, pytest.mark.soak]  # minutes each


@pytest.mark.parametrize("unit", samples.units())
def test_the_check_is_content(unit: str) -> None:
    done = classroom.run("check", str(samples.ROOT / "course"), unit)
    assert done.returncode == 0, done.stdout
