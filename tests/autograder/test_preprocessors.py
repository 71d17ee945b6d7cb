"""What a graded notebook remembers of what it was graded from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from tiny import UNIT

from autograder.preprocessors import digest


def test_digest_depends_on_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    digests = {digest(tmp_path)}
    (tmp_path / "a").write_text("2")
    digests.add(digest(tmp_path))
    (tmp_path / "a").rename(tmp_path / "b")
    digests.add(digest(tmp_path))
    assert len(digests) == 3


def test_digest_leaves_out_jupyters_copies(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    before = digest(tmp_path)
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "a").write_text("0")
    assert digest(tmp_path) == before


def test_a_graded_notebook_is_stamped(graded_root: Path, graded: dict[str, Any]) -> None:
    path = graded_root / "autograded" / "right" / UNIT / f"{UNIT}.ipynb"
    stamp = nbformat.read(path, as_version=4).metadata.autograder.graded
    assert stamp == {
        "source": digest(graded_root / "source" / UNIT),
        "submitted": digest(graded_root / "submitted" / "right" / UNIT),
    }


def test_text_on_stderr_is_kept_where_it_costs_nothing(
    graded_root: Path, graded: dict[str, Any]
) -> None:
    path = graded_root / "autograded" / "noisy" / UNIT / f"{UNIT}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    test = next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == "test_double")
    assert {output.name for output in test.outputs} == {"stdout"}
    assert "so slow" in "".join(output.text for output in test.outputs)
