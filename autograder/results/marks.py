"""What a person decided about a submission, and whether that still stands when it is graded anew.

A person gives points, extra credit and comments in formgrader, which nbgrader keeps in its
gradebook; nothing here changes them. A graded notebook keeps beside them what each was given for:
the student's text, the points of the cell, and the score that a program gave. While that is the
same, a mark is done with. Once it is not, the person has to look again (nbgrader's
`needs_manual_grade`), is told what changed, and their mark is written down as an earlier one, since
formgrader forgets it when they give another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_task

from autograder.notebooks.cells import is_graded, is_students, is_test
from autograder.notebooks.verdict import Verdict
from autograder.results.dependencies import Dependencies
from autograder.results.provenance import digest

FILES = "files"  # the student's files beside the notebooks, among their answers
SUBMISSION = "submission"  # all that they handed in, where no notebook can be made of it
ANOTHER_ANSWER = "the student handed in another answer"
NO_LONGER = "the unit has this cell no longer"
UNKNOWN = (
    "nbgrader itself graded it, or its graded notebook was lost, so that nobody knows what it was "
    "given for"
)


class GivenFor(msgspec.Struct, frozen=True):
    """What a person saw in a cell: its points, a program's score, and the student's text."""

    points: float
    auto_score: float | None
    answers: dict[str, str]  # digests of the student's cells that it is about, by cell id


class EarlierMark(msgspec.Struct):
    """A mark or a comment that a person gave for something that has changed since."""

    cell: str  # nbgrader's grade_id
    manual_score: float | None
    extra_credit: float | None
    comment: str | None
    given_for: GivenFor | None
    changed: list[str]  # in words


class Marks(msgspec.Struct):
    """What marks in one graded notebook are given for, and the earlier ones; all by cell id."""

    answers: dict[str, str]  # digests of all that the student wrote
    cells: dict[str, GivenFor]
    earlier: dict[str, list[EarlierMark]] = msgspec.field(default_factory=dict)
    to_confirm: list[str] = msgspec.field(default_factory=list)  # whose mark awaits a second look


def marks_of(notebook: NotebookNode) -> Marks:
    """The marks of a graded notebook; where nbgrader alone graded it, as it would have them."""
    try:
        return msgspec.convert(notebook.metadata["autograder"]["marks"], Marks)
    except (KeyError, TypeError, msgspec.ValidationError):
        return first_look(notebook)


def earlier_marks(notebook: NotebookNode) -> dict[str, list[EarlierMark]]:
    """What a person gave for something that has changed since, by cell id, the latest last."""
    return marks_of(notebook).earlier if "marks" in notebook.metadata.get("autograder", {}) else {}


def write_marks(notebook: NotebookNode, marks: Marks) -> None:
    """Put marks where `marks_of` finds them."""
    notebook.metadata.autograder["marks"] = msgspec.to_builtins(marks)


def first_look(
    notebook: NotebookNode,
    depends: Dependencies | None = None,
    others: Mapping[str, bytes] | None = None,
) -> Marks:
    """What marks in a graded notebook would be given for.

    Args:
        notebook: with its record, or as nbgrader graded it.
        depends: on what its tests depend, if that is known already.
        others: the student's files beside the notebooks; None where they are not known.
    """
    answers = {_key(cell): _digest(cell) for cell in notebook.cells if is_students(cell)}
    if others is not None:
        answers[FILES] = digest(others)[:16]
    depends = depends or Dependencies(notebook)
    cells = {}
    for cell in filter(is_graded, notebook.cells):
        about = answers
        if is_test(cell):
            about = {_key(own): answers[_key(own)] for own in depends.answers(cell.id)}
        elif not is_task(cell):
            about = {key: value for key, value in answers.items() if key == _key(cell)}
        points = float(cell.metadata.nbgrader.points)
        cells[cell.id] = GivenFor(points, _auto_score(notebook, cell), about)
    return Marks(answers, cells)


def carried_over(marks: Marks, before: Marks | None) -> Marks:
    """Marks that know the earlier ones, too."""
    earlier = dict(before.earlier) if before else {}
    return msgspec.structs.replace(marks, earlier=earlier, to_confirm=[])


def followed(marks: Marks, ids: Mapping[str, str]) -> Marks:
    """Marks by the ids that cells have now.

    Args:
        marks: of a graded notebook.
        ids: its cells' ids, and those that they have in the unit now.
    """

    if not ids:
        return marks

    def now(by_id: Mapping[str, Any]) -> dict[str, Any]:
        stay = {cell: found for cell, found in by_id.items() if cell not in ids}
        return stay | {ids[cell]: found for cell, found in by_id.items() if cell in ids}

    def about(given_for: GivenFor | None) -> GivenFor | None:
        answers = now(given_for.answers) if given_for else {}
        return given_for and msgspec.structs.replace(given_for, answers=answers)

    gone = set(ids.values()) - ids.keys()  # in whose place another stands
    earlier = {
        _gone(cell) if cell in gone else cell: [
            msgspec.structs.replace(mark, given_for=about(mark.given_for)) for mark in earlier_marks
        ]
        for cell, earlier_marks in marks.earlier.items()
    }
    return Marks(
        now(marks.answers),
        now({cell: about(given_for) for cell, given_for in marks.cells.items()}),
        now(earlier),
        [ids.get(cell, cell) for cell in marks.to_confirm if cell not in gone],
    )


def without_answers(notebook: NotebookNode, submission: str) -> Marks:
    """What marks are given for where no notebook can be made of a submission, of this digest."""
    answers = {SUBMISSION: submission}
    cells = {
        cell.id: GivenFor(float(cell.metadata.nbgrader.points), None, answers)
        for cell in filter(is_graded, notebook.cells)
    }
    return Marks(answers, cells)


def review(cell: NotebookNode, grade: Any, comment: Any, old: Marks | None, new: Marks) -> bool:
    """Whether a person has to look again at a mark of theirs.

    A mark or a comment that no longer stands is added to `new.earlier`.

    Args:
        cell: of the notebook that was graded anew.
        grade: its row in the gradebook as it was before; None where it has no points.
        comment: its row there; None where it can have no comment.
        old: the marks of the notebook graded before; None where it is lost.
        new: those of this one.
    """
    mark = mark_of(cell, grade, comment)
    if mark is None:
        return False
    earlier = new.earlier.pop(cell.id, [])
    has_points = mark.manual_score is not None or mark.extra_credit is not None
    was_told = bool(earlier) and is_same(earlier[-1], mark)
    if has_points and was_told:  # unless the person has confirmed the mark since
        was_told = bool(old and cell.id in old.to_confirm and grade.needs_manual_grade)
    if was_told:  # it is still given for what it was given for then
        before = earlier[-1]
        earlier = earlier[:-1]
        mark.given_for = before.given_for
        mark.comment = before.comment
        known = before.given_for.answers if before.given_for else {}
    else:
        mark.given_for = _given_for(cell, old) if old else None
        known = old.answers if old else {}
    mark.changed = _changes(mark.given_for, known, _given_for(cell, new), new.answers)
    if not mark.changed and not was_told and has_points and _is_questioned(grade):
        mark.given_for = None
        mark.changed = [UNKNOWN]
    if mark.changed:
        earlier.append(mark)
    if earlier:
        new.earlier[cell.id] = earlier
    if mark.changed and has_points:
        new.to_confirm.append(cell.id)
    return has_points and bool(mark.changed)


def _is_questioned(grade: Any) -> bool:
    """Whether somebody asked for a second look at points that are there."""
    has_points = grade.manual_score is not None or grade.auto_score is not None
    return bool(grade.needs_manual_grade and has_points)


def removed(
    name: str, cell: NotebookNode | None, grade: Any, comment: Any, marks: Marks, changed: str
) -> None:
    """Write down a person's mark of what the unit has no longer.

    Args:
        name: the cell's in the gradebook.
        cell: of the graded notebook; None where that is lost.
        grade: its row in the gradebook; None where that stays, or there is none.
        comment: likewise.
        marks: those of the graded notebook; the mark is added to them.
        changed: what became of the cell, in words.
    """
    mark = _mark(name, grade, comment)
    if mark is None:
        return
    mark.given_for = _given_for(cell, marks) if cell else None
    mark.changed = [changed]
    earlier = marks.earlier.setdefault(_gone(cell.id if cell else name), [])
    if mark not in earlier:  # a run that was killed may have come this far
        earlier.append(mark)


def give_back(cell: NotebookNode, grade: Any, comment: Any, old: Marks | None, new: Marks) -> None:
    """Give a cell that is back in the unit the mark that it had when it went.

    Args:
        cell: of the notebook that was graded anew.
        grade: its row in the gradebook; None where it has no points.
        comment: its row there; None where it can have no comment.
        old: the marks of the notebook graded before; they get what the mark was given for.
        new: those of this one, which know the mark as one of a cell that is gone.
    """
    gone = new.earlier.get(_gone(cell.id), [])
    if old is None or not gone or gone[-1].changed != [NO_LONGER]:
        return
    before, now = gone[-1], mark_of(cell, grade, comment)
    if now and not is_same(before, now):
        return
    if grade:
        grade.manual_score = before.manual_score
        grade.extra_credit = before.extra_credit
        grade.needs_manual_grade = False  # a new row asks for a person, who has been here
    if comment:
        comment.manual_comment = before.comment
    if before.given_for:
        old.cells[cell.id] = before.given_for
        old.answers.update(before.given_for.answers)
    new.earlier[_gone(cell.id)] = gone[:-1]
    if not gone[:-1]:
        del new.earlier[_gone(cell.id)]


def _gone(cell: str) -> str:
    """What earlier marks of a cell go by whose place another may take."""
    return f"gone-{cell}"


def mark_of(cell: NotebookNode, grade: Any, comment: Any) -> EarlierMark | None:
    """What a person gave a cell, if anything; for what, and what changed, is filled in later."""
    return _mark(cell.metadata.nbgrader.grade_id, grade, comment)


def _mark(name: str, grade: Any, comment: Any) -> EarlierMark | None:
    words = (comment.manual_comment if comment else None) or None
    manual_score = grade.manual_score if grade else None
    extra_credit = (grade.extra_credit if grade else None) or None
    if manual_score is None and extra_credit is None and words is None:
        return None
    return EarlierMark(name, manual_score, extra_credit, words, None, [])


def is_same(earlier: EarlierMark, mark: EarlierMark) -> bool:
    """Whether both are the same points, or, where there are none, the same words."""
    points = (mark.manual_score, mark.extra_credit)
    if points == (None, None) and earlier.comment != mark.comment:
        return False
    return (earlier.manual_score, earlier.extra_credit) == points


def _given_for(cell: NotebookNode, marks: Marks) -> GivenFor | None:
    """What a mark or a comment in a cell is given for; None where that is not known."""
    if is_graded(cell):
        return marks.cells.get(cell.id)
    about = {key: text for key, text in marks.answers.items() if key in (cell.id, SUBMISSION)}
    return GivenFor(0, None, about)  # an answer without points of its own


def _changes(
    old: GivenFor | None,
    known: Mapping[str, str],
    new: GivenFor | None,
    answers: Mapping[str, str],
) -> list[str]:
    """In words, what is different from what a mark was given for.

    Args:
        old: what it was given for.
        known: digests of what the student had written then, as far as they are known.
        new: what the cell is about now.
        answers: digests of all that the student has written now.
    """
    if old is None or new is None:
        return [UNKNOWN]
    gone = any(answers.get(key) != text for key, text in old.answers.items())
    came = any(
        known.get(key) != text
        for key, text in new.answers.items()
        if key not in old.answers and not (key == FILES and FILES not in known)
    )
    found = [ANOTHER_ANSWER] if gone or came else []
    if old.points != new.points:
        found.append(f"its points went from {old.points:g} to {new.points:g}")
    if old.auto_score != new.auto_score:
        found.append(
            f"the program gives {_points(new.auto_score)}, where it gave {_points(old.auto_score)}"
        )
    return found


def _points(score: float | None) -> str:
    return "no points" if score is None else f"{score:g}"


def _auto_score(notebook: NotebookNode, cell: NotebookNode) -> float | None:
    if not is_test(cell):
        return None  # all that a program says of it follows from the answer
    record = notebook.metadata.get("autograder", {}).get("record", {}).get("tests", {})
    judged = record.get(cell.metadata.nbgrader.grade_id)
    if judged is None:
        try:
            return float(determine_grade(cell)[0])
        except (KeyError, TypeError, ValueError):  # a number that nbgrader would not take
            return None
    return None if Verdict(judged["verdict"]).for_a_person else float(judged["score"])


def _key(cell: NotebookNode) -> str:
    """A cell's id; of one that the student added a digest, since those are numbered anew."""
    return f"own-{_digest(cell)}" if cell.id.startswith("own-") else str(cell.id)


def _digest(cell: NotebookNode) -> str:
    attached = repr(sorted(cell.get("attachments", {}).items()))
    return digest({"source": cell.source.encode(errors="replace"), "": attached.encode()})[:16]
