"""Submissions from Canvas or Moodle into `submitted/`, by the names that these give to files.

Canvas, "Download Submissions": `lovelaceada_LATE_4711_90210_02_small_similar-1.ipynb`, which is
name, lateness, the student's number, the file's number, and the file's name; a resubmission has a
number at its end. Where students are anonymous, `LATE_anon_aB3x9_90210_02_small_similar.ipynb`
(lib/content_zipper.rb and lib/anonymity.rb in instructure/canvas-lms). Moodle, "Download all
submissions": `Ada Lovelace_815_assignsubmission_file/02_small_similar.ipynb`, where older ones put
a `_` before the slash, or the same without folders, with a `_` for the slash; of a team, its name
and number (mod/assign/classes/downloader.php in moodle/moodle).

nbgrader's zip_collect was looked at: it unpacks before it looks, has no form for either, and keeps
whichever of two resubmissions it happens to meet last.
"""

from __future__ import annotations

import errno
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.api import MissingEntry

from autograder.course.courses import Course, CourseError
from autograder.submissions.archive import Found, read_download

ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>(?!LATE_)[0-9A-Za-z]{1,64})_(?P<file_id>\d{1,20})_(?P<file>[^/]+)"
)
CANVAS = re.compile(
    r"(?P<name>.*?)_(?P<late>LATE_)?(?P<id>\d{1,20})_(?P<file_id>\d{1,20})_(?P<file>[^/]+)"
)
_MOODLE_MARK = re.compile(r"_(?P<id>\d{1,20})_assignsubmission_(?P<kind>file|onlinetext)")
_MOODLE_FOLDER = re.compile(rf"(?P<name>[^/]+){_MOODLE_MARK.pattern}_?")
_TEAMLESS = re.compile(r"[^/]+_assignsubmission_(file|onlinetext).*")  # else it has a number
_TYPED = re.compile(r"(.*_)?(\d+|anon_[0-9A-Za-z]+)_(text|link)\.html")  # into Canvas
LONGEST_PATH = 1000  # characters of a file's name in a download
LONGEST_NAME = 200  # bytes of a student's name, as a folder has it: file systems take 255
_REFUSED = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.ENOENT)  # such a name
_RESUBMITTED = re.compile(r"(-| \()(\d{1,9})\)?$")  # Canvas's -1, a browser's " (1)"


@dataclass(frozen=True)
class _Offer:
    """A notebook that a student handed in."""

    student: str
    found: Found
    name: str  # as the student called it, without `.ipynb`
    late: bool
    order: tuple[int, int]  # later ones are larger


@dataclass
class Imported:
    """What came of a download: a line for each file that is not simply there now."""

    students: list[str] = field(default_factory=list)  # whose submission is new or changed
    unchanged: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def import_download(course: Course, unit: str, download: Path) -> Imported:
    """Put a download's notebooks into `submitted/`, a folder a student.

    A student is called by name and the platform's number, as in `lovelaceada_4711`. The newest
    file counts. A submission that is there already is replaced if it differs.

    Raises:
        CourseError: the download cannot be read, or the unit has several notebooks.
    """
    names = course.notebooks(unit)
    if len(names) != 1:
        raise CourseError(f"{unit} has {len(names)} notebooks; only a unit of one can be imported.")
    report = Imported()
    by_student: dict[str, list[_Offer]] = defaultdict(list)
    for found in read_download(download):
        offer = _offer(found, names[0], report)
        if offer:
            by_student[offer.student].append(offer)
    for _, offers in sorted(by_student.items()):
        newest = _newest(offers, names[0], report)
        try:
            _take(course, unit, newest, report)
        except OSError as error:
            if error.errno not in _REFUSED:
                raise
            why = f"has a name that no file can have here ({error.strerror}): sort it by hand"
            report.left_out.append(f"{_short(newest.found.name)} {why}")
    return report


def _offer(found: Found, name: str, report: Imported) -> _Offer | None:
    try:
        if found.fault:
            raise _LeftOut(found.fault)
        parts = _parts(found.name)
    except _LeftOut as why:
        report.left_out.append(f"{_short(found.name)} {why}")
        return None
    own = Path(parts["file"]).stem
    number = _RESUBMITTED.search(own) if own != name else None
    return _Offer(
        student=f"{slug(parts['name'])}_{parts['id']}",
        found=found,
        name=own[: number.start()] if number else own,
        late=bool(parts.get("late")),
        order=(int(parts.get("file_id") or 0), int(number[2]) if number else 0),
    )


class _LeftOut(Exception):
    """A file of a download that is not taken; the message says why, and follows its name."""


