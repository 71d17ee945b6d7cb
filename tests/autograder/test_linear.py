"""Our own patterns take time linear in what they are given: a quadratic one takes hours here."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from autograder.core.printable import printable
from autograder.notebooks.hidden_tests import redact, title, without_hidden
from autograder.notebooks.messages import failure_message, shorten, traceback_text, without_folders
from autograder.notebooks.sanitize import as_code, harmless_data, harmless_markdown, harmless_tex
from autograder.reports.grade_sheets import _no_formula
from autograder.reports.html import words_html
from autograder.reports.platforms import _CANVAS_COLUMN
from autograder.results.class_summary import _VARYING
from autograder.results.results import headings
from autograder.submissions import lms

N = 400_000
PIECES = ["# a" + " " * N + "b", "#" * N, "# " * N, " " * N, "`" * N, "`a" * N, "'" * N, "1" * N,
          "1." * N, "\x1b[" * N, "\x1b[1;" * N, "[" * N, "](" * N, "]: " * N, "![" * N,
          "![a](attachment:" * N, "![](data:image/png;base64," + "A" * N, "<" * N, "<b" * N,
          "</b " * N, "\\href" * N, "&#" * N, "/" * N, "a/site-packages/" * N, "_1" * N,
          "_1_2_" * N, "1_assignsubmission_file_" * N, "Cell In[1], line " * N,
          "Cell In[" + "1" * N,
          "### BEGIN HIDDEN TESTS\n" * N, "\t" * N + "x", "anon_" * N, "a (" * N, "\r" * N,
          (" " * 199 + "x") * (N // 100)]  # fmt: skip


def _error(text: str) -> Any:
    error = nbformat.v4.new_output("error", ename=text, evalue=text, traceback=[text])
    return nbformat.v4.new_code_cell("assert a", outputs=[error])


def _offer(text: str) -> Any:
    return lms._offer(lms.Found(text), "01", lms.Imported())


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "headings": headings,
    "markdown": harmless_markdown,
    "code": as_code,
    "tex": harmless_tex,
    "latex": lambda text: harmless_data({"text/latex": text}),
    "printable": printable,
    "words": words_html,
    "hidden": without_hidden,
    "title": lambda text: title(text, ""),
    "folders": without_folders,
    "message": lambda text: failure_message(_error(text)),
    "traceback": lambda text: traceback_text(_error(text).outputs[0]),
    "shorten": shorten,
    "slug": lms.slug,
    "offer": _offer,
    "formula": _no_formula,
    "column": _CANVAS_COLUMN.fullmatch,
    "varying": lambda text: _VARYING.sub("#", text),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_long_input_takes_no_longer_than_it_is_long(name: str) -> None:
    for piece in PIECES:
        start = time.perf_counter()
        FUNCTIONS[name](piece)
        assert time.perf_counter() - start < 20, piece[:30]


def test_many_hidden_regions_are_redacted() -> None:
    redact("### BEGIN HIDDEN TESTS\n# a\n### END HIDDEN TESTS\n" * 2000)
