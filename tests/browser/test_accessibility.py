"""axe-core, as the other tests here ask it."""

import pytest
from accessibility import serious_barriers
from lab import CHROMIUM, open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]
PAGE = """<!doctype html><html lang="en"><title>A page</title>
<main id="good"><h1>Words</h1></main><div id="bad"><img src="data:,"><button></button></div>"""


def test_names_what_bars_readers_in_a_part_of_the_page():
    with open_page(600, 400) as page:
        page.set_content(PAGE)
        assert serious_barriers(page, "#good") == []
        assert [line.split()[0] for line in serious_barriers(page, "#bad")] == [
            "button-name",
            "image-alt",
        ]
