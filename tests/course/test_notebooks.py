"""The student edition is fresh, and every source notebook runs from top to bottom."""

from __future__ import annotations

from pathlib import Path

import classroom
import nbclient
import nbformat
import pytest
import samples

SOURCES = sorted((samples.ROOT / "course" / "source").glob("*/*.ipynb"))


def files(folder: Path) -> dict[str, bytes]:
    """Contents of all files, by their path in the folder."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    hidden = [path for path in paths if ".ipynb_checkpoints" in path.parts]
    return {str(p.relative_to(folder)): p.read_bytes() for p in paths if p not in hidden}


def test_student_edition_is_what_release_builds(tmp_path: Path) -> None:
    course = classroom.open_classroom(tmp_path)
    built, committed = files(course.parent / "notebooks"), files(samples.ROOT / "notebooks")
    assert built.keys() == committed.keys(), "run `make notebooks` and commit"
    stale = [path for path in built if built[path] != committed[path]]
    assert stale == [], "run `make notebooks` and commit"


@pytest.mark.slow
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_source_runs_from_top_to_bottom(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(notebook, timeout=180, resources=resources).execute()
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"] == []
