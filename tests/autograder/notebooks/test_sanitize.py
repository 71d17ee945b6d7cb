"""What is kept of displays and Markdown; tests/browser/test_hostile_pages.py sees what it does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.notebooks.sanitize import (
    harmless_attachments,
    harmless_data,
    harmless_html,
    harmless_markdown,
    harmless_outputs,
    harmless_tex,
)

SOURCES = sorted(Path(__file__).parents[3].glob("course/source/*/*.ipynb"))
FRAME = (
    '<table border="1" class="dataframe">\n  <thead>\n    <tr style="text-align:right">\n'
    "      <th></th>\n      <th>a</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n"
    "      <th>0</th>\n      <td>1.5</td>\n    </tr>\n  </tbody>\n</table>"
)
STYLE = "<style scoped>\n.dataframe th {vertical-align: top;}\n</style>"


def test_a_table_of_pandas_stays_as_it_is() -> None:
    assert harmless_html(f"<div>\n{STYLE}\n{FRAME}\n</div>") == f"<div>\n\n{FRAME}\n</div>"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_honest_markdown_stays_as_it_is(path: Path) -> None:
    for cell in json.loads(path.read_text())["cells"]:
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"])
            assert harmless_markdown(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a < b, 1<2, x <= y, <b>b</b>, <br>",
        "[a](https://x.org/a_(b)) [b](#c) [c](notes/a.md) [d]: e",
        "$\\frac{1}{2} \\alpha$ and $$\\begin{matrix}a & b\\end{matrix}$$",
        "![mine](data:image/png;base64,iVBORw0KGgo=)",
        "```python\nif a < b:\n    print('[x](y)')\n```",
    ],
)
def test_ordinary_markdown_stays_as_it_is(text: str) -> None:
    assert harmless_markdown(text) == text


def test_an_attached_picture_stays_and_a_missing_one_becomes_text() -> None:
    text = "![a](attachment:a.png) ![b](attachment:b.png)"
    assert harmless_markdown(text, {"a.png"}) == r"![a](attachment:a.png) !\[b](attachment:b.png)"


@pytest.mark.parametrize("command", ["href", "HREF", "\\href", "style", "bbox", "htmlClass"])
def test_a_command_that_could_load_something_is_none(command: str) -> None:
    assert f"\\{command}" not in harmless_tex(f"\\{command}{{x}}").replace("\\\u2216", "")


def test_an_entity_is_no_way_around() -> None:
    assert "&#" not in harmless_markdown("$\\h&#114;ef{x}$ &bsol;href")


@pytest.mark.parametrize("value", ["iVBORw0KGgo=", "iVBO\nRw0KGgo="])
def test_a_picture_is_base64_and_nothing_else(value: str) -> None:
    assert harmless_data({"image/png": value}) == ({"image/png": "iVBORw0KGgo="}, [])
    assert harmless_data({"image/png": f'{value}" onerror="x'}) == ({}, ["image/png"])
    assert harmless_attachments({"a": {"image/png": value, "text/html": value}, "b": 1}) == {
        "a": {"image/png": "iVBORw0KGgo="}
    }


def test_a_drawing_is_shown_as_a_picture() -> None:
    data, left_out = harmless_data({"image/svg+xml": "<svg onload=x()></svg>"})
    assert left_out == []
    assert data["text/html"].startswith('<img alt="A drawing" src="data:image/svg+xml;base64,')


def test_what_can_only_do_harm_is_replaced_by_a_word() -> None:
    shown: Any = nbformat.v4.new_output("display_data", data={"application/javascript": "x()"})
    (output,) = harmless_outputs([shown])
    assert output.text == "[left out: application/javascript]\n"


def test_of_the_metadata_only_sizes_are_kept() -> None:
    metadata = {"image/png": {"width": 7, "height": '7" onload="x'}, "isolated": True}
    data = {"image/png": "iVBORw0KGgo="}
    shown: Any = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    (output,) = harmless_outputs([shown])
    assert output.metadata == {"image/png": {"width": 7}}
