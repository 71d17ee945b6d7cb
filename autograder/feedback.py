"""The feedback page: points, what each test said, and the student's own work.

One HTML file that opens offline: no scripts, nothing loaded, everything a student wrote
escaped. Hidden tests appear by their idea alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.utils import is_grade, is_solution, is_task

from autograder.hidden import redact, without_hidden
from autograder.messages import error_of, plain, shorten, traceback_text
from autograder.pages import code_html, markdown_html, template
from autograder.rebuild import MISSING
from autograder.results import (
    TestResult,
    first_heading,
    is_graded,
    is_students,
    notebook_tests,
    with_headings,
)

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
    "no_score": "Waiting",
    "ungradable": "Waiting",
}
MOST_EVIDENCE = 5  # calls that a failed test shows
UNTOUCHED = "No response."  # nbgrader's comment on an answer that is as it was handed out


@dataclass
class Exercise:
    """What stands under one heading: the task, the answers, and the tests in between."""

    number: int
    title: str
    tests: list[TestResult] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> str:
        """The points that were earned, and those that a person has still to give."""
        decided = [test for test in self.tests if not test.waits]
        waiting = sum(test.points for test in self.tests if test.waits)
        score = sum(test.score or 0 for test in decided)
        parts = [f"{score:g} of {sum(test.points for test in decided):g}"] if decided else []
        parts += [f"up to {waiting:g} {'more ' if decided else ''}to come"] if waiting else []
        return ", ".join(parts)


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
    exercises = _exercises(notebook, tests, comments)
    return template("feedback.html.j2").render(
        names=names,
        title=first_heading(notebook),
        exercises=exercises,
        cause=_cause(notebook, exercises),
        remarks=ours.get("remarks", []),
        problem=ours.get("problem", ""),
        late_penalty=penalty,
        score=max(0, sum(test.score or 0 for test in tests) - penalty),
        decided=sum(test.points for test in tests if not test.waits),
        waiting=sum(test.points for test in tests if test.waits),
        labels=LABELS,
    )


def _exercises(
    notebook: NotebookNode, tests: list[TestResult], comments: dict[str, str]
) -> list[Exercise]:
    by_name = {test.test: test for test in tests}
    exercises: list[Exercise] = []
    for heading, pairs in groupby(with_headings(notebook), key=lambda pair: pair[0]):
        exercise = Exercise(len(exercises) + 1, heading)
        task = ""
        for _, cell in pairs:
            if cell.cell_type == "markdown" and not is_students(cell) and not is_graded(cell):
                task = without_hidden(cell.source)
            if is_solution(cell) and (words := _without_title(task, heading)):
                exercise.cells.append({"kind": "asked", "html": markdown_html(words)})
                task = ""
            test = by_name.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
            exercise.tests += [test] if test else []
            if view := _view(cell, test, comments):
                exercise.cells.append(view)
        if exercise.tests or any(cell["kind"] != "asked" for cell in exercise.cells):
            exercises.append(exercise)
    return exercises


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if first.strip("# ") == title else text


def _cause(notebook: NotebookNode, exercises: list[Exercise]) -> dict[str, Any] | None:
    """What stopped the notebook, if tests after it were not run: it is said once, at the top."""
    tests = [test for exercise in exercises for test in exercise.tests]
    skipped = [test for test in tests if test.verdict == "not_run"]
    if not skipped:
        return None
    where, message = "", notebook.metadata.get("autograder", {}).get("record", {}).get("ended", "")
    for heading, cell in with_headings(notebook):
        if _was_skipped(cell):
            break
        if error := error_of(cell):
            where, message = heading, shorten(plain(error.evalue))
    exercise = next((exercise for exercise in exercises if exercise.title == where), None)
    return {"exercise": exercise, "message": message, "tests": len(skipped)}


def _view(
    cell: NotebookNode, test: TestResult | None, comments: dict[str, str]
) -> dict[str, Any] | None:
    """A cell as the page shows it; None for the author's lesson, which the student knows."""
    comment = comments.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""), "")
    view = {
        "test": test,
        "untouched": comment == UNTOUCHED,
        "comment": markdown_html("" if comment == UNTOUCHED else comment),
    }
    if test and is_grade(cell) and not is_solution(cell):
        return view | {"kind": "test"} | _said(test, cell.source)
    if is_task(cell):
        return view | {"kind": "task", "html": markdown_html(without_hidden(cell.source))}
    if is_solution(cell):
        kind = "answer"
    elif cell.id.startswith("own-"):
        kind = "own"
    elif error_of(cell) and not _was_skipped(cell):
        kind = "setup"
    else:
        return None
    if cell.source == MISSING and not test and not comment:
        return None
    if cell.cell_type != "code":
        return view | {"kind": kind, "html": markdown_html(cell.source)}
    outputs = [] if _was_skipped(cell) else [s for o in cell.outputs if (s := _output(o))]
    return view | {"kind": kind, "code": code_html(cell.source), "outputs": outputs}


def _said(test: TestResult, source: str) -> dict[str, Any]:
    """What a test says: its message, and what it asked and shows where none of it is hidden."""
    shown = redact(source)
    code = shown if any(not line.startswith("#") for line in shown.splitlines() if line) else ""
    if test.verdict in ("passed", "not_run") or test.waits:
        return {"code": code_html(code)}
    message, hint, advice = test.message.partition(" Hint: ")
    evidence = test.evidence if shown == source else []
    return {
        "code": code_html(code), "message": message, "hint": (hint + advice).strip(),
        "evidence": [shorten(line, 300) for line in evidence[:MOST_EVIDENCE]],
    }  # fmt: skip


def _was_skipped(cell: NotebookNode) -> bool:
    error = error_of(cell)
    return bool(error and error.ename == "NotRun")


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
