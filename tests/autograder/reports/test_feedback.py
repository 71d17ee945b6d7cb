"""The page that a student gets: helpful, self-contained, nothing executable, nothing hidden."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from marking import change
from odd_submissions import all_of_them
from tiny import UNIT, answered, find, grade_json, hand_in, source_notebook

from autograder.authoring.release import release
from autograder.course.courses import open_course


class Elements(HTMLParser):
    """All elements of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def page(graded: dict[str, Any]) -> Any:
    """The feedback page of a student, as text."""
    return lambda student: Path(graded[student]["feedback"][0]).read_text()


def test_shows_the_points(page: Any) -> None:
    assert "<strong>3</strong> of 5 points" in page("wrong")


def test_shows_what_a_failed_test_says(page: Any) -> None:
    assert "double(2) is 4, but yours is …" in page("wrong")


def test_names_verdicts_in_words(page: Any) -> None:
    text = page("partly_right")
    for label in ("Passed", "Partially correct", "Waiting"):
        assert f">{label}</span>" in text


def test_what_waits_for_a_person_is_no_zero(page: Any) -> None:
    text = page("right")
    assert "<strong>5</strong> of 5 points" in text
    assert "1 more point waits for a person" in text
    assert '<span class="count">up to 1</span>' in text


def test_an_ungradable_submission_has_no_points_yet(page: Any) -> None:
    text = page("truncated")
    assert "Not graded yet." in text
    assert "<strong>0</strong>" not in text


def test_says_once_what_stopped_the_notebook(page: Any) -> None:
    text = page("stops_early")
    assert text.count("look for exit(), os._exit()") == 2  # at the top, and in the cell itself
    assert "One test after that could not be run" in text
    assert text.count(">Not run</span>") == 1
    assert "because an earlier cell" not in text


def test_a_notebook_that_ran_to_its_end_was_not_stopped(page: Any) -> None:
    assert "Your notebook stopped" not in page("wrong")


def test_names_no_cell_by_its_grade_id(page: Any) -> None:
    for name in ("explain", "test_double", "test_count"):
        assert name not in page("right")


def test_shows_what_was_asked(page: Any) -> None:
    text = page("right")
    assert text.count("What was asked") == 1  # counting has no words of its own
    assert "<p>Return <em>twice</em> the number.</p>" in text


def test_shows_what_the_code_did_unless_a_hidden_test_ran(course_root: Path, page: Any) -> None:
    text = page("wrong_when_negative")
    assert "A hidden test failed: Negative numbers too" in text
    text = page("partly_right")
    assert "Run this test in your notebook to see the numbers." in text
    assert "What your code did" not in text and "returned" not in text
    text = _page_without_hidden_tests(course_root, "partly_right")
    assert "<code>count(&#39;banana&#39;, &#39;a&#39;) returned 3</code>" in text
    assert "1 of 3 examples are right" in text and "Run this test" not in text


def test_a_hint_stands_out(course_root: Path) -> None:
    text = _page_without_hidden_tests(course_root, "hints")
    assert "<strong>Hint: &lt;b&gt;twice&lt;/b&gt;</strong>" in text


def _page_without_hidden_tests(root: Path, student: str) -> str:
    change(root, "test_double", "HIDDEN TESTS", "MORE TESTS")
    hand_in(root, student, all_of_them()[student])
    return Path(grade_json(root)[student]["feedback"][0]).read_text()


SEES = "def double(x):\n    global seen\n    seen = f'kept{x}'\n    return 2 * x"
SAYS = """print(seen)
display({"text/plain": seen}, raw=True)
raise type(seen.replace("-", "_"), (ValueError,), {})(seen)"""


