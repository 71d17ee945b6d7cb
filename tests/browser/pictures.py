"""Make the README's picture: `python tests/browser/pictures.py` runs unit 02 and takes it."""

from __future__ import annotations

import io
from pathlib import Path

from lab import open_notebook
from PIL import Image

ROOT = Path(__file__).parents[2]
PICTURE = Path(__file__).parent / "pictures" / "unit02.png"
NOTEBOOK = ROOT / "course" / "source" / "02_small_similar" / "02_small_similar.ipynb"


def main() -> None:
    with open_notebook(NOTEBOOK, width=1180, height=1150) as lab:
        lab.page.keyboard.press("Control+b")  # the side bar makes way
        lab.run_all()
        curves = ".jp-Cell:has-text('fifteen times over') + .jp-Cell .jp-OutputArea"
        lab.page.locator(curves).first.evaluate("area => area.scrollIntoView()")
        lab.page.wait_for_timeout(500)
        shot = lab.page.locator(".jp-WindowedPanel-outer").first.screenshot()
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(256)
    picture.save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {picture.size}, {PICTURE.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
