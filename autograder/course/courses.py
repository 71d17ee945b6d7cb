"""A course folder: its nbgrader configuration, its units and what was handed in."""

from __future__ import annotations

import glob
import os
import secrets
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.core.lock import Locked, only_one
from autograder.course.configuration import configure

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


class CourseError(Exception):
    """The course, or what was asked of it, is at fault; no student is."""


@dataclass(frozen=True)
class Course:
    """An opened course; make one with `open_course`."""

    root: Path
    config: Config

    def directory(self, unit: str = "", student: str | None = None) -> CourseDirectory:
        """nbgrader's own view of the course, narrowed to a unit and to one student."""
        directory = CourseDirectory(config=self.config, root=str(self.root))
        directory.assignment_id = glob.escape(unit)
        directory.student_id = "*" if student is None else glob.escape(student)
        return directory

    def folder(self, step: str, unit: str, student: str = ".") -> Path:
        """Where nbgrader keeps a unit in one step: source, submitted, autograded, feedback."""
        directory = self.directory()
        name = getattr(directory, f"{step}_directory")
        return Path(directory.format_path(name, student, unit))

    def units(self) -> list[str]:
        """The units that have a source notebook."""
        found = self.folder("source", "_").parent.glob("*/*.ipynb")
        return sorted({path.parent.name for path in found})

    def notebooks(self, unit: str) -> list[str]:
        """Names of a unit's notebooks, without `.ipynb`."""
        return sorted(path.stem for path in self.folder("source", unit).glob("*.ipynb"))

    def students(self, unit: str) -> list[str]:
        """Who handed in a unit."""
        submitted = self.folder("submitted", unit, "_").parent.parent
        return sorted(path.parent.name for path in submitted.glob(f"*/{glob.escape(unit)}"))

    def gradebook(self) -> Gradebook:
        """The gradebook, to be used in a `with` statement."""
        from nbgrader.api import Gradebook

        directory = self.directory()
        path = Path(directory.db_url.removeprefix("sqlite:///"))
        if directory.db_url.startswith("sqlite:///") and not path.exists():
            self._create_gradebook(path)
        return Gradebook(directory.db_url, directory.course_id)

    def _create_gradebook(self, path: Path) -> None:
        """Make an empty gradebook that is whole or not there: nbgrader mends no half of one.

        Where there is no table yet, nbgrader has the program `alembic` tell the version of its
        tables, which takes two seconds; so that is written before.
        """
        from alembic.script import ScriptDirectory
        from nbgrader.api import Gradebook
        from nbgrader.dbutil import ALEMBIC_DIR

        version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            unfinished = Path(folder, path.name)
            with closing(sqlite3.connect(unfinished)) as database, database:
                database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
                database.execute("INSERT INTO alembic_version VALUES (?)", (version,))
            Gradebook(f"sqlite:///{unfinished}", self.directory().course_id).close()
            _put(unfinished, path)

    def limits(self, unit: str) -> dict[str, Any]:
        """What `c.Autograder.limits` in `nbgrader_config.py` says of a unit, by name.

        Raises:
            CourseError: it says no such thing.
        """
        limits = self.config.Autograder.get("limits", {}).get(unit, {})
        if not isinstance(limits, dict):
            raise CourseError(f"c.Autograder.limits of {unit} is {limits!r}, not a dictionary.")
        return dict(limits)

    def cell_seconds(self) -> float:
        """How long one cell may take: nbgrader's `c.ExecutePreprocessor.timeout`."""
        return float(self.config.ExecutePreprocessor.get("timeout", 30))

    def environment(self) -> dict[str, str]:
        """The variables that a student's process gets from the course: those for tlkit."""
        own = {name: x for name, x in os.environ.items() if name.startswith("TLKIT_")}
        own.pop("TLKIT_REAL_DATA", None)
        return own

    def seed(self) -> int:
        """The number that hidden inputs are drawn from, private to this course.

        It is drawn when it is first asked for, and kept in `.autograder_seed`.

        Raises:
            CourseError: the file holds something else.
        """
        path = self.root / ".autograder_seed"
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=self.root, prefix=f"{path.name}.") as folder:
                unfinished = Path(folder, path.name)
                unfinished.touch(mode=0o600)
                unfinished.write_text(f"{secrets.randbits(192)}\n")
                _put(unfinished, path)
        try:
            return int(path.read_text())
        except ValueError as error:
            raise CourseError(
                f"{path} holds no number: put a copy back, or delete it, and all is graded anew, "
                "with other hidden inputs."
            ) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from grading here at the same time; a process that ends lets go.

        Raises:
            CourseError: somebody else grades.
        """
        path = self.root / ".autograder_lock"
        try:
            with only_one(path):
                yield
        except Locked as error:
            raise CourseError(
                f"{self.root} is being graded by {error}: wait until it is done, then run the same "
                f"command again. If nobody grades there any more, delete {path.name}."
            ) from error

    def check_units(self, units: Iterable[str]) -> None:
        """Raise `CourseError` for a unit that the course does not have."""
        known = self.units()
        for unit in units:
            if unit not in known:
                raise CourseError(
                    f"{unit!r} is not a unit of {self.root}; its units are "
                    f"{', '.join(known) or 'none'}. A unit is a folder in "
                    f"{self.folder('source', '_').parent} that holds a notebook."
                )


def open_course(path: str | Path) -> Course:
    """The course in the folder `path`, with its `nbgrader_config.py` if it has one.

    Raises:
        CourseError: the folder is missing or holds no units, or the configuration fails.
    """
    root = Path(path).resolve()
    config = Config()
    configure(config)
    config.merge(_read_config(root / "nbgrader_config.py"))
    course = Course(root, config)
    if not course.units():
        raise CourseError(
            f"{str(path)!r} is not a course: there is no notebook in "
            f"{course.folder('source', 'UNIT')}. Give the folder that holds `source`."
        )
    return course


def _put(new: Path, path: Path) -> None:
    """Have a whole file take its place, unless another process was first: then theirs counts."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        new.replace(path)


def _read_config(path: Path) -> Config:
    if not path.exists():
        return Config()
    try:
        return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except Exception as error:
        raise CourseError(f"{path} fails with {type(error).__name__}: {error}") from error
