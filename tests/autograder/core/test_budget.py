"""No submission holds the batch: what is too much is cut, with a word where and how much."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import answered

from autograder.core import budget
from autograder.core.bounded import TooMuch
from autograder.core.budget import trim_outputs
from autograder.notebooks.verdict import Verdict
from autograder.reports import feedback
from autograder.results import graded_notebook, record
from autograder.results.results import headings
from autograder.submissions.intake import Ungradable, read_submission

NAMES = {"assignment": "a", "notebook": "n", "student": "s"}
PART = SimpleNamespace(
    grades=[SimpleNamespace(name=name, max_score=1, score=0, auto_score=0, manual_score=None,
                            needs_manual_grade=False)
            for name in ("test_double", "test_count", "explain")],
    comments=[], late_submission_penalty=0,
)  # fmt: skip
HOSTILE = {
    "spaces": "# a" + " " * 200_000 + "b",
    "emphasis": "word *so* " * 500_000,
    "brackets": "[" * 200_000,
    "links": "[a](" * 50_000,
    "quotes": ">" * 200_000 + "a",
    "stars": "*a_ " * 100_000,
    "table": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|a" * 20_000,
}
SECONDS = 60  # for what takes a few on a machine that does nothing else


def notebook_with(*cells: Any) -> Any:
    notebook = answered()
    found = {"tests": {}, "ended": ""}
    notebook.metadata["autograder"] = {"record": found, "remarks": []}
    for number, cell in enumerate(cells):
        cell.id = f"own-{number}"
    notebook.cells += cells
    return notebook


def kept(notebook: Any) -> Any:
    return nbformat.reads(graded_notebook.to_bytes(notebook).decode(), as_version=4)


def code(*data: Any) -> Any:
    outputs = [nbformat.v4.new_output("display_data", data=d) for d in data]
    return nbformat.v4.new_code_cell("x", outputs=outputs)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markdown_is_kept_and_drawn_in_time(name: str) -> None:
    start = time.perf_counter()
    notebook = kept(notebook_with(nbformat.v4.new_markdown_cell(HOSTILE[name])))
    page = feedback.render(notebook, NAMES, PART)
    assert time.perf_counter() - start < SECONDS
    assert "left out]" in page and len(page) < 3_000_000


def test_a_page_that_cannot_be_drawn_in_time_is_plain_and_says_so(monkeypatch: Any) -> None:
    def too_much(*_: Any, **__: Any) -> bytes:
        raise TooMuch("it takes too long")

    notebook = kept(notebook_with(nbformat.v4.new_markdown_cell("*a* <b>")))
    assert "Plain text only" not in feedback.render(notebook, NAMES, PART)
    monkeypatch.setattr(feedback, "bounded", too_much)
    page = feedback.render(notebook, NAMES, PART)
    assert "Plain text only" in page and "<pre>*a* &lt;b&gt;</pre>" in page


def test_a_notebook_that_cannot_be_cleaned_in_time_keeps_text_alone(monkeypatch: Any) -> None:
    def too_much(*_: Any, **__: Any) -> bytes:
        raise TooMuch("it takes too long")

    monkeypatch.setattr(graded_notebook, "bounded", too_much)
    shown = code({"text/html": "<script>", "text/plain": "a table"})
    notebook = kept(notebook_with(shown, nbformat.v4.new_markdown_cell("<script>")))
    assert notebook.cells[-2].outputs[0].data == {"text/plain": "a table"}
    assert notebook.cells[-1].source == "    <script>"
    assert "Kept as plain text" in notebook.metadata.autograder.remarks[0]


def test_many_displays_of_many_cells_stay_readable() -> None:
    cells = [code(*[{"text/html": "<p>" + "x" * 99_000}] * 200) for _ in range(6)]
    content = graded_notebook.to_bytes(notebook_with(*cells))
    assert len(content) < 2 * budget.NOTEBOOK_BYTES
    texts = [o.text for o in nbformat.reads(content.decode(), 4).cells[-1].outputs]
    assert len(texts) == 1 and texts[0].startswith("[200 outputs of 18.9 MB left out: a cell keeps")


def test_a_long_source_is_cut_and_says_by_how_much() -> None:
    notebook = kept(notebook_with(nbformat.v4.new_code_cell("x" * (budget.SOURCE + 7))))
    assert notebook.cells[-1].source.endswith("\n[7 characters left out]")


def test_trimming_keeps_what_decides_a_tests_points() -> None:
    picture = {"output_type": "display_data", "data": {"image/png": "x" * 10**6}, "metadata": {}}
    error = {"output_type": "error", "ename": "A", "evalue": "b", "traceback": ["c"]}
    result = {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}}
    found = trim_outputs([picture] * 300 + [error, result], most_bytes=5 * 10**6)
    assert found[-2:] == [error, result] and len(found) <= budget.OUTPUTS + 1


def test_many_pictures_lose_no_points() -> None:
    source = answered()
    tests = {name: record.TestRecord(Verdict.PASSED, points) for name, points in
             (("test_double", 2), ("test_count", 3))}  # fmt: skip
    pictures = trim_outputs(code(*[{"image/png": "A" * 2_900_000}] * 20).outputs)
    outputs = {source.cells[3].id: [nbformat.from_dict(output) for output in pictures]}
    graded_notebook.fill(source, record.Record(outputs, tests))
    notebook = kept(source)
    assert len(notebook.cells[3].outputs) == 6  # five pictures, and what is left out
    assert "15 outputs of 41.5 MB" in notebook.cells[3].outputs[-1].text
    assert notebook.metadata.autograder.record.tests.test_count.score == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"cells":' + b"[" * 200_000, "is nested too deeply"),
        (b'{"cells":[' + b"[]," * 30_000_000 + b"[]]}", "is too much to read"),
        (b'{"cells":[' + b"{}," * 100_000 + b"{}]}", "is not a notebook that Jupyter can read"),
    ],
)
def test_what_takes_too_much_to_read_is_for_a_person(content: bytes, why: str) -> None:
    with pytest.raises(Ungradable, match=why):
        read_submission({"01.ipynb": content}, ["01"])


def test_ten_thousand_cells_are_read_and_shown_in_time() -> None:
    cells = [nbformat.v4.new_code_cell("x = 1") for _ in range(10_000)]
    start = time.perf_counter()
    notebook = kept(notebook_with(*cells))
    content = json.dumps(notebook).encode()
    assert len(read_submission({"a.ipynb": content}, ["a"]).notebooks["a"].cells) > 10_000
    feedback.render(notebook, NAMES, PART)
    assert time.perf_counter() - start < 3 * SECONDS


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(list("#*_[]()<>`~|-> \n\\!a")), min_size=1, max_size=12),
       st.integers(1, 20_000))  # fmt: skip
def test_whatever_is_repeated_is_drawn_in_time(letters: list[str], times: int) -> None:
    text = ("".join(letters) * times)[:100_000]
    start = time.perf_counter()
    headings(text)
    graded_notebook.to_bytes(notebook_with(nbformat.v4.new_markdown_cell(text)))
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize(
    ("problem", "is_shown"),
    [
        ("01_tiny.ipynb is empty. Hand it in again.", True),
        ("ada/a.txt is a link or a device, not a plain file: hand in the file itself.", True),
        ("Grading stopped with ValueError: x", False),
        ("The judge's process failed: x", False),
        ('Traceback (most recent call last):\n  File "/srv/x.py", line 1', False),
        ("[Errno 13] Permission denied: '/srv/course'", False),
        (r"[WinError 5] Access is denied: 'C:\course'", False),
    ],
)
def test_no_text_of_ours_with_paths_stands_on_a_students_page(problem: str, is_shown: bool) -> None:
    assert (feedback.for_student(problem) == problem) is is_shown
