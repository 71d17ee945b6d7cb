"""Units run on ImageNet weights and real pictures, as by a student who sets the source to that.

With few pictures of each class: that a unit runs, warns of nothing, passes its own checks and that
its main claim holds is asked here. What networks are worth on photographs, `tests/real_data`
measures.
"""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path
from typing import NamedTuple

import nbclient
import nbformat
import pytest
import samples

pytestmark = [pytest.mark.slow, pytest.mark.real_data]


class Run(NamedTuple):
    """Pictures to run a unit on, and what must hold at its end; lines that are changed besides."""

    archive: str
    per_class: int
    claim: str
    changes: tuple[tuple[str, str], ...] = ()


SMALLER = 'backbone = tlkit.load_backbone("MobileNetV2", weights="imagenet", alpha=0.35)'
RUNS = {
    "02_small_similar": Run(
        "flowers5.tar", 60, 'assert measured["codes, SVM"] > measured["raw pixels"] + 0.2'
    ),
    "03_small_different": Run(
        "wbc5_segmentation.tar",
        60,
        "assert test[chosen] > 0.7 and found.iloc[-1] < found.max() - 0.2",
    ),
    "06_guitars": Run(  # Inception-v3's own weights are not there: the unit's smaller network
        "guitars3_open.tar",
        60,
        'assert measured["after step two"] > 0.7 > measured["step two at a rate of 0.1"] + 0.2',
        (("backbone = None  #", f"{SMALLER}  #"), (f"# {SMALLER}", "")),
    ),
    "07_any_size": Run("flowers5.tar", 20, "assert side == 224 and right > 0.9"),
}


def unpacked(archive: Path, per_class: int, folder: Path) -> Path:
    """A folder with a folder for each class of which there are enough to share out."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    root = min(path.parent.parent for path in folder.rglob("*.[jp][pn]g"))
    for each in root.iterdir():
        files = sorted(each.iterdir())
        if len(files) < 5:
            shutil.rmtree(each)
        for file in files[per_class:]:
            file.unlink()
    return root


@pytest.mark.parametrize("unit", RUNS)
def test_unit_runs_on_real_pictures(
    unit: str, real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = RUNS[unit]
    shutil.copytree(real_data / "keras", tmp_path / "keras")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path / "codes"))
    pictures = unpacked(real_data / "data" / run.archive, run.per_class, tmp_path / "data")
    notebook = nbformat.read(samples.ROOT / "course" / "source" / unit / f"{unit}.ipynb", 4)
    changes = (('"embedded", None', f'"imagenet", {str(pictures)!r}'), *run.changes)
    for old, new in changes:
        (cell,) = [c for c in notebook.cells if c.cell_type == "code" and old in c.source]
        cell.source = cell.source.replace(old, new)
    notebook.cells.append(nbformat.v4.new_code_cell(run.claim))
    resources = {"metadata": {"path": str(tmp_path)}}
    nbclient.NotebookClient(notebook, timeout=600, resources=resources).execute()
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"] == []
