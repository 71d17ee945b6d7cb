"""A feedback page in a browser, as students open it: from the disk, and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from accessibility import serious_barriers
from lab import CHROMIUM, open_page

LONG = "def double(x):\n    return 'a_long_word' * 20  # " + "and_on" * 30
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of a student whose code, and what a test says of it, is wide."""
    root = tiny.write_course(tmp_path_factory.mktemp("feedback"))
    tiny.hand_in(root, "ada", tiny.answered(double=LONG))
    return Path(tiny.grade_json(root)["ada"]["feedback"][0]).as_uri()


@pytest.mark.parametrize("width", [390, 1200])
def test_opens_without_a_word_on_the_console(address, width):
    said = []
    with open_page(width, 1000) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        assert page.locator("h1").inner_text() == "A tiny unit"
    assert said == []


def test_fits_the_width_of_a_phone(address):
    with open_page(390, 844, is_mobile=True) as page:
        page.goto(address)
        assert page.evaluate("innerWidth") == 390  # a page that is wider is shown smaller
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_has_no_letters_under_12_pixels_on_a_phone(address):
    size = "elements => elements.map(e => parseFloat(getComputedStyle(e).fontSize))"
    with open_page(390, 844, is_mobile=True) as page:
        page.goto(address)
        assert min(page.locator("main *").evaluate_all(size)) >= 12


def test_code_keeps_its_lines_on_a_phone(address):
    lines = """pre => {
        const style = getComputedStyle(pre);
        return (pre.clientHeight - 2 * parseFloat(style.paddingTop)) / parseFloat(style.lineHeight);
    }"""
    with open_page(390, 844, is_mobile=True) as page:
        page.goto(address)
        code = page.locator("pre.code").first
        assert code.evaluate("pre => pre.scrollWidth > pre.clientWidth")  # it can be moved sideways
        assert code.evaluate(lines) == pytest.approx(2, abs=0.3)


def test_is_dark_where_the_reader_wants_it_dark(address):
    lightness = "body => getComputedStyle(body).backgroundColor.match(/\\d+/g).map(Number)"
    with open_page(900, 1000, color_scheme="dark") as page:
        page.goto(address)
        assert max(page.locator("body").evaluate(lightness)) < 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_no_reader(address, scheme):
    with open_page(390, 844, color_scheme=scheme) as page:
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert serious_barriers(page) == []
