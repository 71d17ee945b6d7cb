"""Grading without kernels: a plain examiner, and the gradebook's rows as data."""

from __future__ import annotations

import ast
import warnings
from pathlib import Path
from typing import Any

import nbformat
from sqlalchemy import text
from tiny import UNIT

from autograder.course.courses import open_course
from autograder.grading.batch import Batch, Options
from autograder.notebooks.verdict import Verdict
from autograder.results.record import Record, TestRecord
from autograder.results.results import SubmissionResult


class Plain:
    """An examiner that runs a notebook in this process; a cell `wait` makes it slow."""

    def __init__(self, source: Any, *, seed: int, folder: Path) -> None:
        self.seed, self.interrupted = seed, False

    def examine(self, notebook: Any, files: Path) -> Record:
        namespace: dict[str, Any] = {"files": files}
        outputs, tests = {}, {}
        for cell in notebook.cells:
            if cell.cell_type != "code" or "lesson" in cell.metadata.get("tags", []):
                continue
            value, error = _run(cell.source, namespace)
            outputs[cell.id] = [_printed("done"), *([_error(error)] if error else [])]
            if isinstance(value, int):  # as the judge shows it
                data = {"text/plain": repr(value)}
                outputs[cell.id].append(
                    nbformat.v4.new_output("execute_result", data, execution_count=None)
                )
            found = cell.metadata.get("nbgrader", {})
            if found.get("grade") and not found.get("solution"):
                tests[found["grade_id"]] = _judge(value, error, found["points"])
        return Record(outputs, tests, graded_by={"how": "plainly"})

    def interrupt(self) -> None:
        self.interrupted = True

    def close(self) -> None:
        pass


def _run(source: str, namespace: dict[str, Any]) -> tuple[Any, BaseException | None]:
    try:
        *body, last = ast.parse(source).body or [ast.Pass()]
        exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
        if isinstance(last, ast.Expr):
            return eval(compile(ast.Expression(last.value), "cell", "eval"), namespace), None
        exec(compile(ast.Module([last], []), "cell", "exec"), namespace)
    except Exception as error:
        return None, error
    return None, None


def _judge(value: Any, error: BaseException | None, points: float) -> TestRecord:
    if isinstance(error, AssertionError):
        return TestRecord(Verdict.FAILED, 0, str(error), ["double(2)"])
    if error:
        return TestRecord(
            Verdict.TAMPERED if "tampered" in str(error) else Verdict.ERROR, 0, repr(error)
        )
    if isinstance(value, int) and value < points:
        return TestRecord(Verdict.PARTIAL if value else Verdict.FAILED, value, f"{value} are right")
    return TestRecord(Verdict.PASSED, points)


def _printed(words: str) -> Any:
    return nbformat.v4.new_output("stream", name="stderr", text=words)


def _error(error: BaseException) -> Any:
    name = type(error).__name__
    return nbformat.v4.new_output("error", ename=name, evalue=str(error), traceback=[name])


def grade(
    root: Path, *students: str, examiner: Any = Plain, **options: Any
) -> dict[str, SubmissionResult]:
    """Grade the tiny unit in this process; results by student."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbgrader
        course = open_course(root)
        batch = Batch(course, UNIT, examiner, Options(**options))
        return {r.student: r for r in batch.run(students or course.students(UNIT))}


def rows(root: Path) -> list[Any]:
    """All that the gradebook says of submissions, without its random ids."""
    found: list[Any] = []
    with open_course(root).gradebook() as gradebook:
        found += gradebook.db.execute(text("select version_num from alembic_version")).all()
        for row in gradebook.assignment_submissions(UNIT):
            found.append((row.student.id, str(row.timestamp)))
            for part in row.notebooks:
                found.append((row.student.id, part.name, part.late_submission_penalty))
                for g in part.grades:
                    scores = (g.auto_score, g.manual_score, g.extra_credit, g.max_score)
                    found.append((row.student.id, g.name, *scores, g.needs_manual_grade))
                for c in part.comments:
                    found.append((row.student.id, c.name, c.auto_comment, c.manual_comment))
    return sorted(map(repr, found))


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """What grading wrote into folders: mode and contents, by name."""
    paths = [path for step in ("autograded", "feedback") for path in (root / step).rglob("*")]
    return {
        str(path.relative_to(root)): (path.stat().st_mode & 0o777, path.read_bytes())
        for path in paths
        if path.is_file()
    }
