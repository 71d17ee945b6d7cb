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

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.api import MissingEntry

from autograder.course import Course, CourseError
from autograder.download import Found, read_download

ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>(?!LATE_)[0-9A-Za-z]+)_(?P<file_id>\d+)_(?P<file>[^/]+)"
)
CANVAS = re.compile(r"(?P<name>.*?)_(?P<late>LATE_)?(?P<id>\d+)_(?P<file_id>\d+)_(?P<file>[^/]+)")
MOODLE = re.compile(
    r"(?P<name>[^/]+?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?/?(?P<file>[^/].*)"
)
_TEAMLESS = re.compile(r"[^/]+_assignsubmission_(file|onlinetext).*")  # else it has a number
_TYPED = re.compile(r"(.*_)?(\d+|anon_[0-9A-Za-z]+)_(text|link)\.html")  # into Canvas
_RESUBMITTED = re.compile(r"(-| \()(\d+)\)?$")  # Canvas's -1, a browser's " (1)"


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
        _take(course, unit, _newest(offers, names[0], report), report)
    return report


def _offer(found: Found, name: str, report: Imported) -> _Offer | None:
    forms = (MOODLE, ANONYMOUS, CANVAS)
    match = next(filter(None, (form.fullmatch(found.name) for form in forms)), None)
    fault = found.fault
    if not fault and _TYPED.fullmatch(found.name):
        fault = "is text or a link typed into Canvas"
    elif not fault and not match and _TEAMLESS.fullmatch(found.name):
        fault = "is of no team, but of Moodle's group for those without one: sort it by hand"
    elif not fault and not match:
        fault = "has no name of the form that Canvas or Moodle give"
    elif not fault and match and match.groupdict().get("kind") == "onlinetext":
        fault = "is text typed into Moodle"
    elif not fault and match and not match["file"].lower().endswith(".ipynb"):
        fault = "is no notebook" + (": unpack it by hand" if match["file"].endswith("zip") else "")
    if fault or not match:
        report.left_out.append(f"{found.name} {fault}")
        return None
    parts = match.groupdict()
    own = Path(parts["file"]).stem
    number = _RESUBMITTED.search(own) if own != name else None
    return _Offer(
        student=f"{slug(parts['name'])}_{parts['id']}",
        found=found,
        name=own[: number.start()] if number else own,
        late=bool(parts.get("late")),
        order=(int(parts.get("file_id") or 0), int(number[2]) if number else 0),
    )


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
    timestamp = _late(course, unit) if offer.late else None
    if timestamp:
        _write(folder / "timestamp.txt", f"{timestamp:%Y-%m-%d %H:%M:%S} UTC\n".encode())
    else:
        (folder / "timestamp.txt").unlink(missing_ok=True)
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
