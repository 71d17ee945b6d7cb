"""Units run in JupyterLab, in a browser, as students run them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab import CHROMIUM, open_notebook

ROOT = Path(__file__).parents[2]
SOURCE, STUDENT = ROOT / "course" / "source", ROOT / "notebooks"
EVERY_TIME = ("00_start", "02_small_similar", "07_any_size")  # the others: `make test-all`
UNITS = [
    pytest.param(Path(path.stem) / path.name, id=path.stem, marks=marks)
    for path in sorted(SOURCE.glob("*/*.ipynb"))
    for marks in [[] if path.stem in EVERY_TIME else [pytest.mark.soak]]
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]


def outputs(notebook, kind):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [output for cell in cells for output in cell.outputs if output.output_type == kind]


@pytest.mark.parametrize("unit", UNITS)
def test_source_edition_runs_to_the_end_without_errors_or_logs(unit):
    with open_notebook(SOURCE / unit) as lab:
        notebook = lab.run_all()
        assert lab.page.locator(".jp-OutputArea img").count() > 0
    assert outputs(notebook, "error") == []
    assert [o.text for o in outputs(notebook, "stream") if o.name == "stderr"] == []
    assert all(c.execution_count for c in notebook.cells if c.cell_type == "code" and c.source)


@pytest.mark.parametrize("unit", UNITS)
def test_student_edition_stops_at_the_first_exercise(unit):
    with open_notebook(STUDENT / unit) as lab:
        notebook = lab.run_all()
    assert [error.ename for error in outputs(notebook, "error")] == ["NotImplementedError"]
