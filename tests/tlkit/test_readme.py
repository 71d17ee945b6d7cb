"""tlkit/README.md lists every public name, and is fresh."""

import json

import pytest
import readme


def test_the_readme_is_fresh():
    assert readme.README.read_text() == readme.readme(), "run `make readme`"


@pytest.mark.parametrize("name", readme.public_names())
def test_every_public_name_has_its_line_and_example(name):
    if name == "checks":
        return
    text = readme.README.read_text()
    assert text.count(f"\n### `{name}(") == 1
    entry = text.partition(f"\n### `{name}(")[2].partition("\n#")[0]
    assert "```python" in entry


def lessons():
    """The text of all cells in course/source."""
    for path in (readme.ROOT / "course" / "source").rglob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            yield "".join(cell["source"])


def test_what_is_beyond_the_course_is_in_no_lesson():
    text = "\n".join(lessons())
    assert [name for name in readme.BEYOND if f"tlkit.{name}(" in text] == []
