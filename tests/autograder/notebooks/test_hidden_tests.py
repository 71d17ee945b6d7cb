"""What students see of test cells."""

from __future__ import annotations

from autograder.notebooks.hidden_tests import hidden_idea, redact, title, without_hidden

CELL = """# Doubles a number
assert double(2) == 4
### BEGIN HIDDEN TESTS
# Negative numbers too
assert double(-3) == -6
### END HIDDEN TESTS
print("done")"""
ALL_HIDDEN = """# Hidden test: any size
### BEGIN HIDDEN TESTS
assert double(10**9)
### END HIDDEN TESTS"""


def test_students_get_no_hidden_line() -> None:
    assert without_hidden(CELL) == '# Doubles a number\nassert double(2) == 4\nprint("done")'


def test_students_get_no_mark_scheme() -> None:
    task = "Explain.\n\n=== BEGIN MARK SCHEME ===\nOne point.\n=== END MARK SCHEME ==="
    assert without_hidden(task) == "Explain.\n"


def test_a_hidden_test_is_replaced_by_its_idea() -> None:
    shown = redact(CELL).splitlines()
    assert shown[2:] == ["# Hidden test: Negative numbers too", 'print("done")']


def test_a_hidden_test_without_a_comment_has_its_cells_idea() -> None:
    assert redact(ALL_HIDDEN) == "# Hidden test: any size"


def test_a_region_without_an_end_stays_hidden() -> None:
    assert redact("### BEGIN HIDDEN TESTS\nsecret") == ""


def test_title_is_the_first_comment() -> None:
    assert title(CELL, "x") == "Doubles a number"


def test_title_of_a_cell_without_comments_is_its_name() -> None:
    assert title("assert True", "test_true") == "test_true"


def test_the_idea_at_a_line() -> None:
    assert [hidden_idea(CELL, number) for number in (2, 5, 7, 99)] == [
        None,
        "Negative numbers too",
        None,
        None,
    ]
