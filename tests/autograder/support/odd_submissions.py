"""Submissions to the tiny unit as students hand them in: right, wrong, odd, broken."""

from __future__ import annotations

from typing import Any

import nbformat
from tiny import answered, find

SWALLOWS_INTERRUPTS = """import signal
def count(text, letter):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True: pass"""
NOISY = """import os
print("loading", file=sys.stderr)
def double(x):
    warnings.warn("so slow")
    os.write(2, b"I am C++")
    return 2 * x"""
PAINTS = """from IPython.display import HTML, Javascript, display
import base64
display(HTML("<script>alert(1)</script>"), Javascript("alert(2)"))
print("<img src=x onerror=alert(3)>")
def count(text, letter):
    return 3"""


def all_of_them() -> dict[str, Any]:
    """What each student hands in: a notebook, text or bytes."""
    text = nbformat.writes(answered())
    return {
        "right": answered(),
        "wrong": answered(double="def double(x):\n    return 5"),
        "hints": answered(double="def double(x):\n    return 'five. Hint: <b>twice</b>'"),
        "wrong_when_negative": answered(double="def double(x):\n    return abs(2 * x)"),
        "partly_right": answered(count=PAINTS, explain="*Mine* <script>alert(4)</script> ![](h/i)"),
        "syntax_error": answered(double="def double(x)\n    return 2 * x"),
        "not_solved": answered(double="raise NotImplementedError()"),
        "noisy": answered(double=NOISY),
        "numeric_last_line": answered(double="def double(x):\n    return 0\n2.0"),
        "dies": answered(count="import os\ndef count(text, letter):\n    os._exit(1)"),
        "stops_early": answered(double="import os\nos._exit(1)"),
        "calls_exit": answered(double="def double(x):\n    return 2 * x\nexit()"),
        "never_ends": answered(count="def count(text, letter):\n    while True: pass"),
        "cannot_be_interrupted": answered(count=SWALLOWS_INTERRUPTS),
        "added_a_cell": _with_own_cell(),
        "removed_a_test": _without("test_double"),
        "removed_an_answer": _without("double"),
        "edited_a_test": answered(double="double = None", test_double="assert True"),
        "skips_a_test": _with_tag("test_double", "skip-execution"),
        "says_lesson": _with_tag("test_double", "lesson"),
        "changed_points": _with_metadata("test_double", points=100),
        "no_schema": _with_metadata("test_double", schema_version=None),
        "repeated_answer": _repeated("def double(x):\n    return 7"),
        "repeated_alike": _repeated(answered().cells[3].source),
        "bom_and_crlf": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        "without_ids": _without_ids(),
        "truncated": text[: len(text) // 2],
        "empty": b"",
    }


def _with_own_cell() -> nbformat.NotebookNode:
    notebook = answered(double="double = None")
    own = nbformat.v4.new_code_cell("def double(x):\n    return 2 * x")
    notebook.cells.insert(4, own)
    return notebook


def _without(grade_id: str) -> nbformat.NotebookNode:
    notebook = answered()
    notebook.cells.remove(find(notebook, grade_id))
    return notebook


def _with_tag(grade_id: str, tag: str) -> nbformat.NotebookNode:
    notebook = answered(double="double = None")
    find(notebook, grade_id).metadata["tags"] = [tag]
    return notebook


def _with_metadata(grade_id: str, **changes: Any) -> nbformat.NotebookNode:
    notebook = answered()
    metadata = find(notebook, grade_id).metadata.nbgrader
    metadata.update(changes)
    for key in [key for key, value in changes.items() if value is None]:
        del metadata[key]
    return notebook


def _repeated(source: str) -> nbformat.NotebookNode:
    notebook = answered()
    copy = nbformat.from_dict(dict(find(notebook, "double"), id="copy", source=source))
    notebook.cells.insert(5, copy)
    return notebook


def _without_ids() -> str:
    """As Google Colab saves it: nbformat 4.0, no cell ids."""
    notebook = answered()
    for cell in notebook.cells:
        del cell["id"]
    notebook.nbformat_minor = 0
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT)
