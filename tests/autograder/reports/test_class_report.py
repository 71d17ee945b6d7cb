"""The class report: complete, self-contained, and safe whatever students wrote."""

from __future__ import annotations

import shutil
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from batches import grade
from tiny import UNIT, answered, hand_in

from autograder.__main__ import main
from autograder.course.courses import CourseError, open_course
from autograder.reports.class_report import write_report

FORMGRADER = "https://hub.example/formgrader"
HOSTILE = "\"><script>alert(1)<'script>"
RAISES = 'raise ValueError("tampered <img src=x onerror=alert(2)>")'
RETURNS = 'def double(x):  # <script>alert(3)</script>\n    return "<script>alert(4)</script>"'


class Page(HTMLParser):
    """A page's elements and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def links(self) -> list[str]:
        return [link for tag, attrs in self.found if tag == "a" and (link := attrs.get("href"))]


@pytest.fixture(scope="module")
def root(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a class that was graded, and one who handed in later."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("report") / "course"))
    for student in ("ada", "bob"):
        hand_in(root, student, answered())
    for student, wrong in (("cleo", 5), ("dan", 6)):
        hand_in(root, student, answered(double=f"def double(x):\n    return {wrong}"))
    hand_in(root, "emil", b"")
    hand_in(root, "fay", answered(test_double="assert True"))
    hand_in(root, "gus", answered(double="raise ValueError()"))
    hand_in(root, HOSTILE, answered(double=RETURNS))
    with_tampering = answered(double=f"def double(x):\n    {RAISES}")
    hand_in(root, "hal", with_tampering)
    grade(root)
    hand_in(root, "zoe", answered())
    return root


@pytest.fixture(scope="module")
def page(root: Path) -> Page:
    write_report(open_course(root), [], root / "report.html", f"{FORMGRADER}/")
    return Page((root / "report.html").read_text())


def after(page: Page, start: str, end: str) -> str:
    """The page's text between two headings."""
    return page.text.partition(start)[2].partition(end)[0].strip()


def test_ungradable_and_tampered_come_first(page: Page) -> None:
    first = after(page, "To look at first", "Scores")
    places = [first.index(f"{what} {who}") for what, who in
              (("Ungradable", "emil"), ("Tampered with", "hal"), ("Changed", "fay"))]  # fmt: skip
    assert places == sorted(places)
    assert "01_tiny.ipynb is empty." in first
    assert "The cell 'test_double' was changed; its original was used." in first
    assert "ada feedback" not in first


def test_names_who_has_no_grade_yet(page: Page) -> None:
    assert "Without a grade: zoe." in page.text


def test_shows_the_distribution(page: Page) -> None:
    scores = after(page, "Scores", "Exercises")
    assert scores.startswith("9 submissions 60% median 3 full marks 8 with answers to be read")


def test_shows_each_exercise(page: Page) -> None:
    shown = after(page, "Exercises", "Commonest failures")
    for words in ("Doubling 43%", "Full marks: 3 of 7 · waiting: 2", "Counting 100%"):
        assert words in shown
    assert "Doubles a number · 3 passed, 3 failed, 1 error, 1 tampered, 1 ungradable" in shown


def test_failures_come_with_an_example(page: Page) -> None:
    shown = after(page, "Commonest failures", "Everyone")
    assert shown.startswith("2 of 9 Doubling: Doubles a number double(2) is 4, but yours is 5")
    assert "cleo: feedback · formgrader dan: feedback · formgrader" in shown
    assert "What cleo wrote def double ( x ): return 5" in shown


def test_everyone_is_in_the_table(page: Page) -> None:
    table = after(page, "Everyone", "</html>")
    for student in ("ada", "bob", "cleo", "dan", "emil", "fay", "gus", "hal"):
        assert student in table
    assert "ada 5 of 5" in table and "cleo 3 of 5" in table
    assert "emil none yet" in table and "hal none yet" in table


def test_links_lead_to_the_feedback_and_into_formgrader(root: Path, page: Page) -> None:
    pages = [link for link in page.links if not link.startswith("https:")]
    assert f"feedback/ada/{UNIT}/{UNIT}.html" in pages
    assert all((root / urllib.parse.unquote(link)).is_file() for link in pages)
    with open_course(root).gradebook() as gradebook:
        number = gradebook.find_submission_notebook(UNIT, UNIT, "ada").id
    assert f"{FORMGRADER}/submissions/{number}/" in page.links
    assert f"{FORMGRADER}/gradebook/{UNIT}" in page.links


def test_what_students_wrote_is_text(page: Page) -> None:
    for words in (HOSTILE, "alert(2)", "<script>alert(3)</script>", "<script>alert(4)</script>"):
        assert words in page.text
    tags = {tag for tag, _ in page.found}
    assert tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form"})
    for _, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on")]


def test_a_report_elsewhere_links_back(root: Path, tmp_path: Path) -> None:
    write_report(open_course(root), [UNIT], tmp_path / "there.html", FORMGRADER)
    (link, *_) = [k for k in Page((tmp_path / "there.html").read_text()).links if "feedback" in k]
    assert (tmp_path / urllib.parse.unquote(link)).resolve().is_file()


def test_a_damaged_grade_is_named(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "course"))
    path = copy / "autograded" / "bob" / UNIT / f"{UNIT}.ipynb"
    path.chmod(0o644)
    path.write_text("{")
    write_report(open_course(copy), [], tmp_path / "report.html", FORMGRADER)
    assert "Without a grade: bob, zoe." in Page((tmp_path / "report.html").read_text()).text


def test_the_command_says_where_the_report_is(root: Path, tmp_path: Path, capsys: Any) -> None:
    to = tmp_path / "a report.html"
    assert main(["report", str(root), UNIT, "--output", str(to)]) == 0
    assert capsys.readouterr().out == f"{to}\n"
    assert to.read_text().startswith("<!DOCTYPE html>")
    assert main(["report", str(root)]) == 0
    assert capsys.readouterr().out == f"{root / 'report.html'}\n"


@pytest.mark.parametrize("units", [[], [UNIT]])
def test_nothing_graded_says_what_to_do(course_root: Path, units: list[str], capsys: Any) -> None:
    assert main(["report", str(course_root), *units]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and "graded yet" in captured.err
    assert f"`autograder grade {course_root} " in captured.err
    assert not (course_root / "report.html").exists()


def test_a_file_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"cannot be written .* give another --output"):
        write_report(open_course(root), [], tmp_path / "none" / "report.html", FORMGRADER)


def test_an_interrupt_leaves_the_report_as_it_was(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "report.html"
    to.write_text("before")

    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.reports.class_report.submission_result", interrupt)
    assert main(["report", str(root), "--output", str(to)]) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert to.read_text() == "before"
