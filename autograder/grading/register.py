"""Tell the gradebook which cells a unit has, and how many points each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.course.courses import Course
from autograder.course.generating import check_source, generate, read_source
from autograder.grading.source_changes import follow_source, remember_cells
from autograder.results.results import Standing


def register(course: Course, unit: str) -> dict[str, Standing]:
    """Record a unit's cells and points in the gradebook, as its source now has them.

    Returns: what the gradebook said before, by student, if cells came, went or were renamed.

    Raises:
        CourseError: as in `release`, or notebooks came or went after somebody was graded.
    """
    check_source(course, unit)
    paths = {n: course.folder("source", unit) / f"{n}.ipynb" for n in course.notebooks(unit)}
    sources = {name: read_source(path, as_version=4) for name, path in paths.items()}

    def build(database: bool) -> None:
        with tempfile.TemporaryDirectory() as folder:
            generate(course, unit, Path(folder), database)

    before = follow_source(course, unit, sources, check=lambda: build(database=False))
    build(database=True)
    remember_cells(course, unit, sources)
    return before