@pytest.mark.parametrize(
    "count",
    [
        "def count(text, letter):\n    return seen",
        "def count(text, letter):\n    raise ValueError(seen)",
        "def count(text, letter):\n    print(seen)\n    return 0",
        "def count(text, letter):\n    raise type(seen.replace('-', '_'), (ValueError,), {})",
        "print(seen)\nraise ValueError(seen)",
        "class DeadKernelError(Exception): pass\nraise DeadKernelError(seen)",
        "import os\nprint(seen)\ndef count(text, letter):\n    os._exit(1)",
    ],
)
def test_a_hidden_input_that_an_answer_kept_is_not_shown(count: str, course_root: Path) -> None:
    notebook = answered(double=SEES, count=count)
    own = [nbformat.v4.new_code_cell(SAYS) for _ in range(3)]
    place = notebook.cells.index(find(notebook, "count"))
    notebook.cells[place:place] = own
    hand_in(course_root, "ada", notebook)
    result = grade_json(course_root)["ada"]
    assert result["tests"]["test_double"]["verdict"] == "passed"
    text = Path(result["feedback"][0]).read_text()
    assert "kept-3" not in text and "kept_3" not in text
    own_line = "raise type(seen.replace("
    assert text.count(f"An error of your own (in line 3 of your cell: {own_line}") == 1
    assert "is not shown here, since it could give hidden tests away" in text
    graded = course_root / "autograded" / "ada" / UNIT / f"{UNIT}.ipynb"
    assert "kept-3" in graded.read_text()  # where an instructor sees it


def test_how_an_answer_stopped_is_told_after_a_hidden_test(course_root: Path) -> None:
    hand_in(course_root, "ada", answered(count="print(1)\nmissing + 1"))
    text = Path(grade_json(course_root)["ada"]["feedback"][0]).read_text()
    told = "NameError: name &#39;missing&#39; is not defined (in line 2 of your cell: missing + 1)"
    assert f"When it was graded, this cell stopped. {told}" in text


def test_shows_remarks(page: Any) -> None:
    assert "was deleted; it was put back." in page("removed_a_test")


def test_shows_where_the_students_own_code_stopped(page: Any) -> None:
    assert "SyntaxError" in page("syntax_error")


def test_has_the_title_of_the_notebook(page: Any) -> None:
    assert "<h1>A tiny unit</h1>" in page("right")


def test_leaves_out_the_lesson(page: Any) -> None:
    assert "only shows" not in page("right")


@pytest.mark.parametrize("student", ["right", "wrong", "wrong_when_negative", "dies"])
def test_hidden_tests_appear_by_their_idea_alone(student: str, page: Any) -> None:
    text = page(student)
    assert "Negative numbers too" in text
    assert "-6" not in text


def test_nothing_is_executable_or_loaded(page: Any) -> None:
    elements = Elements(page("partly_right")).found
    tags = {tag for tag, _ in elements}
    assert tags.isdisjoint({"script", "iframe", "object", "embed", "link", "form"})
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("src") or "data:").partition("data:")[0]
        assert (attributes.get("href") or "#").startswith("#")


def test_what_a_student_printed_is_text(page: Any) -> None:
    assert "&lt;img src=x onerror=alert(3)&gt;" in page("partly_right")


def test_fits_a_phone(page: Any) -> None:
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page("right")


def test_shows_a_persons_points_and_comment(course_root: Path) -> None:
    hand_in(course_root, "ada", source_notebook())
    grade_json(course_root)
    with open_course(course_root).gradebook() as gradebook:
        grade = gradebook.find_grade("explain", UNIT, UNIT, "ada")
        grade.manual_score, grade.needs_manual_grade = 1, False
        gradebook.find_comment("explain", UNIT, UNIT, "ada").manual_comment = "Well *put*."
        gradebook.db.commit()
    result = grade_json(course_root)["ada"]
    assert (result["kept"], result["score"], result["pending"]) == (True, 6, 0)
    text = Path(result["feedback"][0]).read_text()
    assert "Well <em>put</em>." in text
    assert "waits for a person" not in text


def test_says_which_answer_is_as_it_was_handed_out(course_root: Path) -> None:
    folder = release(open_course(course_root), UNIT)
    hand_in(course_root, "ada", (folder / f"{UNIT}.ipynb").read_bytes())
    result = grade_json(course_root)["ada"]
    assert result["tests"]["test_double"]["verdict"] == "failed"
    text = Path(result["feedback"][0]).read_text()
    assert "Your answer, as it was handed out" in text
    assert "Not solved yet: the cell still raises NotImplementedError." in text
