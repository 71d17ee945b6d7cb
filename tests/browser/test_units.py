"""Units run in JupyterLab, in a browser, as students run them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab import CHROMIUM, open_notebook

ROOT = Path(__file__).parents[2]
NOTEBOOK = Path("02_small_similar") / "02_small_similar.ipynb"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]


def outputs(notebook, kind):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [output for cell in cells for output in cell.outputs if output.output_type == kind]


def test_source_edition_runs_to_the_end_without_errors_or_logs():
    with open_notebook(ROOT / "course" / "source" / NOTEBOOK) as lab:
        notebook = lab.run_all()
        assert lab.page.locator(".jp-OutputArea img").count() == 6
    assert outputs(notebook, "error") == []
    assert [o.text for o in outputs(notebook, "stream") if o.name == "stderr"] == []
    assert all(c.execution_count for c in notebook.cells if c.cell_type == "code" and c.source)


def test_student_edition_stops_at_the_first_exercise():
    with open_notebook(ROOT / "notebooks" / NOTEBOOK) as lab:
        notebook = lab.run_all()
    assert [error.ename for error in outputs(notebook, "error")] == ["NotImplementedError"]
