"""The class report in a browser, as instructors open it: from the disk, also on a phone."""

from __future__ import annotations

import batches
import pytest
import tiny
from accessibility import serious_barriers
from lab import CHROMIUM, open_page

from autograder.course.courses import open_course
from autograder.reports.class_report import write_report

RETURNS = "def double(x):\n    return '<script>alert(document.title)</script>' + 'a_long_word' * 20"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The report on a right, a wrong and wide, an ungradable and a changed submission."""
    root = tiny.write_course(tmp_path_factory.mktemp("report"))
    tiny.hand_in(root, "ada", tiny.answered())
    tiny.hand_in(root, "<script>alert(1)<bob" + "_" * 80, tiny.answered(double=RETURNS))
    tiny.hand_in(root, "cleo", b"")
    tiny.hand_in(root, "dan", tiny.answered(test_double="assert True"))
    batches.grade(root)
    write_report(open_course(root), [], root / "report.html", "http://localhost:8888/formgrader")
    return (root / "report.html").as_uri()


@pytest.mark.parametrize("width", [390, 1200])
def test_opens_without_a_word_on_the_console(address, width):
    said = []
    with open_page(width, 1000) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(address)
        assert page.locator("h1").inner_text() == "Class report"
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []


def test_a_link_opens_the_feedback(address):
    with open_page(1200, 1000) as page:
        page.goto(address)
        page.locator("summary", has_text="4 submissions").click()
        page.get_by_role("link", name="Feedback for ada").click()
        page.wait_for_url("**/feedback/ada/**")
        assert page.locator("h1").inner_text() == "A tiny unit"


def test_columns_are_as_high_as_their_counts(address):
    heights = "columns => columns.map(column => column.offsetHeight)"
    with open_page(1200, 1000) as page:
        page.goto(address)
        found = page.locator(".column").evaluate_all(heights)
    assert found[:6] + found[7:10] == [0] * 9
    assert 2 * found[6] == pytest.approx(found[10], abs=2) and found[6] > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_no_reader(address, scheme):
    with open_page(1200, 1000, color_scheme=scheme) as page:
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert serious_barriers(page) == []
