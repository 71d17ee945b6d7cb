"""Grading with stock nbgrader, and with ours: the same submissions to 02_small_similar.

    python tests/benchmarks/grading.py [SUBMISSIONS]

40 submissions by default: the unit's right and wrong samples, over and over. Both write feedback,
skip cells tagged `lesson`, and have graded one submission before, so that all bytecode is compiled.
The goal is 8 times as fast. Before the last line: how near this comes to what the students' own
cells need (their processor time over the cores, and 0.25 s a submission).
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import psutil
from nbgrader.api import Gradebook

sys.path.insert(0, str(Path(__file__).parent.parent / "course"))
samples = importlib.import_module("samples")

UNIT = "02_small_similar"
LIMIT = 1 / 8
NEAR_LIMIT = 1.3
OVERHEAD = 0.25  # seconds a submission, beside the students' cells
NOISY = ("right_noisy", "right_with_tlkit")  # they warn, and so get 0 points from nbgrader
LOOK = 5  # seconds between two looks at the memory in use
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "transfer-learning"
c.ExecutePreprocessor.timeout = 120
c.NotebookClient.skip_cells_with_tag = "lesson"
"""
ENVIRONMENT = {
    "TLKIT_SOURCE": "embedded",
    "TLKIT_CACHE": "off",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
}


def main(number=40):
    """Measure both, check that they give the same scores, and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = (open_course(Path(folder) / name, number) for name in ("nbgrader", "ours"))
        (theirs / "nbgrader_config.py").write_text(STOCK)
        stock = measure("nbgrader", number, theirs, by_nbgrader(theirs))
        mine = measure("autograder", number, ours, by_autograder(ours))
        compare(scores(theirs), scores(ours))
        show_nearness(ours, number, mine)
    print(f"ratio {mine / stock:.3f} limit {LIMIT:.3f}")


def open_course(folder, number):
    """A copy of the course in which `number` submissions are handed in; one is graded already."""
    course = folder / "course"
    (course / "source").mkdir(parents=True)
    shutil.copy(samples.ROOT / "course" / "nbgrader_config.py", course)
    shutil.copytree(samples.ROOT / "course" / "source" / UNIT, course / "source" / UNIT)
    chosen = [sample for sample in samples.load_samples(UNIT) if sample.kind != "broken"]
    samples.hand_in(course, chosen, samples.ROOT / "notebooks")
    handed_in = course / "submitted"
    for n in range(number + 1):
        sample = chosen[n % len(chosen)].name
        shutil.copytree(handed_in / sample, handed_in / f"{n:03}-{sample}")
    for sample in chosen:
        shutil.rmtree(handed_in / sample.name)
    return course


def by_nbgrader(course):
    """The commands that an instructor types."""
    nbgrader = [sys.executable, "-m", "nbgrader"]
    where = f"--CourseDirectory.root={course}"
    plain = "--RunCells.sandbox=False"  # cold kernels, as nbgrader starts them
    run([*nbgrader, "generate_assignment", UNIT, where], course)
    run([*nbgrader, "autograde", UNIT, "--student", first(course), where, plain], course)
    return [[*nbgrader, step, UNIT, where, plain] for step in ("autograde", "generate_feedback")]


def by_autograder(course):
    """The one command that does the same."""
    grade = [sys.executable, "-m", "autograder", "grade", str(course), UNIT]
    run([*grade, "--student", first(course)], course)
    return [grade]


def first(course):
    """The student who is graded before the clock starts."""
    return min(path.name for path in (course / "submitted").iterdir())


def run(command, course):
    """Run a command in the course; its output only counts if it fails."""
    done = subprocess.run(
        command, cwd=course, env={**os.environ, **ENVIRONMENT}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")


def measure(name, number, course, commands):
    """Seconds that the commands take; prints them, and the most memory held at once."""
    start = time.perf_counter()
    with Memory() as memory:
        for command in commands:
            run(command, course)
    seconds = time.perf_counter() - start
    print(
        f"{name}: {seconds:.1f} s, {seconds / number:.2f} s a submission, "
        f"at most {memory.peak / 1e6:.0f} MB",
        flush=True,
    )
    return seconds


class Memory:
    """The most that this process's children hold at once; shared pages count once.

    A look takes time that is measured too, so there are few.
    """

    def __enter__(self):
        self.peak, self.over = 0, threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def _watch(self):
        while not self.over.wait(LOOK):
            children = psutil.Process().children(recursive=True)
            self.peak = max(self.peak, sum(map(held, children)))


def held(process):
    """The memory of a process, its share of what it shares; 0 if it is gone."""
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0


def scores(course):
    """The points of each student that come from tests."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            submission.student_id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.cell.cell_type != "markdown"
            }
            for submission in gradebook.assignment_submissions(UNIT)
        }


def compare(theirs, ours):
    """Raise if an honest, quiet submission has another score with ours."""
    if theirs.keys() != ours.keys():
        raise AssertionError(f"graded by one only: {sorted(theirs.keys() ^ ours.keys())}")
    differ = [
        f"{student}: {name} {theirs[student][name]} and {score}"
        for student, tests in ours.items()
        for name, score in tests.items()
        if not student.endswith(NOISY) and score != theirs[student][name]
    ]
    if differ:
        raise AssertionError("nbgrader's score and ours differ:\n" + "\n".join(differ))


def show_nearness(course, number, seconds):
    """Print how near grading comes to what the students' cells need."""
    notebooks = (course / "autograded").glob(f"*/{UNIT}/{UNIT}.ipynb")
    records = [nbformat.read(path, 4).metadata.autograder.record for path in notebooks]
    cells = sum(record["cpu_seconds"] for record in records) * number / len(records)
    limit = cells / os.cpu_count() + OVERHEAD * number
    print(
        f"students' cells: {cells:.1f} s of processor time on {os.cpu_count()} cores; ours takes "
        f"{seconds / limit:.2f} times the limit that they set (goal {NEAR_LIMIT})"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
