"""Downloads from Canvas and Moodle into `submitted/`, hostile ones among them."""

from __future__ import annotations

import os
import stat
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tiny import UNIT

from autograder.__main__ import main
from autograder.course.courses import CourseError, open_course
from autograder.submissions import archive
from autograder.submissions.lms import Imported, import_download

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
FILE = f"{UNIT}.ipynb"
ADA = f"lovelaceada_4711_9001_{FILE}"
MOODLE = f"Ada Lovelace_815_assignsubmission_file_/{FILE}"


@pytest.fixture
def arrive(course_root: Path, tmp_path: Path) -> Any:
    """Imports a zip that holds these files."""

    def arrive(*files: tuple[Any, str | bytes]) -> Imported:
        path = tmp_path / "submissions.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files:
                archive.writestr(name, content)
        return import_download(open_course(course_root), UNIT, path)

    return arrive


def submitted(root: Path) -> dict[str, str]:
    folder = root / "submitted"
    return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (ADA, "lovelaceada_4711"),
        (f"lovelaceada_4711_9001_{UNIT}-1.ipynb", "lovelaceada_4711"),
        (f"lovelaceada_4711_9001_{UNIT} (2).ipynb", "lovelaceada_4711"),
        (f"LATE_anon_aB3x9_9001_{FILE}", "anon_aB3x9"),
        (f"anon_aB3x9_9001_{FILE}", "anon_aB3x9"),
        (f"anon_4711_9001_{FILE}", "anon_4711"),
        (f"anon_LATE_4711_9001_{FILE}", "anon_4711"),  # a student who is called so
        (f"_4711_9001_{FILE}", "student_4711"),  # a name without a single letter
        (f"зойка_LATE_4711_9001_{FILE}", "зойка_4711"),
        (f"group1_4711_9001_{FILE}", "group1_4711"),
        (MOODLE, "Ada-Lovelace_815"),
        (MOODLE.replace(FILE, f"my work/{FILE}"), "Ada-Lovelace_815"),
        (MOODLE.replace("Ada Lovelace", "Team 7 (Tue)"), "Team-7-Tue_815"),
        (MOODLE.replace("_/", "/"), "Ada-Lovelace_815"),
        (MOODLE.replace("_/", "_"), "Ada-Lovelace_815"),
        (MOODLE.replace("Ada Lovelace", "Zoë O'Hara"), "Zoë-O-Hara_815"),
        (MOODLE.replace("Ada Lovelace", "Participant"), "Participant_815"),
        (MOODLE.replace("/", "\\"), "Ada-Lovelace_815"),
        (MOODLE.replace("Ada Lovelace", "Zoe\u0308"), "Zoë_815"),
    ],
)
def test_knows_the_names(name: str, student: str, arrive: Any, course_root: Path) -> None:
    report = arrive((name, "{}"))
    assert (report.students, report.left_out) == ([student], [])
    assert submitted(course_root) == {f"{student}/{UNIT}/{FILE}": "{}"}


def test_the_newest_resubmission_counts(arrive: Any, course_root: Path) -> None:
    names = [f"ada_1_{n}_{UNIT}{end}.ipynb" for n, end in ((30, "-2"), (9, ""), (20, "-1"))]
    report = arrive(*[(name, name) for name in names])
    assert list(submitted(course_root).values()) == [names[0]]
    assert sorted(report.left_out) == sorted(
        f"{name} is an older version: {names[0]} was taken" for name in names[1:]
    )


def test_a_file_of_another_name_is_taken_and_told(arrive: Any, course_root: Path) -> None:
    report = arrive(("ada_1_2_homework.ipynb", "{}"))
    assert submitted(course_root) == {f"ada_1/{UNIT}/{FILE}": "{}"}
    assert report.remarks == [f"ada_1: ada_1_2_homework.ipynb was taken as {FILE}"]


