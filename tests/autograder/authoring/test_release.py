"""The student edition: complete, without solutions and hidden tests, and the same every time."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tiny import UNIT, find, source_notebook

from autograder.authoring.release import release, release_zip
from autograder.course.courses import CourseError, open_course
from autograder.grading.register import register
from autograder.grading.writer import put_back


def edit_source(root: Path, **changes: Any) -> None:
    """Change the source's nbformat, or a cell given by its grade_id."""
    notebook = source_notebook()
    for name, change in changes.items():
        find(notebook, name).update(change)
    nbformat.write(notebook, root / "source" / UNIT / f"{UNIT}.ipynb")


def released(root: Path) -> nbformat.NotebookNode:
    folder = release(open_course(root), UNIT)
    return nbformat.read(folder / f"{UNIT}.ipynb", as_version=4)


def test_goes_into_the_release_directory(course_root: Path) -> None:
    assert release(open_course(course_root), UNIT) == course_root.parent / "notebooks" / UNIT


def test_has_no_solutions(course_root: Path) -> None:
    answer = find(released(course_root), "double").source
    assert answer == "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"


def test_has_no_hidden_tests(course_root: Path) -> None:
    assert "double(-3)" not in nbformat.writes(released(course_root))


def test_has_no_outputs(course_root: Path) -> None:
    output = nbformat.v4.new_output("stream", name="stdout", text="hello")
    edit_source(course_root, setup={"outputs": [output], "execution_count": 3})
    setup = find(released(course_root), "setup")
    assert (setup.outputs, setup.execution_count) == ([], None)


def test_is_the_same_every_time(course_root: Path) -> None:
    path = course_root.parent / "notebooks" / UNIT / f"{UNIT}.ipynb"
    released(course_root)
    first = path.read_bytes()
    released(course_root)
    assert path.read_bytes() == first


def test_cell_ids_are_the_sources(course_root: Path) -> None:
    ids = [cell.id for cell in released(course_root).cells]
    assert ids == [cell.id for cell in source_notebook().cells]


def test_leaves_the_gradebook_alone(course_root: Path) -> None:
    gradebook = course_root / "gradebook.db"
    gradebook.unlink()
    released(course_root)
    assert not gradebook.exists()


def test_other_files_come_along_and_old_ones_go(course_root: Path) -> None:
    (course_root / "source" / UNIT / "picture.svg").write_text("<svg/>")
    old = course_root.parent / "notebooks" / UNIT / "old.txt"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    folder = release(open_course(course_root), UNIT)
    assert sorted(path.name for path in folder.iterdir()) == [f"{UNIT}.ipynb", "picture.svg"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"test_double": {"source": "### BEGIN HIDDEN TESTS\nassert True"}},
            "01_tiny cannot be released: No end hidden tests statement found",
        ),
        (
            {"explain": {"source": "Why?\n\n=== BEGIN MARK SCHEME ===\n=== END MARK SCHEME ==="}},
            "the answer 'explain' holds a mark scheme, but students get none of its text",
        ),
        (
            {"test_double": {"source": "x = 1\nassert double(2 == 4"}},
            "the test 'test_double' is no Python: '(' was never closed, in line 2.",
        ),
        (
            {"count": {"metadata": find(source_notebook(), "double").metadata}},
            "2 cells have the grade_id 'double': give each one of its own.",
        ),
        *[
            (
                {"test_double": {"metadata": {"nbgrader": marks | {"points": points}}}},
                f"the graded cell 'test_double' has {points!r} points: give a number from 0.",
            )
            for marks in [find(source_notebook(), "test_double").metadata.nbgrader]
            for points in (-1, "many", float("nan"))
        ],
    ],
)
def test_a_fault_leaves_the_edition_as_it_was(
    changes: dict[str, Any], message: str, course_root: Path
) -> None:
    before = released(course_root)
    edit_source(course_root, **changes)
    with pytest.raises(CourseError) as raised:
        release(open_course(course_root), UNIT)
    assert message in str(raised.value)
    path = course_root.parent / "notebooks" / UNIT / f"{UNIT}.ipynb"
    assert nbformat.read(path, as_version=4) == before


