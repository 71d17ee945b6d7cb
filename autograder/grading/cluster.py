"""Grade on a Dask cluster: each of its workers examines submissions as this machine would.

What travels is JSON text, both ways. A worker gets the unit with its hidden tests and the private
seed, and a submission; it keeps a warm process, and gives back a record, which is checked here like
any other. Only the course's machine writes grades. Who may use the cluster sees all of that, and
can run code on it: shield the scheduler (Dask's own configuration knows TLS).
"""

from __future__ import annotations

import atexit
import base64
import importlib.util
import json
import logging
import tempfile
import uuid
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from autograder.core.files import read_folder
from autograder.course.courses import CourseError
from autograder.grading.examiner import Examiner
from autograder.grading.warm_process import warm_process
from autograder.judging.protocol import MOST_TEXT
from autograder.judging.versions import versions
from autograder.results.provenance import changes, digest
from autograder.results.record import Record, from_json
from autograder.sandbox import Limits, no_sandbox_here

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT = 10  # seconds that the scheduler, and then a worker, has to show up
_LOOK = 10  # seconds between two looks at whether there are workers
_LONELY = 6  # looks in a row without a worker, before grading gives up
_KEPT = 4  # examiners in each thread of a worker; one is for one notebook of a unit


@cache
def connect(address: str) -> Client:
    """The connection to a Dask scheduler, one for all batches of this process.

    Args:
        address: as `dask scheduler` prints it, such as "tcp://192.168.0.5:8786".

    Raises:
        CourseError: Dask is not installed, or no scheduler with a worker answers there.
    """
    try:
        from distributed import Client, Security
        from distributed.comm.addressing import get_address_host_port
    except ImportError as error:
        raise CourseError(
            "a cluster needs Dask: install this project with it, `pip install -e '.[cluster]'`."
        ) from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we say what is wrong
    # Submissions may be large; there is no better way to send each of them once
    warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
    try:
        get_address_host_port(address)  # a client of what cannot be reached would not end
        if "tls://" in address and not Security().get_connection_args("client")["ssl_context"]:
            raise ValueError("Dask's configuration names no certificates")
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"no Dask scheduler answers at {address!r} ({error}): start `dask scheduler`, and give "
            "the address that it prints, such as tcp://192.168.0.5:8786. Where that is tls://…, "
            "Dask's configuration must name the certificates here, too: distributed.comm.tls."
        ) from error
    atexit.register(client.close)
    try:
        client.wait_for_workers(1, timeout=_CONNECT)
    except TimeoutError as error:
        raise CourseError(
            f"the Dask scheduler at {address} has no worker yet: start some on the machines that "
            f"are to grade, with `dask worker {address} --nworkers N --nthreads 1`."
        ) from error
    return client


def at_a_time(client: Client) -> int:
    """How many submissions to send at a time, so that none of the workers waits for one."""
    return 2 * sum(client.nthreads().values())


class ClusterExaminer:
    """Has a cluster examine one submission after another; otherwise as `Examiner`.

    A submission whose worker dies runs again on another one, as often as the scheduler's setting
    `distributed.scheduler.allowed-failures` has it.
    """

    def __init__(
        self,
        source: NotebookNode,
        *,
        seed: int,
        folder: Path,
        client: Client,
        environment: Mapping[str, str],
        limits: Limits,
        enclosed: bool,
        seconds: float,
    ) -> None:
        self.client = client
        text = json.dumps(
            {
                "source": nbformat.writes(source),
                "seed": seed,
                "folder": _pack(read_folder(folder)),
                "environment": dict(environment),
                "limits": vars(limits),
                "enclosed": enclosed,
                "seconds": seconds,
                "versions": _versions(),
            }
        )
        self._digest = digest({"": text.encode()})
        # A task of its own, so that the unit goes to each worker once
        with _faults_of_the_cluster():
            self._unit = client.submit(str, text, key=f"autograder-unit-{self._digest}")
        self._future: Future | None = None

    def examine(self, notebook: NotebookNode, files: Path) -> Record:
        """Have a rebuilt notebook run, and say what its tests said.

        Raises:
            CourseError: the unit's set-up fails, a worker refuses, or the cluster is gone.
            RuntimeError: the submission could not be examined, though the cluster is there.
            ValueError: what came back is no record.
        """
        submission = {"notebook": nbformat.writes(notebook), "files": _pack(read_folder(files))}
        name = f"autograder-{uuid.uuid4()}"
        arguments = (self._unit, self._digest, json.dumps(submission), name)
        try:
            with _faults_of_the_cluster():
                self._future = self.client.submit(_examine_here, *arguments, key=name)
                text = self._result(self._future)
        finally:
            self._future = None
        if not isinstance(text, str) or len(text) > 2 * MOST_TEXT:
            raise ValueError("a worker sent back no record, or one that is too large")
        answer = json.loads(text)
        if "fault" in answer:
            raise CourseError(str(answer["fault"]))
        if "failed" in answer:
            raise RuntimeError(str(answer["failed"]))
        return from_json(answer["record"])

    def _result(self, future: Future) -> Any:
        lonely = 0
        while lonely < _LONELY:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                lonely = 0 if self.client.nthreads() else lonely + 1
        raise CourseError(
            "the cluster has no worker any more: start some, then run the same command again. "
            "What is graded is kept."
        )

    def interrupt(self) -> None:
        """End the submission that is being examined, from another thread."""
        if future := self._future:
            future.cancel()
            if self.client.status == "running":  # else there is nobody to tell
                self.client.run(_interrupt_here, future.key, on_error="ignore")

    def close(self) -> None:
        """Leave the cluster to others; its workers stay warm."""
        self._unit.release()


