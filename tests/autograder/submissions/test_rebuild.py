"""A submission is laid over its source: answers are the student's, all else is the author's."""

from __future__ import annotations

import nbformat
import pytest
from tiny import answered, find, source_notebook

from autograder.submissions.intake import Ungradable
from autograder.submissions.rebuild import rebuild


def test_an_answer_is_the_students() -> None:
    notebook, _ = rebuild(source_notebook(), answered(double="double = len"))
    assert find(notebook, "double").source == "double = len"


def test_a_test_is_the_authors() -> None:
    notebook, remarks = rebuild(source_notebook(), answered(test_double="pass"))
    assert find(notebook, "test_double").source == find(source_notebook(), "test_double").source
    assert remarks == ["The cell 'test_double' was changed; its original was used."]


def test_an_untouched_submission_gets_no_remarks() -> None:
    assert rebuild(source_notebook(), answered())[1] == []


def test_tags_are_the_authors() -> None:
    submitted = answered()
    for cell in submitted.cells:
        cell.metadata["tags"] = ["lesson", "skip-execution"]
    notebook, _ = rebuild(source_notebook(), submitted)
    tags = [cell.metadata.get("tags") for cell in notebook.cells]
    assert tags == [cell.metadata.get("tags") for cell in source_notebook().cells]


def test_the_order_is_the_authors() -> None:
    submitted = answered()
    submitted.cells.reverse()
    notebook, _ = rebuild(source_notebook(), submitted)
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in source_notebook().cells]


def test_a_cell_of_the_students_own_keeps_its_place() -> None:
    submitted = answered()
    own = nbformat.v4.new_code_cell("helper = 1", metadata={"nbgrader": {"grade_id": "x"}})
    submitted.cells.insert(4, own)
    notebook, _ = rebuild(source_notebook(), submitted)
    assert notebook.cells[4].source == "helper = 1"
    assert notebook.cells[4].metadata == {}


def test_a_cell_above_all_others_stays_there() -> None:
    submitted = answered()
    submitted.cells.insert(0, nbformat.v4.new_code_cell("first = 1"))
    assert rebuild(source_notebook(), submitted)[0].cells[0].source == "first = 1"


def test_the_students_own_cells_have_ids_of_their_own() -> None:
    submitted = answered()
    submitted.cells[2:2] = [nbformat.v4.new_code_cell(text, id="cell-1") for text in "ab"]
    ids = [cell.id for cell in rebuild(source_notebook(), submitted)[0].cells]
    assert len(ids) == len(set(ids))


def test_an_unlocked_cell_may_be_changed() -> None:
    submitted = answered()
    submitted.cells[5].source = "changed = True"
    assert rebuild(source_notebook(), submitted)[0].cells[5].source == "changed = True"


def test_cells_that_lost_their_ids_are_known_by_their_text() -> None:
    submitted = answered()
    for number, cell in enumerate(submitted.cells):
        cell.id = f"new-{number}"
    assert len(rebuild(source_notebook(), submitted)[0].cells) == len(source_notebook().cells)


def test_a_deleted_answer_is_empty_and_not_the_authors() -> None:
    submitted = answered()
    submitted.cells.remove(find(submitted, "double"))
    notebook, remarks = rebuild(source_notebook(), submitted)
    assert find(notebook, "double").source == "# This cell was missing from the submission."
    assert remarks == ["The answer 'double' was deleted."]


def test_a_picture_in_a_written_answer_is_kept() -> None:
    submitted = answered()
    find(submitted, "explain").attachments = {"a.png": {"image/png": "AAAA"}}
    notebook, _ = rebuild(source_notebook(), submitted)
    assert find(notebook, "explain").attachments == {"a.png": {"image/png": "AAAA"}}


def test_two_different_answers_go_to_a_person() -> None:
    submitted = answered()
    twice = nbformat.from_dict(dict(find(submitted, "double"), source="double = 1"))
    submitted.cells.append(twice)
    with pytest.raises(Ungradable, match="the answer 'double' is there 2 times"):
        rebuild(source_notebook(), submitted)


def test_neither_notebook_is_changed() -> None:
    source, submitted = source_notebook(), answered(double="double = len")
    rebuild(source, submitted)
    assert source == source_notebook()
    assert submitted == answered(double="double = len")


