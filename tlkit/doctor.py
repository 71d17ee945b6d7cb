"""Check whether this machine is ready for the course, and how fast it is: `tlkit doctor`."""

import os
import platform
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from typing import NamedTuple

import keras

from tlkit.cases.cases import load_case
from tlkit.core.cache import SUFFIX, cache_folder
from tlkit.data.published import PUBLISHED, unpacked_folder
from tlkit.features.codes import cnn_codes
from tlkit.features.linear import linear_classifier
from tlkit.models.backbones import backbone_table

OLDEST = (3, 15)  # of Keras


class Finding(NamedTuple):
    """The result of one check of this machine, and whether the course can work with it."""

    name: str
    fine: bool
    result: str


def examine() -> list[Finding]:
    """Look at all that the notebooks need; it takes some seconds, and downloads nothing.

    >>> [finding.name for finding in examine() if finding.fine]
    ['Keras', 'device', 'network', 'speed', 'codes', 'JupyterLab', 'ImageNet', 'photographs']
    """
    return [_keras(), _device(), *_network(), _codes(), _jupyter(), _imagenet(), _photographs()]


def report(findings: list[Finding]) -> str:
    """Findings as text, a line each, and a last one that says what follows.

    >>> print(report([Finding("device", True, "gpu:0"), Finding("codes", False, "disk full")]))
    ✓ device  gpu:0
    ✗ codes   disk full
    Not all of the course runs here: fix what is marked ✗, then run `tlkit doctor` again.
    """
    width = max(len(finding.name) for finding in findings)
    lines = [f"{'✓' if fine else '✗'} {name:{width}}  {result}" for name, fine, result in findings]
    if all(finding.fine for finding in findings):
        return "\n".join([*lines, "The course runs here."])
    return "\n".join(
        [
            *lines,
            "Not all of the course runs here: fix what is marked ✗, then run `tlkit doctor` again.",
        ]
    )


def _keras() -> Finding:
    backend = keras.backend.backend()
    result = (
        f"{keras.__version__} on {backend} {version(backend)}, Python {platform.python_version()}"
    )
    if tuple(map(int, keras.__version__.split(".")[:2])) < OLDEST:
        return Finding(
            "Keras", False, f"{result}: the course needs {OLDEST[0]}.{OLDEST[1]} or newer"
        )
    return Finding("Keras", True, result)


def _device() -> Finding:
    devices = ", ".join(keras.distribution.list_devices())
    return Finding("device", True, f"{devices}; {os.cpu_count()} cores")


def _network() -> Iterator[Finding]:
    """Whether the embedded network's codes distinguish figures that it never saw (unit 02)."""
    try:
        case = load_case("small-similar", source="embedded", per_class=10)
        codes = cnn_codes(case.backbone, case.train.images, cache=False)
        began = time.perf_counter()
        new = cnn_codes(case.backbone, case.valid.images, cache=False)
        seconds = time.perf_counter() - began
        right = linear_classifier(codes, case.train.labels).score(new, case.valid.labels)
    except Exception as error:
        yield Finding("network", False, f"{type(error).__name__}: {error}")
        return
    chance = 1 / case.num_classes
    result = (
        f"the embedded one's codes get {right:.2f} of new figures right; guessing, {chance:.2f}"
    )
    yield Finding("network", right > 2 * chance, result)
    yield Finding("speed", True, f"its codes of {len(new) / seconds:.0f} images in a second")


def _codes() -> Finding:
    folder = cache_folder(True)
    if folder is None:
        return Finding("codes", True, "not kept on disk, since TLKIT_CACHE is off")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            held = sum(path.stat().st_size for path in folder.glob("*" + SUFFIX)) / 1e6
    except OSError as error:
        result = f"cannot be kept in {folder} ({error}): name another folder in TLKIT_CACHE"
        return Finding("codes", False, result)
    return Finding("codes", True, f"kept in {folder}, {held:.0f} MB")


def _jupyter() -> Finding:
    missing = [name for name in ("jupyterlab", "ipywidgets") if find_spec(name) is None]
    if missing:
        return Finding("JupyterLab", False, f"pip install {' '.join(missing)}")
    result = f"{version('jupyterlab')}, with ipywidgets {version('ipywidgets')}"
    return Finding("JupyterLab", True, result)


def _imagenet() -> Finding:
    present = backbone_table()["on this machine"]
    names = sorted(set(present[present != ""].index.get_level_values("name")))
    if not names:
        return Finding("ImageNet", True, "no weights here; fetched when asked for")
    return Finding("ImageNet", True, f"weights of {', '.join(names)}")


def _photographs() -> Finding:
    present = [case for case in PUBLISHED if unpacked_folder(case).is_dir()]
    if not present:
        result = "none here; `tlkit download CASE` fetches those of a case"
        return Finding("photographs", True, result)
    return Finding("photographs", True, ", ".join(present))
