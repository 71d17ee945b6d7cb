"""Grading on a Dask cluster: what a worker answers and is refused, and the death of one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import batches
import psutil
import pytest
from dask_cluster import cluster
from tiny import UNIT, answered, autograder, hand_in, source_notebook

from autograder.course.courses import CourseError
from autograder.grading import cluster as module
from autograder.grading.cluster import ClusterExaminer
from autograder.results.record import Record
from autograder.sandbox import Limits

ROOT = Path(__file__).parents[3]
KILLS_ITS_WORKER = """import os, signal
pid = os.getpid()
while b"worker" not in open(f"/proc/{pid}/cmdline", "rb").read():
    pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
os.kill(pid, signal.SIGKILL)"""


class Here:
    """A client whose cluster is this process; `answer` stands for what a worker sent back."""

    def __init__(self, answer: Any = None) -> None:
        self.answer = answer

    def submit(self, function: Any, *arguments: Any, key: str) -> Any:
        assert all(isinstance(a, str | SimpleNamespace) for a in arguments)
        values = [a.result() if isinstance(a, SimpleNamespace) else a for a in arguments]
        value = function(*values)
        if len(values) > 1 and self.answer is not None:
            value = self.answer

        def result(timeout: float = 0) -> Any:
            if isinstance(value, BaseException):
                raise value
            return value

        return SimpleNamespace(result=result, release=lambda: None, key=key)

    def nthreads(self) -> dict[str, int]:
        return {}


class Plain(batches.Plain):
    """Examines in this process, and says what it was given."""

    def __init__(self, source: Any, *, folder: Path, seed: int, **how: Any) -> None:
        super().__init__(source, seed=seed, folder=folder)
        self.given = how | {"seed": seed, "unit": sorted(path.name for path in folder.iterdir())}

    def examine(self, notebook: Any, files: Path) -> Record:
        found = {str(p.relative_to(files)): p.read_text() for p in files.rglob("*") if p.is_file()}
        record = super().examine(notebook, files)
        return Record(record.outputs, record.tests, graded_by={"files": found, **_told(self.given)})


def _told(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("seed", "unit", "seconds", "enclosed")}


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Makes this process a worker that examines plainly; the unit's folder."""
    import distributed

    here = SimpleNamespace(address="tcp://here", local_directory=str(tmp_path))
    monkeypatch.setattr(distributed, "get_worker", lambda: here)
    monkeypatch.setattr(module, "Examiner", Plain)
    monkeypatch.setattr(module, "no_sandbox_here", lambda: None)
    monkeypatch.setattr(module, "_own", SimpleNamespace())
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "data.csv").write_text("1,2")
    yield unit
    for kept in module._own.__dict__.get("kept", {}).values():
        module._close(*kept)


def examiner_of(unit: Path, client: Any) -> ClusterExaminer:
    """What has a client's cluster examine submissions to the tiny unit."""
    return ClusterExaminer(
        source_notebook(), seed=7, folder=unit, client=client, environment={"A": "b"},
        limits=Limits(), enclosed=True, seconds=3,
    )  # fmt: skip


def examine(unit: Path, client: Any, **answers: str) -> Record:
    """Have a client's cluster examine one of them."""
    files = unit.parent / "handed_in"
    (files / "more").mkdir(parents=True, exist_ok=True)
    (files / "more" / "helper.py").write_text("x = 1")
    return examiner_of(unit, client).examine(answered(**answers), files)


def test_a_worker_gets_all_that_examining_takes(worker: Path) -> None:
    record = examine(worker, Here(), double="def double(x):\n    return 5")
    assert record.tests["test_double"].message == "double(2) is 4, but yours is 5"
    assert record.tests["test_count"].score == 3
    assert record.graded_by == {
        "files": {"more/helper.py": "x = 1"}, "unit": ["data.csv"], "seed": 7, "seconds": 3,
        "enclosed": True,
    }  # fmt: skip
    assert sorted(path.name[:3] for path in worker.parent.iterdir()) == ["han", "tmp", "uni"]


