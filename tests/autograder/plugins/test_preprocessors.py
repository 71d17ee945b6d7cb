"""What plain nbgrader's own run does by our rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from tiny import UNIT


def test_text_on_stderr_is_kept_where_it_costs_nothing(
    graded_root: Path, graded: dict[str, Any]
) -> None:
    path = graded_root / "autograded" / "noisy" / UNIT / f"{UNIT}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    test = next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == "test_double")
    assert {output.name for output in test.outputs} == {"stdout"}
    assert "so slow" in "".join(output.text for output in test.outputs)
