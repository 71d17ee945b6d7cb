"""Make the README's pictures: `python tests/browser/pictures.py` runs notebooks and takes them.

Some of them by name: `python tests/browser/pictures.py report`."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))

import classroom
import samples
from explorers import open_explorers
from lab import open_notebook, open_page
from PIL import Image
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "pictures"
UNIT = "02_small_similar"
NOTEBOOK = ROOT / "course" / "source" / UNIT / f"{UNIT}.ipynb"


def main() -> None:
    shots = {"unit02": unit, "freezing": freezing, "report": report}
    for name in sys.argv[1:] or shots:
        save(shots[name](), name)


def unit() -> bytes:
    """Unit 02 at its training from scratch."""
    with open_notebook(NOTEBOOK, width=1180, height=1150) as lab:
        lab.page.keyboard.press("Control+b")  # the side bar makes way
        lab.run_all()
        curves = ".jp-Cell:has-text('fifteen times over') + .jp-Cell .jp-OutputArea"
        lab.page.locator(curves).first.evaluate("area => area.scrollIntoView()")
        lab.page.wait_for_timeout(500)
        return lab.page.locator(".jp-WindowedPanel-outer").first.screenshot()


def freezing() -> bytes:
    """The explorer of frozen layers after two training runs."""
    with open_explorers("freezing", case="small-similar", per_class=None) as lab:
        lab.run_all()
        explorer = lab.page.locator(".tlkit-explorer")
        for runs, block in enumerate(("the end of conv_pw_13_relu", "the end of conv_pw_8_relu")):
            explorer.get_by_label("up to", exact=True).select_option(block)
            explorer.get_by_role("button", name="Train").click()
            curves = explorer.get_by_role("img", name=f"Curves of the training runs ({runs + 1})")
            expect(curves).to_be_visible(timeout=300_000)
        expect(explorer.get_by_role("button", name="Train")).to_be_enabled(timeout=60_000)
        lab.page.wait_for_timeout(500)
        return explorer.screenshot()


def report() -> bytes:
    """The class report on the sample submissions to unit 02, from the scores on."""
    with tempfile.TemporaryDirectory() as folder:
        course = classroom.open_classroom(Path(folder))
        samples.hand_in(course, samples.load_samples(UNIT), course.parent / "notebooks")
        classroom.grade(course, UNIT)
        classroom.run("report", str(course)).check_returncode()
        with open_page(1000, 900) as page:
            page.goto((course / "report.html").as_uri())
            page.get_by_role("heading", name="Scores").evaluate("scores => scores.scrollIntoView()")
            return page.screenshot()


def save(shot: bytes, name: str) -> None:
    path = FOLDER / f"{name}.png"
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(256).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
