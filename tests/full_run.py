"""Run every test, and record the result with its commit in last_full_run.txt: `make test-all`."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

RECORD = Path(__file__).resolve().with_name("last_full_run.txt")


class Counts:
    """A pytest plugin that keeps how many tests passed, failed, were skipped."""

    def pytest_terminal_summary(self, terminalreporter):
        kinds = ["passed", "failed", "error", "skipped", "xfailed"]
        stats = terminalreporter.stats
        self.text = ", ".join(f"{len(stats[kind])} {kind}" for kind in kinds if stats.get(kind))


def git(*arguments):
    """Return what a git command prints."""
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


def state():
    """Return the commit that is checked out, and whether the files differ from it."""
    changed = git("status", "--porcelain", "--", ".", f":!{RECORD.relative_to(Path.cwd())}")
    return git("rev-parse", "HEAD").strip() + (" with uncommitted changes" if changed else "")


def main(arguments):
    """Run pytest on everything, write the record, and return pytest's exit code."""
    counts, commit, started = Counts(), state(), datetime.now(UTC)
    code = pytest.main(arguments, plugins=[counts])
    minutes = (datetime.now(UTC) - started).total_seconds() / 60
    record = f"date     {started:%Y-%m-%d %H:%M} UTC, {minutes:.0f} minutes\n"
    RECORD.write_text(f"{record}commit   {commit}\ntests    {counts.text}\nexit     {code:d}\n")
    return code


if __name__ == "__main__":
    # Python has put this folder first, whose autograder/ and tlkit/ would pass for the packages
    sys.path.remove(str(RECORD.parent))
    sys.exit(main(sys.argv[1:]))
