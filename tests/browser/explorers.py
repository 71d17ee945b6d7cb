"""The explorers, each in a cell of one notebook, open in JupyterLab."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from lab import Lab, open_notebook

SETUP = "import tlkit\ncase = tlkit.load_case({!r}, per_class={})"
CELLS = {
    "freezing": "tlkit.explore_freezing(case.backbone, case)",
    "filters": "tlkit.explore_filters(case.backbone, case.test.images[0])",
    "sizes": "tlkit.explore_sizes(tlkit.add_head(case.backbone, 10, seed=0), case.test.images[0])",
    "cases": "tlkit.explore_cases()",
}
THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"


@contextmanager
def open_explorers(
    *names: str, case: str = "small-different", per_class: int | None = 10
) -> Iterator[Lab]:
    """JupyterLab, with the explorers of these names in a notebook that has not been run yet."""
    cells = [SETUP.format(case, per_class), *(CELLS[name] for name in names)]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "explorers.ipynb"
        nbformat.write(notebook, path)
        with open_notebook(path, width=1300, height=1300) as lab:
            lab.page.keyboard.press("Control+b")  # the side bar makes way
            yield lab