def test_the_units_own_name_wins(arrive: Any, course_root: Path) -> None:
    report = arrive((f"ada_1_2_{FILE}", "right"), ("ada_1_3_notes.ipynb", "notes"))
    assert list(submitted(course_root).values()) == ["right"]
    assert report.left_out == [
        f"ada_1_3_notes.ipynb is not of the unit's name: ada_1_2_{FILE} was taken"
    ]


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../ada_1_2_x.ipynb", "points out of the download"),
        ("/etc/ada_1_2_x.ipynb", "points out of the download"),
        ("..\\ada_1_2_x.ipynb", "points out of the download"),
        (link(ADA), "is a link or a device"),
        ("grades.csv", "has no name of the form"),
        ("ada_1_2_report.pdf", "is no notebook"),
        ("ada_1_2_all.zip", "is no notebook: unpack it by hand"),
        ("Ada_815_assignsubmission_onlinetext_/onlinetext.html", "is text typed into Moodle"),
        ("Ada_815_assignsubmission_onlinetext/onlinetext.html", "is text typed into Moodle"),
        (f"Default group_assignsubmission_file/{FILE}", "is of no team, but of Moodle's group"),
        ("lovelaceada_LATE_4711_text.html", "is text or a link typed into Canvas"),
        ("anon_aB3x9_link.html", "is text or a link typed into Canvas"),
    ],
)
def test_what_is_left_out(name: Any, why: str, arrive: Any, course_root: Path) -> None:
    report = arrive((name, "/etc/passwd"))
    assert submitted(course_root) == {}
    assert len(report.left_out) == 1 and why in report.left_out[0]


def test_a_bomb_is_not_unpacked(arrive: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1024**2)
    assert "is larger than 1 MB" in arrive((ADA, b"0" * 2 * 1024**2)).left_out[0]


