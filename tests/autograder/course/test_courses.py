"""A course's gradebook is the one that nbgrader makes, and one table of ours."""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.course.courses import open_course

OURS = "autograder_cell"  # of which nbgrader takes no notice


def contents(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name != ?", [OURS]
        )
        version = database.execute("SELECT * FROM alembic_version")
        return [sorted(map(str, tables)), version.fetchall()]


def test_the_gradebook_is_as_nbgrader_makes_it(course_root: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbgrader
        open_course(course_root).gradebook().close()
        Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}").close()
    assert contents(course_root / "gradebook.db") == contents(tmp_path / "theirs.db")
