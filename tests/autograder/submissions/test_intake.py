"""What cannot be graded is said in plain words."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tiny import UNIT, answered

from autograder.submissions.intake import (
    MAX_BYTES,
    Ungradable,
    parse_notebook,
    read_notebook,
    read_submission,
)


def _notebook(**changes: Any) -> bytes:
    content = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content | changes).encode()


def _cell(**changes: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ""} | changes


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty. Open it in JupyterLab"),
        (b" \n", "is empty."),
        (nbformat.writes(answered())[:500].encode(), "is cut off or damaged (line "),
        ("{}".encode("utf-16"), "is not UTF-8 text (byte 0 cannot be read)."),
        (b"\0\0\0", "is cut off or damaged (line 1, column 1"),
        (b"[" * 200_000, "is nested too deeply to be a notebook."),
        (b"[1, 2]", "is JSON, but not a notebook: it has no cells."),
        (b'{"a": 1}', "is JSON, but not a notebook"),
        (_notebook(nbformat=99), "is not a notebook that Jupyter can read"),
        (_notebook(cells={}), "its cells are no list"),
        (b'{"cells": ' + b"9" * 5000 + b"}", "holds what is in no notebook"),
        (_notebook(cells=[_cell(source=None)]), "is damaged: cell 1 has no text"),
        (_notebook(cells=[_cell(metadata={"nbgrader": 1})]), "has unreadable nbgrader metadata"),
    ],
)
def test_says_what_is_wrong_with_a_file(content: bytes, message: str) -> None:
    with pytest.raises(Ungradable) as raised:
        parse_notebook(content)
    assert message in str(raised.value)


def test_reads_a_byte_order_mark_and_windows_line_ends() -> None:
    text = json.dumps({**answered(double="a\r\nb")}).replace("\n", "\r\n")
    notebook = parse_notebook(b"\xef\xbb\xbf" + text.encode())
    assert notebook.cells[3].source == "a\nb"


def test_reads_an_older_format() -> None:
    old = {"worksheets": [{"cells": [_cell()]}], "metadata": {}, "nbformat": 3}
    assert parse_notebook(json.dumps(old | {"nbformat_minor": 0}).encode()).nbformat == 4


def test_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.ipynb"
    path.write_bytes(b"")
    with pytest.raises(Ungradable, match=r"^mine\.ipynb is empty\."):
        read_notebook(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.ipynb"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 2**20)
    with pytest.raises(Ungradable, match=r"mine.ipynb has 101 MB, at most 100 are read"):
        read_notebook(path)


def _files(name: str = UNIT, **others: str) -> dict[str, bytes]:
    files = {f"{name}.ipynb": nbformat.writes(answered()).encode()}
    return files | {f"{other}.txt": text.encode() for other, text in others.items()}


def test_reads_notebooks_other_files_and_the_time() -> None:
    submission = read_submission(_files(timestamp="2025-10-01T12:00:00+01:00", data="1"), [UNIT])
    assert submission.notebooks[UNIT].cells[0].source == "# A tiny unit"
    assert submission.others["data.txt"] == b"1"
    assert submission.timestamp == datetime(2025, 10, 1, 11)


def test_a_wrong_name_is_shown_beside_the_right_one() -> None:
    with pytest.raises(Ungradable, match=rf"{UNIT}.ipynb is missing \(found copy.ipynb\)"):
        read_submission(_files("copy"), [UNIT])


def test_an_empty_folder() -> None:
    with pytest.raises(Ungradable, match="no notebook was found"):
        read_submission({}, [UNIT])


def test_a_timestamp_that_is_no_date() -> None:
    with pytest.raises(Ungradable, match=r"timestamp.txt holds 'yesterday-ish'"):
        read_submission(_files(timestamp="yesterday-ish"), [UNIT])