def _renumber(**names: str) -> nbformat.NotebookNode:
    """The source with other names of cells."""
    source = source_notebook()
    cells = {old: find(source, old) for old in names}
    for old, new in names.items():
        cells[old].metadata.nbgrader.grade_id = new
    return source


@pytest.mark.parametrize(
    "names",
    [
        {"double": "count", "count": "double"},
        {"double": "count", "count": "sort"},
        {"count": "double", "double": "halve"},
        {"double": "explain", "explain": "count", "count": "double"},
    ],
)
def test_renumbered_questions_keep_their_answers(names: dict[str, str]) -> None:
    answers = {"double": "double = 1", "count": "count = 2", "explain": "It is 3."}
    notebook, remarks = rebuild(_renumber(**names), answered(**answers))
    answers_now = {names.get(old, old): answer for old, answer in answers.items()}
    assert {name: find(notebook, name).source for name in answers_now} == answers_now
    assert remarks == []
    assert len(notebook.cells) == len(source_notebook().cells)


def test_a_question_put_before_others_takes_no_answer_of_theirs() -> None:
    source = _renumber(double="q2", count="q3")
    new = nbformat.from_dict(dict(find(source, "q2"), id="new", source="halve = None"))
    new.metadata = nbformat.from_dict({"nbgrader": dict(new.metadata.nbgrader, grade_id="q1")})
    source.cells.insert(3, new)
    submitted = answered(double="double = 1", count="count = 2")
    find(submitted, "double").metadata.nbgrader.grade_id = "q1"
    find(submitted, "count").metadata.nbgrader.grade_id = "q2"
    notebook, remarks = rebuild(source, submitted)
    assert [find(notebook, f"q{n}").source for n in (1, 2, 3)] == [
        "# This cell was missing from the submission.", "double = 1", "count = 2",
    ]  # fmt: skip
    assert remarks == ["The answer 'q1' was deleted."]


def test_moved_questions_keep_their_answers() -> None:
    source = source_notebook()
    source.cells[3], source.cells[7] = source.cells[7], source.cells[3]
    notebook, remarks = rebuild(source, answered(double="double = 1", count="count = 2"))
    assert find(notebook, "double").source == "double = 1"
    assert (find(notebook, "count").source, remarks) == ("count = 2", [])


def test_cells_that_lost_their_ids_are_known_by_their_names() -> None:
    submitted = answered(double="double = 1", count="count = 2")
    for number, cell in enumerate(submitted.cells):
        cell.id = f"new-{number}"
    notebook, remarks = rebuild(source_notebook(), submitted)
    assert find(notebook, "double").source == "double = 1"
    assert (find(notebook, "count").source, remarks) == ("count = 2", [])


def test_ids_that_tell_no_more_than_places_are_no_ids() -> None:
    source = source_notebook()
    source.cells.insert(1, nbformat.v4.new_markdown_cell("New"))
    for number, cell in enumerate(source.cells):
        cell.id = f"cell-{number}"
    notebook, remarks = rebuild(source, answered(double="double = 1", count="count = 2"))
    assert find(notebook, "double").source == "double = 1"
    assert (find(notebook, "count").source, remarks) == ("count = 2", [])


@pytest.mark.parametrize("name", ["double", "count"])
def test_a_copy_of_an_answer_goes_to_a_person_whatever_it_is_called_now(name: str) -> None:
    submitted = answered(double="double = 1")
    copy = nbformat.from_dict(dict(find(submitted, "double"), id="copy", source="double = 2"))
    submitted.cells.append(copy)
    with pytest.raises(Ungradable, match=f"the answer '{name}' is there 2 times"):
        rebuild(_renumber(double=name, count="other"), submitted)


def test_an_answer_that_is_marked_no_longer_stays_the_students() -> None:
    source = source_notebook()
    del find(source, "double").metadata["nbgrader"]
    notebook, _ = rebuild(source, answered(double="double = 1"))
    assert notebook.cells[3].source == "double = 1"
    assert len(notebook.cells) == len(source.cells)


def test_an_answer_that_gets_points_and_another_name_stays_the_students() -> None:
    source = _renumber(double="halve")
    find(source, "halve").metadata.nbgrader.update(grade=True, points=2)
    notebook, remarks = rebuild(source, answered(double="double = 1"))
    assert (find(notebook, "halve").source, remarks) == ("double = 1", [])
