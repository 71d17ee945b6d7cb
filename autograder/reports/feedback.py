"""The feedback page: points, what each test said, and the student's own work.

One HTML file that opens offline: no scripts, nothing loaded, everything a student wrote
escaped. Hidden tests appear by their idea alone, and from the first of them on nothing that the
student's process said is repeated (`autograder.reports.redaction`)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.utils import is_grade, is_solution, is_task

from autograder.core.bounded import TooMuch, bounded
from autograder.core.printable import printable
from autograder.notebooks.cells import is_authors, is_graded, is_students, is_test
from autograder.notebooks.hidden_tests import has_hidden, redact, without_hidden
from autograder.notebooks.messages import (
    LONGEST,
    error_of,
    plain,
    shorten,
    traceback_text,
    without_folders,
)
from autograder.notebooks.verdict import Verdict
from autograder.reports.html import Allowance, template
from autograder.reports.redaction import Known, told_of_cell, told_of_test
from autograder.results.results import (
    TestResult,
    first_heading,
    notebook_tests,
    score_of,
    waiting_points,
    with_headings,
)
from autograder.submissions.rebuild import MISSING

MOST_EVIDENCE = 5  # calls that a failed test shows
DRAWING_SECONDS = 6.0  # of CPU time, for one page
LONGEST_LINE = 500  # characters of a heading or a remark
OUR_FAULT = (
    "Something went wrong while this was graded, and it is not your fault: a person looks at it."
)
_FOLDER = re.compile(r"~?/[^/]|[A-Za-z]:\\")
_SIGNS_OF_OURS = ("Traceback (most recent call last)", "Grading stopped with", "judge's process")
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
        waiting = waiting_points(self.tests)
        score = sum(test.score or 0 for test in decided)
        parts = [f"{score:g} of {sum(test.points for test in decided):g}"] if decided else []
        parts += [f"up to {waiting:g} {'more ' if decided else ''}to come"] if waiting else []
        return ", ".join(parts)


@dataclass
class _Reading:
    """What is known on the way through a notebook, from its first cell to its last."""

    known: Known
    after_hidden: bool = False  # whether a hidden test has called the student's code
    has_withheld: bool = False  # what a cell showed after it
    is_own_told: bool = False  # whether a cell of their own that stopped after it was told of

    def enter(self, cell: NotebookNode) -> None:
        """Come to the next cell."""
        if cell.cell_type == "code" and is_students(cell):
            self.known.own.append(cell.source)
        if is_test(cell) and has_hidden(cell.source):
            self.after_hidden = True

    def stop(self, cell: NotebookNode, *, is_own: bool) -> str:
        """How a cell stopped after a hidden test, in words that tell nothing of its inputs.

        Of cells of their own, which may be many, the first that stopped: each could tell a little.
        """
        words = "" if is_own and self.is_own_told else told_of_cell(cell, self.known)
        self.is_own_told |= is_own and bool(words)
        return words


def _reading(notebook: NotebookNode) -> _Reading:
    unit = [c.source for c in notebook.cells if c.cell_type == "code" and is_authors(c)]
    judged_apart = "record" in notebook.metadata.get("autograder", {})
    return _Reading(Known(unit, [], judged_apart))


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

    It is drawn in a process that can be stopped; a page that takes too long there shows its cells
    as plain text, and says so.

    Args:
        notebook: a notebook from `autograded/`.
        names: nbgrader's names of `assignment`, `notebook` and `student`.
        part: the notebook's row in the gradebook, with its grades and comments.
    """
    tests = notebook_tests(notebook, {grade.name: grade for grade in part.grades})
    page = {
        "notebook": notebook,
        "names": {name: str(names[name]) for name in ("assignment", "notebook", "student")},
        "tests": [asdict(test) for test in tests],
        "comments": {comment.name: comment.comment or "" for comment in part.comments},
        "late_penalty": part.late_submission_penalty or 0,
    }
    content = json.dumps(page).encode()
    try:
        return bounded(
            "autograder.reports.feedback:draw", content, seconds=DRAWING_SECONDS
        ).decode()
    except TooMuch:
        return _draw(json.loads(content), Allowance(rich=False))


def draw(content: bytes) -> bytes:
    """The page for what `render` has put together; a job for `autograder.core.bounded`."""
    return _draw(json.loads(content), Allowance()).encode(errors="replace")


def _draw(page: dict[str, Any], allowance: Allowance) -> str:
    notebook = nbformat.from_dict(page["notebook"])
    tests = [TestResult(**{**test, "verdict": Verdict(test["verdict"])}) for test in page["tests"]]
    penalty = page["late_penalty"]
    ours = notebook.metadata.get("autograder", {})
    reading = _reading(notebook)
    exercises = _exercises(notebook, tests, page["comments"], allowance, reading)
    return template("feedback.html.j2").render(
        names=page["names"],
        title=shorten(first_heading(notebook), LONGEST_LINE),
        exercises=exercises,
        cause=_cause(notebook, exercises),
        remarks=[for_student(remark, LONGEST_LINE) for remark in ours.get("remarks", [])],
        problem=for_student(ours.get("problem", "")),
        late_penalty=penalty,
        score=score_of([test for test in tests if not test.waits], penalty),
        decided=sum(test.points for test in tests if not test.waits),
        waiting=waiting_points(tests),
        is_plain=not allowance.rich,
        left_out=allowance.left_out,
        is_discreet=reading.has_withheld,
    )