def test_a_thread_keeps_its_examiner_until_others_need_the_room(worker: Path) -> None:
    kept = module._own.__dict__.setdefault("kept", {})
    examine(worker, Here())
    (first,) = kept.values()
    examine(worker, Here())
    assert list(kept.values()) == [first]
    for number in range(module._KEPT):
        (worker / "data.csv").write_text(f"{number}")
        examine(worker, Here())
    assert first not in kept.values() and len(kept) == module._KEPT
    assert not Path(first[1].name).exists()


def test_an_interrupted_examiner_is_not_used_again(worker: Path) -> None:
    kept = module._own.__dict__.setdefault("kept", {})
    examine(worker, Here())
    (first,) = kept.values()
    first[0].interrupted = True
    examine(worker, Here())
    assert first not in kept.values() and len(kept) == 1


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (b"\x80\x04.", ValueError, "sent back no record"),
        ("not JSON", ValueError, "Expecting value"),
        ('{"record": {"outputs": {}}}', ValueError, "no record of a submission"),
        ('{"fault": "its set-up fails"}', CourseError, "its set-up fails"),
        ('{"failed": "OSError: full"}', RuntimeError, "OSError: full"),
        (KeyboardInterrupt("lost"), CourseError, "cannot grade .* lost"),
        (TimeoutError(), CourseError, "no worker any more"),
    ],
)
def test_odd_answers(answer: Any, error: Any, words: str, worker: Path) -> None:
    with pytest.raises(error, match=words):
        examine(worker, Here(answer))


@pytest.mark.parametrize("asked", ["submit", "nthreads"])
def test_a_scheduler_that_is_gone_costs_no_student_a_grade(asked: str, worker: Path) -> None:
    """An OSError would be taken for a submission that cannot be read."""

    def gone(*_: Any, **__: Any) -> Any:
        raise OSError("connection refused")

    client = Here(TimeoutError())
    examiner = examiner_of(worker, client)
    setattr(client, asked, gone)
    with pytest.raises(CourseError, match=r"cannot grade .* connection refused"):
        examiner.examine(answered(), worker)
    if asked == "submit":
        with pytest.raises(CourseError, match=r"cannot grade .* connection refused"):
            examiner_of(worker, client)


