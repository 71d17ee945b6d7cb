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