def test_a_full_disk_leaves_the_edition_as_it_was(course_root: Path, monkeypatch: Any) -> None:
    before = released(course_root)

    def full(source: Any, target: Path) -> None:
        target.mkdir()
        (target / "half").touch()
        raise shutil.Error([(source, target, "[Errno 28] No space left on device")])

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(CourseError) as raised:
        release(open_course(course_root), UNIT)
    assert str(raised.value).endswith(
        f"notebooks/{UNIT} cannot be written ([Errno 28] No space left on device)."
    )
    folder = course_root.parent / "notebooks"
    assert nbformat.read(folder / UNIT / f"{UNIT}.ipynb", as_version=4) == before
    assert [path.name for path in folder.iterdir()] == [UNIT]


def test_a_test_must_not_be_a_lesson(course_root: Path) -> None:
    metadata = find(source_notebook(), "test_double").metadata | {"tags": ["lesson"]}
    edit_source(course_root, test_double={"metadata": metadata})
    with pytest.raises(CourseError, match="the graded cell 'test_double' is tagged 'lesson'"):
        release(open_course(course_root), UNIT)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xdf\0", b'{"nbformat": 4}'])
def test_a_file_that_is_no_notebook(content: bytes, course_root: Path) -> None:
    (course_root / "source" / UNIT / f"{UNIT}.ipynb").write_bytes(content)
    with pytest.raises(CourseError, match=r"01_tiny\.ipynb holds no notebook: put a copy back"):
        release(open_course(course_root), UNIT)


def test_an_old_format_has_no_cell_ids(course_root: Path) -> None:
    path = course_root / "source" / UNIT / f"{UNIT}.ipynb"
    path.write_text(path.read_text().replace('"nbformat_minor": 5', '"nbformat_minor": 4'))
    with pytest.raises(CourseError, match=r"is in nbformat 4\.4, but cell ids need 4\.5"):
        release(open_course(course_root), UNIT)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_register_leaves_the_student_edition_alone(course_root: Path) -> None:
    register(open_course(course_root), UNIT)
    assert not (course_root.parent / "notebooks").exists()


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_register_records_the_points(course_root: Path) -> None:
    course = open_course(course_root)
    register(course, UNIT)
    with course.gradebook() as gradebook:
        assert gradebook.find_assignment(UNIT).max_score == 6


def test_zip_has_the_same_bytes_every_time(course_root: Path) -> None:
    course = open_course(course_root)
    first = release_zip(course, UNIT).read_bytes()
    source = course_root / "source" / UNIT / f"{UNIT}.ipynb"
    os.utime(source, (1_000_000_000, 1_000_000_000))
    assert release_zip(course, UNIT).read_bytes() == first


def test_zip_holds_nothing_that_a_student_should_not_see(course_root: Path) -> None:
    (course_root / "source" / UNIT / "data.csv").write_text("1,2")
    path = release_zip(open_course(course_root), UNIT)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [f"{UNIT}/{UNIT}.ipynb", f"{UNIT}/data.csv"]
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    source = source_notebook()
    secrets = ["return 2 * x", "return text.count(letter)", "double(-3)", "Negative numbers too"]
    assert all(secret in nbformat.writes(source) for secret in secrets)
    assert not [secret for secret in [*secrets, "BEGIN SOLUTION", "HIDDEN"] if secret in text]


def test_a_kill_between_two_editions_leaves_one(
    course_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = open_course(course_root)
    folder = release(course, UNIT)
    rename = Path.rename

    def killed(path: Path, target: Path) -> Path:
        if path.name.endswith(".unfinished"):
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        release(course, UNIT)
    monkeypatch.undo()
    assert (folder.parent / f".{UNIT}.replaced").is_dir()
    put_back(folder)
    assert (folder / f"{UNIT}.ipynb").is_file()
    release(course, UNIT)
    assert [path.name for path in folder.parent.iterdir()] == [UNIT]