def _parts(path: str) -> dict[str, str]:
    """What a file's name in a download says: the student's `name` and `id`, the `file`, and more.

    Raises:
        _LeftOut: it is no notebook of a student's.
    """
    if len(path) > LONGEST_PATH:
        raise _LeftOut("has too long a name")
    if _TYPED.fullmatch(path):
        raise _LeftOut("is text or a link typed into Canvas")
    parts = _moodle(path)
    if parts is None:
        match = ANONYMOUS.fullmatch(path) or CANVAS.fullmatch(path)
        if not match and _TEAMLESS.fullmatch(path):
            raise _LeftOut(
                "is of no team, but of Moodle's group for those without one: sort it by hand"
            )
        if not match:
            raise _LeftOut("has no name of the form that Canvas or Moodle give")
        parts = match.groupdict()
    if parts.get("kind") == "onlinetext":
        raise _LeftOut("is text typed into Moodle")
    if not parts["file"].lower().endswith(".ipynb"):
        unpack = ": unpack it by hand" if parts["file"].endswith("zip") else ""
        raise _LeftOut(f"is no notebook{unpack}")
    if len(f"{slug(parts['name'])}_{parts['id']}".encode()) > LONGEST_NAME:
        raise _LeftOut("is of a student whose name is too long for a folder: sort it by hand")
    return parts


def _moodle(path: str) -> dict[str, str] | None:
    """The parts of a name that Moodle gave, or None if it did not.

    A student is free in the name to be shown, and in the names of files: in a folder's name the
    number that counts is the last one. Without folders nobody can tell the two apart.
    """
    folder, slash, file = path.partition("/")
    if slash and file and (match := _MOODLE_FOLDER.fullmatch(folder)):
        return {**match.groupdict(), "file": file}
    marks = list(_MOODLE_MARK.finditer(path))
    if len(marks) > 1:
        raise _LeftOut("could be of two students, by its name: sort it by hand")
    if not marks or not marks[0].start() or "/" in path[: marks[0].start()]:
        return None
    name, file = path[: marks[0].start()], path[marks[0].end() :].removeprefix("_")
    file = file.removeprefix("/")
    return {**marks[0].groupdict(), "name": name, "file": file} if file else None


def _short(name: str) -> str:
    return name if len(name) <= 120 else f"{name[:80]}… ({len(name)} characters)"


def slug(name: str) -> str:
    """A name that every file system takes.

    >>> slug("Zoë O'Hara, jr.")
    'Zoë-O-Hara-jr'
    """
    return re.sub(r"\W+", "-", name).strip("-_") or "student"


def _newest(offers: list[_Offer], name: str, report: Imported) -> _Offer:
    """The file that counts: one of the unit's name, and of these the newest."""
    chosen = max(offers, key=lambda offer: (offer.name == name, offer.order))
    for other in offers:
        if other is not chosen:
            why = "an older version" if other.name == chosen.name else "not of the unit's name"
            report.left_out.append(f"{other.found.name} is {why}: {chosen.found.name} was taken")
    if chosen.name != name:
        report.remarks.append(f"{chosen.student}: {chosen.found.name} was taken as {name}.ipynb")
    return chosen


def _take(course: Course, unit: str, offer: _Offer, report: Imported) -> None:
    folder = course.folder("submitted", unit, offer.student)
    path = folder / f"{course.notebooks(unit)[0]}.ipynb"
    folder.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists() or path.read_bytes() != offer.found.content
    (report.students if is_new else report.unchanged).append(offer.student)
    if is_new:
        _write(path, offer.found.content)
    timestamp = _late(course, unit)
    when = f"{timestamp:%Y-%m-%d %H:%M:%S} UTC\n".encode() if timestamp else b""
    file = folder / "timestamp.txt"
    if offer.late and when:
        _write(file, when)
    elif (
        when and file.is_file() and file.read_bytes() == when
    ):  # written here, of one that was late
        file.unlink()
    if offer.late:
        report.remarks.append(f"{offer.student}: {_lateness(timestamp)}")


def _late(course: Course, unit: str) -> datetime | None:
    """Just after the unit's due date in the gradebook; None if it has none."""
    with course.gradebook() as gradebook:
        try:
            due = gradebook.find_assignment(unit).duedate
        except MissingEntry:
            return None
    return due + timedelta(seconds=1) if due else None


def _lateness(timestamp: datetime | None) -> str:
    if timestamp:
        return "late, by how much Canvas does not say: timestamp.txt is just after the due date"
    return "late, but the unit has no due date: set one in formgrader and import again"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    os.replace(new, path)


def as_lines(report: Imported) -> Iterable[str]:
    """The report, a line an entry."""
    yield f"{len(report.students)} new or changed, {len(report.unchanged)} unchanged"
    yield from (f"remark: {remark}" for remark in report.remarks)
    yield from (f"left out: {line}" for line in report.left_out)