@contextmanager
def _faults_of_the_cluster() -> Iterator[None]:
    """Tell what goes wrong with the cluster from what goes wrong with a submission."""
    from distributed import KilledWorker

    try:
        yield
    except CourseError:
        raise
    except KilledWorker as error:
        raise RuntimeError(
            "the workers of the cluster that had it died, one after the other; their logs may say "
            f"why ({error.last_worker.address} was the last)"
        ) from error
    except BaseException as error:  # Dask's cancellations are no Exception
        raise CourseError(
            f"the cluster cannot grade ({type(error).__name__}: {error}). Its scheduler and its "
            "workers need this same project. See to it, then run the same command again: what is "
            "graded is kept."
        ) from error


_own = local()  # the examiners of a worker's thread, the latest last
_running: dict[str, Examiner] = {}  # by the name of what they examine


def _examine_here(unit: str, unit_digest: str, submission: str, name: str) -> str:
    """In a Dask worker: a record as JSON, or why there is none; it never raises."""
    try:
        given = json.loads(submission)
        examiner = _examiner(unit, unit_digest)
        _running[name] = examiner
        try:
            with _scratch() as scratch:
                files = _unpack(given["files"], scratch)
                notebook = nbformat.reads(given["notebook"], as_version=4)
                record = examiner.examine(notebook, files)
        finally:
            del _running[name]
        return json.dumps({"record": record.as_json()})
    except CourseError as error:
        return json.dumps({"fault": str(error)})
    except Exception as error:
        return json.dumps({"failed": f"{type(error).__name__}: {error}"})


def _interrupt_here(name: str) -> None:
    """In a Dask worker: end what it examines under that name, if it does."""
    if examiner := _running.get(name):
        examiner.interrupt()


def _examiner(text: str, unit_digest: str) -> Examiner:
    """This thread's examiner for a unit; the oldest makes room for a new one."""
    kept: dict[str, tuple[Examiner, Any]] = _own.__dict__.setdefault("kept", {})
    if unit_digest in kept and kept[unit_digest][0].interrupted:
        _close(*kept.pop(unit_digest))
    if unit_digest not in kept:
        while len(kept) >= _KEPT:
            _close(*kept.pop(next(iter(kept))))
        kept[unit_digest] = _open(json.loads(text))
    kept[unit_digest] = kept.pop(unit_digest)
    return kept[unit_digest][0]


def _open(unit: dict[str, Any]) -> tuple[Examiner, tempfile.TemporaryDirectory[str]]:
    _refuse_what_differs(unit)
    scratch = _scratch()
    examiner = Examiner(
        nbformat.reads(unit["source"], as_version=4),
        seed=unit["seed"],
        folder=_unpack(unit["folder"], scratch.name),
        warm=warm_process(),
        environment=unit["environment"],
        limits=Limits(**unit["limits"]),
        enclosed=unit["enclosed"],
        seconds=unit["seconds"],
    )
    return examiner, scratch


def _close(examiner: Examiner, scratch: tempfile.TemporaryDirectory[str]) -> None:
    examiner.close()
    scratch.cleanup()


def _refuse_what_differs(unit: dict[str, Any]) -> None:
    """Raise CourseError where this worker would grade otherwise than the course's machine."""
    from distributed import get_worker

    here, wanted = _versions(), unit["versions"]
    if others := changes(wanted, here):
        differ = ", ".join(f"{name} {here[name]}, not {wanted.get(name)}" for name in others)
        raise CourseError(
            f"the Dask worker at {get_worker().address} has {differ}: install there what the "
            "course's machine has."
        )
    if unit["enclosed"] and (reason := no_sandbox_here()):
        raise CourseError(
            f"there is no sandbox at the Dask worker {get_worker().address}: {reason} If student "
            "code may read and change there what the worker can, say --no-sandbox."
        )


@cache
def _versions() -> dict[str, str]:
    """What has to be the same at both ends: versions, and the code of this project."""
    code: dict[str, bytes] = {}
    for package in ("autograder", "tlkit"):
        spec = importlib.util.find_spec(package)
        for folder in spec.submodule_search_locations or [] if spec else []:
            for path in Path(folder).rglob("*.py"):
                code[f"{package}/{path.relative_to(folder).as_posix()}"] = path.read_text().encode()
    return versions() | {"the code of this project": digest(code)[:12]}


def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder that Dask removes, where the worker dies before it does."""
    from distributed import get_worker

    return tempfile.TemporaryDirectory(dir=get_worker().local_directory)


def _pack(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def _unpack(files: Mapping[str, str], scratch: str) -> Path:
    """Write files into a folder in `scratch`; only we may enter that, but a sandbox sees this."""
    folder = Path(scratch) / "files"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(base64.b64decode(content))
    return folder