def test_a_record_that_is_too_large(worker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TEXT", 100)
    with pytest.raises(ValueError, match="too large"):
        examine(worker, Here())


def test_a_worker_without_a_sandbox_refuses(worker: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "no_sandbox_here", lambda: "It is a toaster.")
    with pytest.raises(CourseError, match="at the Dask worker tcp://here: It is a toaster"):
        examine(worker, Here())


def test_a_worker_of_other_versions_refuses(worker: Path, monkeypatch: Any) -> None:
    told = iter([{"keras": "3.15.0"}, {"keras": "3.14.2"}])
    monkeypatch.setattr(module, "_versions", lambda: next(told))
    with pytest.raises(CourseError, match=r"tcp://here has keras 3\.14\.2, not 3\.15\.0: install"):
        examine(worker, Here())


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1:no", "tls://a:1"]
)
def test_a_wrong_address(address: str, course_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONNECT", 1)
    with pytest.raises(CourseError, match=f"no Dask scheduler answers at '{address}'"):
        module.connect(address)


def test_an_interrupt_ends_what_a_worker_runs(
    worker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    class Endless(Plain):
        began, ended = threading.Event(), threading.Event()

        def examine(self, notebook: Any, files: Path) -> Record:
            self.began.set()
            assert self.ended.wait(60)
            return super().examine(notebook, files)

        def interrupt(self) -> None:
            super().interrupt()
            self.ended.set()

    monkeypatch.setattr(module, "Examiner", Endless)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as here,
        distributed.Client(here, set_as_default=False) as client,
        ThreadPoolExecutor() as pool,
    ):
        examiner = examiner_of(worker, client)
        examining = pool.submit(examiner.examine, answered(), worker)
        assert Endless.began.wait(60)
        examiner.interrupt()
        assert Endless.ended.wait(60)
        with pytest.raises(CourseError, match="cannot grade"):
            examining.result()
        examiner.close()


@pytest.mark.slow
def test_a_scheduler_without_workers(course_root: Path, tmp_path: Path) -> None:
    hand_in(course_root, "ada", answered())
    with cluster(tmp_path, workers=0) as (address, _):
        done = autograder("grade", course_root, UNIT, "--scheduler", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`dask worker {address} --nworkers N --nthreads 1`" in " ".join(done.stderr.split())


@pytest.mark.slow
def test_a_worker_with_other_code_is_refused(course_root: Path, tmp_path: Path) -> None:
    for package in ("autograder", "tlkit"):
        for path in (ROOT / package).rglob("*.py"):
            to = tmp_path / path.relative_to(ROOT)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
    with (tmp_path / "autograder" / "messages.py").open("a") as file:
        file.write("# older\n")
    hand_in(course_root, "ada", answered())
    with cluster(tmp_path, workers=1, more={"PYTHONPATH": str(tmp_path)}) as (address, _):
        done = autograder("grade", course_root, UNIT, "--scheduler", address)
    assert done.returncode == 2
    assert "has the code of this project" in " ".join(done.stderr.split())


@pytest.mark.slow
@pytest.mark.sandbox
def test_the_death_of_a_worker_changes_no_grade(course_root: Path, tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(1)\n"
    for number in range(6):
        wrong = slow + "def double(x):\n    return 5"
        right = slow + "def double(x):\n    return 2 * x"
        hand_in(course_root, f"student{number}", answered(double=wrong if number % 2 else right))
    other = Path(shutil.copytree(course_root, tmp_path / "other" / "course"))
    with cluster(tmp_path) as (address, workers):
        command = ["grade", course_root, UNIT, "--json", "--scheduler", address]
        grading = subprocess.Popen(
            [sys.executable, "-m", "autograder", *map(str, command)], stdout=subprocess.PIPE
        )
        begun = _kill_at_work(workers)
        printed, _ = grading.communicate()
        _, left = psutil.wait_procs(begun, timeout=30)
        assert (grading.returncode, left) == (0, [])
    scores = {r["student"]: r["score"] for r in json.loads(printed)["submissions"]}
    assert scores == {f"student{number}": 3 if number % 2 else 5 for number in range(6)}
    batches.grade(other)
    assert batches.rows(course_root) == batches.rows(other)


def _kill_at_work(workers: list[subprocess.Popen[bytes]]) -> list[psutil.Process]:
    """Kill the first worker that runs a student's code; all that it had started."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        for worker in workers:
            started = psutil.Process(worker.pid).children(recursive=True)
            # The warm process, the judge and the student, the last two with their supervisors
            if len(started) >= 5:
                worker.kill()
                return started
        time.sleep(0.02)
    raise AssertionError("no worker began")


@pytest.mark.slow
def test_a_submission_that_kills_workers_goes_to_a_person(
    course_root: Path, tmp_path: Path
) -> None:
    hand_in(course_root, "killer", answered(double=KILLS_ITS_WORKER))
    hand_in(course_root, "tame", answered())
    with cluster(tmp_path, workers=3) as (address, workers):
        command = ["grade", course_root, UNIT, "--json", "--scheduler", address, "--no-sandbox"]
        done = autograder(*command)
        assert sum(worker.poll() == -9 for worker in workers) == 2  # what the scheduler allows
    killer, tame = sorted(json.loads(done.stdout)["submissions"], key=lambda r: r["student"])
    assert (done.returncode, tame["status"], tame["score"]) == (1, "graded", 5)
    assert (killer["status"], killer["score"]) == ("ungradable", None)
    assert "workers of the cluster that had it died" in killer["message"]
