"""`make test-all` records what ran, on which commit."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = "def test_right(): pass\ndef test_wrong(): 1 / 0\n"


@pytest.fixture
def checkout(tmp_path):
    """A repository with a passing and a failing test, all committed, and its commit."""
    (tmp_path / "tests").mkdir()
    shutil.copy(Path(__file__).with_name("full_run.py"), tmp_path / "tests")
    (tmp_path / "tests" / "test_two.py").write_text(TESTS)
    (tmp_path / ".gitignore").write_text("__pycache__\n.pytest_cache\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "tests")
    return tmp_path


def git(folder, *arguments):
    run = subprocess.run(["git", *arguments], cwd=folder, check=True, stdout=subprocess.PIPE)
    return run.stdout.decode().strip()


def record(folder):
    """Make the full run, and return its exit code and the lines that it records."""
    command = [sys.executable, "tests/full_run.py", "--quiet"]
    code = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL).returncode
    lines = (folder / "tests" / "last_full_run.txt").read_text().splitlines()
    return code, dict(line.split(maxsplit=1) for line in lines)


def test_records_counts_commit_and_exit_code(checkout):
    code, recorded = record(checkout)
    assert code == 1
    assert recorded["tests"] == "1 passed, 1 failed"
    assert recorded["commit"] == git(checkout, "rev-parse", "HEAD")
    assert recorded["exit"] == "1"


def test_says_when_the_files_differ_from_the_commit(checkout):
    (checkout / "tests" / "test_two.py").write_text("def test_right(): pass\n")
    code, recorded = record(checkout)
    assert code == 0
    assert recorded["commit"].endswith(" with uncommitted changes")


def test_the_record_itself_is_no_change(checkout):
    record(checkout)
    assert not record(checkout)[1]["commit"].endswith("changes")


def test_folders_of_tests_do_not_pass_for_packages(checkout):
    (checkout / "tests" / "package").mkdir()
    test = "import pytest\ndef test_it():\n    with pytest.raises(ImportError): import package\n"
    (checkout / "tests" / "test_two.py").write_text(test)
    (checkout / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    assert record(checkout)[0] == 0