def for_student(problem: str, longest: int = LONGEST) -> str:
    """What went wrong in grading, as a student may read it: no traceback, no folder of ours.

    >>> for_student("01.ipynb is empty.")
    '01.ipynb is empty.'
    >>> for_student("Grading stopped with OSError: [Errno 5] '/srv/course'")
    'Something went wrong while this was graded, and it is not your fault: a person looks at it.'
    """
    words = (word.strip("'\"`([<") for word in problem.split())
    names_a_folder = any(_FOLDER.match(word) for word in words)
    if names_a_folder or any(sign in problem for sign in _SIGNS_OF_OURS):
        return OUR_FAULT
    return printable(shorten(problem, longest))


def _exercises(
    notebook: NotebookNode,
    tests: list[TestResult],
    comments: dict[str, str],
    allowance: Allowance,
    reading: _Reading,
) -> list[Exercise]:
    by_name = {test.test: test for test in tests}
    exercises: list[Exercise] = []
    for heading, pairs in groupby(with_headings(notebook), key=lambda pair: pair[0]):
        exercise = Exercise(len(exercises) + 1, shorten(heading, LONGEST_LINE))
        task = ""
        for _, cell in pairs:
            if cell.cell_type == "markdown" and not is_students(cell) and not is_graded(cell):
                task = without_hidden(cell.source)
            reading.enter(cell)
            if is_solution(cell) and (words := _without_title(task, heading)):
                exercise.cells.append({"kind": "asked", "html": allowance.markdown(words)})
                task = ""
            test = by_name.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
            exercise.tests += [test] if test else []
            if view := _view(cell, test, comments, allowance, reading):
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
    skipped = [test for test in tests if test.verdict is Verdict.NOT_RUN]
    if not skipped:
        return None
    reading = _reading(notebook)
    where, message = "", notebook.metadata.get("autograder", {}).get("record", {}).get("ended", "")
    for heading, cell in with_headings(notebook):
        reading.enter(cell)
        if _was_skipped(cell):
            break
        if error := error_of(cell):
            told = reading.after_hidden
            where = heading
            message = told_of_cell(cell, reading.known) if told else shorten(plain(error.evalue))
    exercise = next((exercise for exercise in exercises if exercise.title == where), None)
    return {"exercise": exercise, "message": for_student(message), "tests": len(skipped)}


def _view(
    cell: NotebookNode,
    test: TestResult | None,
    comments: dict[str, str],
    allowance: Allowance,
    reading: _Reading,
) -> dict[str, Any] | None:
    """A cell as the page shows it; None for the author's lesson, which the student knows."""
    comment = comments.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""), "")
    view = {
        "test": test,
        "untouched": comment == UNTOUCHED,
        "comment": allowance.markdown("" if comment == UNTOUCHED else comment),
    }
    if test and is_grade(cell) and not is_solution(cell):
        return view | {"kind": "test"} | _said(test, cell, allowance, reading)
    if is_task(cell):
        return view | {"kind": "task", "html": allowance.markdown(without_hidden(cell.source))}
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
    if kind == "own" and allowance.text <= 0:
        allowance.left_out += 1
        return None
    if cell.cell_type != "code":
        return view | {"kind": kind, "html": allowance.markdown(cell.source)}
    return view | {
        "kind": kind,
        "code": allowance.code(cell.source),
        "outputs": _outputs(cell, allowance, reading, is_own=kind == "own"),
    }


def _outputs(
    cell: NotebookNode, allowance: Allowance, reading: _Reading, *, is_own: bool
) -> list[dict[str, str]]:
    """What a cell showed; after a hidden test, that it stopped and how, and nothing else."""
    if reading.after_hidden:
        reading.has_withheld = True
        words = reading.stop(cell, is_own=is_own)
        return [{"error": f"When it was graded, this cell stopped. {words}"}] if words else []
    shown = [] if _was_skipped(cell) else [_output(output, allowance) for output in cell.outputs]
    return [output for output in shown if output]


def _said(
    test: TestResult, cell: NotebookNode, allowance: Allowance, reading: _Reading
) -> dict[str, Any]:
    """What a test says: its message, and what it asked and shows where none of it is hidden."""
    shown = redact(cell.source)
    is_all_comments = all(line.startswith("#") for line in shown.splitlines() if line)
    code = allowance.code("" if is_all_comments else shown)
    if test.verdict in (Verdict.PASSED, Verdict.NOT_RUN) or test.waits:
        return {"code": code}
    if reading.after_hidden:
        has_more = not has_hidden(cell.source)
        said = _with_hint(told_of_test(test, cell, reading.known))
        return {"code": code, **said, "evidence": [], "has_more": has_more}
    return {
        "code": code,
        **_with_hint(test.message),
        "evidence": [shorten(line, 300) for line in test.evidence[:MOST_EVIDENCE]],
    }


def _with_hint(message: str) -> dict[str, str]:
    message, hint, advice = message.partition(" Hint: ")
    return {"message": message, "hint": (hint + advice).strip()}


def _was_skipped(cell: NotebookNode) -> bool:
    error = error_of(cell)
    return bool(error and error.ename == Verdict.NOT_RUN.error)


def _output(output: NotebookNode, allowance: Allowance) -> dict[str, str] | None:
    """Text, a picture or an error; all else (HTML, scripts, widgets) by its plain text."""
    if output.output_type == "stream":
        return _text(output.text, allowance)
    if output.output_type == "error":
        return {"error": allowance.take(without_folders(traceback_text(output)), LONGEST)}
    for kind in ("image/png", "image/jpeg"):
        if kind in output.data:
            address = allowance.picture(kind, output.data[kind].strip())
            return {"image": address} if address else None
    return _text(output.data.get("text/plain", ""), allowance)


def _text(text: str, allowance: Allowance) -> dict[str, str] | None:
    shown = allowance.take(plain(text), LONGEST)
    return {"text": shown} if shown else None
