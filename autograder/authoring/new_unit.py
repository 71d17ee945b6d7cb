"""A unit to start from: lesson, set-up, an exercise, its tests, a question, sample submissions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from autograder.authoring.samples import samples_folder
from autograder.course.courses import Course, CourseError

TEMPLATE = Path(__file__).parent / "templates" / "unit"
TITLE = "# UNIT"


def new_unit(course: Course, unit: str) -> list[Path]:
    """Write a unit that passes `autograder check`, for an author to change piece by piece.

    Returns: the source notebook, and the folder of its sample submissions.

    Raises:
        CourseError: the name does not fit, or there is something of this name.
    """
    if not re.fullmatch(r"\d\d_[a-z0-9_]+", unit):
        raise CourseError(
            f"{unit!r} is no name for a unit: two digits and small letters, as in "
            "02_small_similar, so that units sort and every file system takes them."
        )
    notebook = course.folder("source", unit) / f"{unit}.ipynb"
    submissions = samples_folder(course.root) / unit / "submissions"
    for folder in (notebook.parent, submissions.parent):
        if folder.exists():
            raise CourseError(f"{folder} is there already: choose another name, or remove it.")
    title = unit[3:].replace("_", " ").capitalize()
    notebook.parent.mkdir(parents=True)
    source = (TEMPLATE / "unit.ipynb").read_text(encoding="utf-8")
    notebook.write_text(source.replace(TITLE, f"# {title}"), encoding="utf-8")
    submissions.mkdir(parents=True)
    shutil.copyfile(TEMPLATE / "equivalent.toml", submissions.parent / "equivalent.toml")
    for path in sorted(TEMPLATE.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        (submissions / f"{path.stem}.py").write_text(text, encoding="utf-8")
    return [notebook, submissions]