def test_too_much_in_all_is_refused(arrive: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(archive, "MAX_FILES", 1)
    with pytest.raises(CourseError, match="this is no class's download"):
        arrive((ADA, "1"), (ADA.replace("ada", "bob"), "2"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_in_a_zip(arrive: Any) -> None:
    assert arrive((ADA, "1"), (ADA, "2")).left_out == [f"{ADA} is there twice"]


def test_a_damaged_file_costs_nobody_else(arrive: Any, tmp_path: Path, course_root: Path) -> None:
    arrive((ADA, "a" * 1000), (ADA.replace("ada_4711", "bob_4712"), "b" * 1000))
    path = tmp_path / "submissions.zip"
    content = bytearray(path.read_bytes())
    content[40 + len(ADA)] ^= 255  # within the first file's data
    path.write_bytes(bytes(content))
    report = import_download(open_course(course_root), UNIT, path)
    assert "is damaged" in report.left_out[0] and report.unchanged == ["lovelacebob_4712"]


def test_macs_clutter_is_no_news(arrive: Any) -> None:
    assert arrive(("__MACOSX/._x", ""), (".DS_Store", ""), (f"a/._{ADA}", "")).left_out == []


def test_a_folder_with_a_link_and_a_pipe(course_root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / ADA).write_text("{}")
    (folder / f"bob_1_2_{FILE}").symlink_to("/etc/passwd")
    os.mkfifo(folder / f"cleo_1_2_{FILE}")
    report = import_download(open_course(course_root), UNIT, folder)
    assert report.students == ["lovelaceada_4711"]
    assert [line.partition(" ")[2] for line in report.left_out] == [
        "is a link, or cannot be opened",
        "is a device, not a file",
    ]


def test_again_changes_nothing_and_a_new_version_replaces(arrive: Any, course_root: Path) -> None:
    arrive((ADA, "1"))
    assert arrive((ADA, "1")).unchanged == ["lovelaceada_4711"]
    assert arrive((ADA, "2")).students == ["lovelaceada_4711"]
    assert list(submitted(course_root).values()) == ["2"]


def test_late_without_a_due_date(arrive: Any, course_root: Path) -> None:
    report = arrive((ADA.replace("_4711", "_LATE_4711"), "1"))
    assert report.remarks == [
        "lovelaceada_4711: late, but the unit has no due date: set one in formgrader and import "
        "again"
    ]
    assert len(submitted(course_root)) == 1


def test_late_is_just_after_the_due_date(arrive: Any, course_root: Path) -> None:
    with open_course(course_root).gradebook() as gradebook:
        gradebook.update_or_create_assignment(UNIT, duedate=datetime(2026, 3, 1, 12))
    arrive((ADA.replace("_4711", "_LATE_4711"), "1"))
    stamp = course_root / "submitted" / "lovelaceada_4711" / UNIT / "timestamp.txt"
    assert stamp.read_text() == "2026-03-01 12:00:01 UTC\n"
    arrive((ADA, "2"))  # handed in again, in time by an extension
    assert not stamp.exists()


def test_on_the_command_line(course_root: Path, tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / ADA).write_text("{}")
    (folder / "notes.txt").write_text("")
    assert main(["import", str(course_root), UNIT, str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 new or changed, 0 unchanged",
        "left out: notes.txt has no name of the form that Canvas or Moodle give",
    ]
    assert main(["import", str(course_root), UNIT, str(tmp_path / "none.zip")]) == 2
    assert "is neither a folder nor a zip" in capsys.readouterr().err


def test_a_name_cannot_forge_a_line_of_the_report(
    course_root: Path, tmp_path: Path, capsys: Any
) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    for name in ("a\nleft out: forged", "b\r\x1b[2Jb", f"c\nremark: x_1_2_{FILE}"):
        (folder / name).write_text("{}")
    assert main(["import", str(course_root), UNIT, str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "0 new or changed, 0 unchanged"
    assert [line.partition(":")[0] for line in lines[1:]] == ["left out"] * 3
    assert all(line.isprintable() for line in lines)


MARK = "_assignsubmission_file"


@pytest.mark.parametrize(
    "name",
    [
        "x" * 500,
        "é" * 200,
        "x" * 60_000,
        "1" * 500,
        "_1" * 5000,
    ],
)
def test_a_name_that_no_folder_can_have_costs_nobody_else(
    name: str, arrive: Any, course_root: Path
) -> None:
    report = arrive((f"{name}_815{MARK}/{FILE}", "{}"), (MOODLE.replace("815", "816"), "{}"))
    assert report.students == ["Ada-Lovelace_816"]
    assert len(report.left_out) == 1 and len(report.left_out[0]) < 400
    assert "too long" in report.left_out[0]


def test_a_name_that_this_file_system_refuses_costs_nobody_else(
    arrive: Any, course_root: Path, monkeypatch: Any
) -> None:
    make = Path.mkdir

    def mkdir(path: Path, *args: Any, **options: Any) -> None:
        if "Bob" in str(path):
            raise OSError(22, "Invalid argument")
        make(path, *args, **options)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    report = arrive((MOODLE, "{}"), (MOODLE.replace("Ada", "Bob").replace("815", "9"), "{}"))
    assert report.students == ["Ada-Lovelace_815"]
    assert "a name that no file can have here (Invalid argument)" in report.left_out[0]


def test_a_full_disk_is_no_fault_of_a_name(arrive: Any, monkeypatch: Any) -> None:
    def mkdir(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(OSError, match="No space"):
        arrive((MOODLE, "{}"))


@pytest.mark.parametrize(
    ("path", "student"),
    [
        (f"Ada Lovelace_815{MARK}_990{MARK}/{FILE}", "990"),
        (f"Ada Lovelace_815_990{MARK}_/{FILE}", "990"),
        (f"Ada Lovelace_815{MARK}__990{MARK}/Ada_815{MARK}/{FILE}", "990"),
        (f"Bob_990{MARK}/Ada Lovelace_815{MARK}/{FILE}", "990"),
    ],
)
def test_the_number_tells_students_apart_whatever_they_are_called(
    path: str, student: str, arrive: Any, course_root: Path
) -> None:
    report = arrive((f"Ada Lovelace_815{MARK}/{FILE}", "ada"), (path, "other"))
    assert sorted(name.rpartition("_")[2] for name in report.students) == ["815", student]
    assert submitted(course_root)[f"Ada-Lovelace_815/{UNIT}/{FILE}"] == "ada"


def test_without_folders_a_name_that_could_be_of_two_is_taken_for_neither(
    arrive: Any, course_root: Path
) -> None:
    report = arrive((f"Ada_815{MARK}_990{MARK}_{FILE}", "x"), (f"Ada_815{MARK}_{FILE}", "ada"))
    assert submitted(course_root) == {f"Ada_815/{UNIT}/{FILE}": "ada"}
    assert "could be of two students" in report.left_out[0]
