"""The feedback page: points, what each test said, and the student's own work.

One HTML file that opens offline: no scripts, nothing loaded, everything a student wrote
escaped. Hidden tests appear by their idea alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import mistune
from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.utils import is_grade, is_solution, is_task
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.hidden import redact, without_hidden
from autograder.messages import error_of, plain, shorten, traceback_text
from autograder.results import TestResult, first_heading, is_graded, notebook_tests, with_headings

LABELS = {
    "passed": "Passed",
    "partial": "Partly",
    "failed": "Not yet",
    "error": "Error",
    "timeout": "Too slow",
    "out_of_memory": "Too large",
    "crashed": "Crashed",
    "not_run": "Not run",
    "pending": "Waiting",
    "tampered": "Waiting",
    "ungradable": "Waiting",
}
UNTOUCHED = "No response."  # nbgrader's comment on an answer that is as it was handed out
_FORMATTER = HtmlFormatter(nowrap=True, style="friendly")


class _Renderer(mistune.HTMLRenderer):
    """Markdown without HTML of its own, and without pictures from elsewhere."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return mistune.escape(f"[picture: {text or url}]")


_markdown = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])


@dataclass
class Exercise:
    """What stands under one heading: results first, then the cells to look at."""

    title: str
    tests: list[TestResult] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)

    @property
    def by_name(self) -> dict[str, TestResult]:
        """The results by their cell's grade_id."""
        return {test.test: test for test in self.tests}

    @property
    def score(self) -> float:
        """Points earned in this exercise."""
        return sum(test.score or 0 for test in self.tests)

    @property
    def points(self) -> float:
        """Points that this exercise can earn."""
        return sum(test.points for test in self.tests)


class FeedbackExporter(Exporter):
    """Makes nbgrader's generate_feedback write our page."""

    file_extension = ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            part = gradebook.find_submission_notebook(
                names["notebook"], names["assignment"], names["student"]
            )
            return render(nb, names, part), resources


def render(notebook: NotebookNode, names: dict[str, Any], part: SubmittedNotebook) -> str:
    """The page for a graded notebook.

    Args:
        notebook: a notebook from `autograded/`.
        names: nbgrader's names of `assignment`, `notebook` and `student`.
        part: the notebook's row in the gradebook, with its grades and comments.
    """
    tests = notebook_tests(notebook, {grade.name: grade for grade in part.grades})
    comments = {comment.name: comment.comment or "" for comment in part.comments}
    penalty = part.late_submission_penalty or 0
    ours = notebook.metadata.get("autograder", {})
    return _template().render(
        names=names,
        title=first_heading(notebook),
        exercises=_exercises(notebook, tests, comments),
        remarks=ours.get("remarks", []),
        problem=ours.get("problem", ""),
        late_penalty=penalty,
        score=max(0, sum(test.score or 0 for test in tests) - penalty),
        points=sum(test.points for test in tests),
        pending=sum(test.points for test in tests if test.waits),
        labels=LABELS,
        code_style=Markup(_FORMATTER.get_style_defs(".code")),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda points: f"{points:g}"
    return environment.get_template("feedback.html.j2")


def _exercises(
    notebook: NotebookNode, tests: list[TestResult], comments: dict[str, str]
) -> list[Exercise]:
    by_name = {test.test: test for test in tests}
    exercises = []
    for heading, pairs in groupby(with_headings(notebook), key=lambda pair: pair[0]):
        exercise = Exercise(heading)
        for _, cell in pairs:
            if is_graded(cell):
                exercise.tests.append(by_name[cell.metadata.nbgrader.grade_id])
            if view := _view(cell, comments):
                exercise.cells.append(view)
        if exercise.tests or exercise.cells:
            exercises.append(exercise)
    return exercises


def _view(cell: NotebookNode, comments: dict[str, str]) -> dict[str, Any] | None:
    """A cell as the page shows it; None for the author's lesson, which the student knows."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    comment = comments.get(name, "")
    view = {
        "id": name,
        "untouched": comment == UNTOUCHED,
        "comment": _html("" if comment == UNTOUCHED else comment),
    }
    if is_grade(cell) and not is_solution(cell):
        return view | {"kind": "test", "code": _code(redact(cell.source))}
    if is_task(cell):
        return view | {"kind": "task", "html": _html(without_hidden(cell.source))}
    if is_solution(cell):
        kind = "answer"
    elif cell.id.startswith("own-"):
        kind = "own"
    elif error_of(cell):
        kind = "setup"
    else:
        return None
    if cell.cell_type != "code":
        return view | {"kind": kind, "html": _html(cell.source)}
    outputs = [shown for output in cell.outputs if (shown := _output(output))]
    return view | {"kind": kind, "code": _code(cell.source), "outputs": outputs}


def _output(output: NotebookNode) -> dict[str, str] | None:
    """Text, a picture or an error; all else (HTML, scripts, widgets) by its plain text."""
    if output.output_type == "stream":
        return {"text": shorten(plain(output.text))}
    if output.output_type == "error":
        return {"error": traceback_text(output)}
    for kind in ("image/png", "image/jpeg"):
        if kind in output.data:
            return {"image": f"data:{kind};base64,{output.data[kind].strip()}"}
    text = output.data.get("text/plain", "")
    return {"text": shorten(plain(text))} if text else None


def _code(source: str) -> Markup:
    return Markup(highlight(source, PythonLexer(), _FORMATTER))


def _html(markdown: str) -> Markup:
    return Markup(_markdown(markdown))
