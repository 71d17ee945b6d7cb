"""One process at a time grades in a course."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import batches
import pytest
from tiny import answered, hand_in

from autograder.core import lock
from autograder.core.lock import Locked, only_one
from autograder.course.courses import CourseError, open_course

ELSEWHERE = {"host": "other-machine", "process": 7, "since": "today"}


def test_a_second_process_is_told_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    hold = "import pathlib, sys\nfrom autograder.core.lock import only_one\n"
    hold += "with only_one(pathlib.Path(sys.argv[1])): print(1, flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout and process.stdout.readline() == b"1\n"
    who = f"process {process.pid} on {socket.gethostname()}"
    with pytest.raises(Locked, match=who), only_one(path):
        pass
    process.kill()
    process.communicate()
    with only_one(path):  # what a process that was killed has left does not count
        assert json.loads(path.read_text())["process"] == os.getpid()
    assert path.read_text() == ""


def test_a_lock_of_another_machine_counts_until_it_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text(json.dumps(ELSEWHERE))
    with pytest.raises(Locked, match="process 7 on other-machine, since today"), only_one(path):
        pass
    assert json.loads(path.read_text()) == ELSEWHERE
    old = time.time() - lock.STALE - 1
    os.utime(path, (old, old))
    with only_one(path):
        pass


def test_a_file_system_without_locks_still_has_the_file(tmp_path: Path, monkeypatch: Any) -> None:
    def no_locks(*_: Any) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", no_locks)
    path = tmp_path / "lock"
    with only_one(path):
        assert json.loads(path.read_text())["host"] == socket.gethostname()


def test_who_holds_it_renews_it(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(lock, "RENEW", 0.05)
    path = tmp_path / "lock"
    with only_one(path):
        os.utime(path, (1, 1))
        until = time.monotonic() + 20
        while path.stat().st_mtime == 1 and time.monotonic() < until:
            time.sleep(0.05)
        assert path.stat().st_mtime > 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": 1}', "\x00"])
def test_a_file_that_says_nothing_holds_nobody(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lock"
    path.write_text(text)
    with only_one(path):
        pass


def test_the_course_says_it_in_a_sentence(course_root: Path) -> None:
    (course_root / ".autograder_lock").write_text(json.dumps(ELSEWHERE))
    course = open_course(course_root)
    said = "graded by process 7 on other-machine.*delete"
    with pytest.raises(CourseError, match=said), course.locked():
        pass


GRADE = """
import sys
sys.path.insert(0, sys.argv[1])
import batches
from autograder.course.courses import CourseError
try:
    print("graded", len(batches.grade(__import__("pathlib").Path(sys.argv[2]))))
except CourseError as error:
    print("told", error)
"""


def test_two_at_once_where_there_is_no_gradebook_yet(course_root: Path) -> None:
    (course_root / "gradebook.db").unlink()
    hand_in(course_root, "ada", answered())
    command = [sys.executable, "-c", GRADE, str(Path(batches.__file__).parent), str(course_root)]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert "graded 1\n" in [out for out, _ in said], said
    for out, _ in said:
        assert out == "graded 1\n" or "is being graded by process" in out, said
    assert not list(course_root.glob(".gradebook*"))


def test_a_gradebook_that_is_there_is_not_made_anew(course_root: Path) -> None:
    """Two processes may find none at the same time: the first one's stays."""
    course = open_course(course_root)
    path = course_root / "gradebook.db"
    before = path.read_bytes()
    course._create_gradebook(path)
    assert path.read_bytes() == before
    assert not list(course_root.glob(".gradebook*"))
