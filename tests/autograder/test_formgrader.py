"""nbgrader's formgrader opens on what grading wrote."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batches import grade
from tiny import UNIT, answered, hand_in

from autograder.course.courses import open_course
from autograder.reports.class_report import write_report

SERVER = "/formgrader"


@pytest.fixture(scope="module")
def graded_course(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a right, a wrong and an empty submission, graded."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("formgrader") / "course"))
    hand_in(root, "ada", answered())
    hand_in(root, "ada", "2025-01-02 00:00:00 UTC", name="timestamp.txt")
    hand_in(root, "bob", answered(double="def double(x):\n    return 'five & more'"))
    hand_in(root, "cleo", b"")
    grade(root)
    return root


@pytest.fixture(scope="module")
def fetch(graded_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page of a Jupyter server in the course, or what comes of pressing a button, as text."""
    runtime = tmp_path_factory.mktemp("runtime")
    command = [
        sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--port=0",
        "--IdentityProvider.token=secret", "--ServerApp.log_level=ERROR",
        "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
    ]  # fmt: skip
    environment = dict(os.environ, JUPYTER_RUNTIME_DIR=str(runtime), PYTHONWARNINGS="ignore")
    process = subprocess.Popen(command, cwd=graded_course, env=environment)
    try:
        while not (files := list(runtime.glob("jpserver-*.json"))):
            assert process.poll() is None
            time.sleep(0.1)
        url = json.loads(files[0].read_text())["url"].rstrip("/")

        def read(path: str, press: bool = False) -> str:
            request = urllib.request.Request(
                url + SERVER + path,
                headers={"Authorization": "token secret"},
                method="POST" if press else "GET",
            )
            with urllib.request.urlopen(request, timeout=300) as answer:
                return str(answer.read().decode())

        time.sleep(1)
        yield read
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_lists_every_submission_with_its_points(fetch: Any) -> None:
    found = {s["student"]: s for s in json.loads(fetch(f"/api/submissions/{UNIT}"))}
    assert {name: s["score"] for name, s in found.items()} == {"ada": 5, "bob": 3, "cleo": 0}
    assert all(s["autograded"] and s["needs_manual_grade"] for s in found.values())
    assert found["ada"]["timestamp"] == "2025-01-02T00:00:00"


@pytest.mark.parametrize(
    ("student", "texts"),
    [
        ("ada", ["It loops."]),
        ("bob", ["five &amp; more", "AssertionError"]),
        ("cleo", ["01_tiny.ipynb is empty."]),
    ],
)
def test_shows_each_submission(student: str, texts: list[str], fetch: Any) -> None:
    parts = json.loads(fetch(f"/api/submitted_notebooks/{UNIT}/{UNIT}"))
    (found,) = [part for part in parts if part["student"] == student]
    page = fetch(f"/submissions/{found['id']}/")
    for text in texts:
        assert text in page


def test_the_class_reports_links_open_it(fetch: Any, graded_course: Path, tmp_path: Path) -> None:
    write_report(open_course(graded_course), [], tmp_path / "report.html", "http://there")
    links = set(re.findall(r'href="http://there([^"]+)"', (tmp_path / "report.html").read_text()))
    pages = {link: fetch(link) for link in links}
    assert len([link for link in links if link.startswith("/submissions/")]) == 3
    assert sum("five &amp; more" in page for page in pages.values()) == 1
    assert f"/gradebook/{UNIT}" in pages


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.kernel
def test_its_own_buttons_grade_shut_in_and_give_feedback(fetch: Any, graded_course: Path) -> None:
    hand_in(graded_course, "loop", answered(count="def count(text, letter):\n    while True: pass"))
    graded = json.loads(fetch(f"/api/submission/{UNIT}/loop/autograde", press=True))
    assert graded["success"] and "Student code runs shut in" in graded["log"]
    found = {s["student"]: s for s in json.loads(fetch(f"/api/submissions/{UNIT}"))}
    assert (found["loop"]["score"], found["loop"]["needs_manual_grade"]) == (2, True)
    told = json.loads(fetch(f"/api/assignment/{UNIT}/loop/generate_feedback", press=True))
    page = graded_course / "feedback" / "loop" / UNIT / f"{UNIT}.html"
    assert told["success"] and "Is there a loop that never ends?" in page.read_text()
