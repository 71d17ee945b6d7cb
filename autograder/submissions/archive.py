"""Files in a download from a learning platform, a zip or a folder, read as strangers' files are.

Nothing is unpacked: a file is handed out by its name and its bounded bytes.
"""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.course.courses import CourseError
from autograder.submissions.intake import MAX_BYTES

MAX_FILES = 100_000
MAX_TOTAL = 20 * 1024**3
CLUTTER = ("__MACOSX", ".DS_Store", "Thumbs.db", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Found:
    """A file of the download: its content, or why it is left out."""

    name: str  # with forward slashes, composed Unicode
    content: bytes = b""
    fault: str = ""


def read_download(path: Path) -> Iterator[Found]:
    """Each file of a zip or a folder, in the order of their names.

    Raises:
        CourseError: there is no such download, or it is no zip, or larger than any class.
    """
    if path.is_dir():
        files = _from_folder(path)
    elif zipfile.is_zipfile(path):
        files = _from_zip(path)
    else:
        raise CourseError(
            f"{path} is neither a folder nor a zip that can be read: give the file as it was "
            "downloaded from Canvas or Moodle."
        )
    total = 0
    for number, found in enumerate(files, start=1):
        total += len(found.content)
        if number > MAX_FILES or total > MAX_TOTAL:
            raise CourseError(
                f"{path} holds more than {MAX_FILES} files or {MAX_TOTAL // 1024**3} GB: this is "
                "no class's download. What came before is imported."
            )
        yield found


def _from_folder(folder: Path) -> Iterator[Found]:
    for path in sorted(folder.rglob("*")):
        name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if _is_clutter(name) or (path.is_dir() and not path.is_symlink()):
            continue
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
        except OSError:
            yield Found(name, fault="is a link, or cannot be opened")
            continue
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                yield Found(name, fault="is a device, not a file")
            else:
                yield _bounded(name, file.read(MAX_BYTES + 1))


def _from_zip(path: Path) -> Iterator[Found]:
    with zipfile.ZipFile(path) as archive:
        seen: set[str] = set()
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            name = unicodedata.normalize("NFC", info.filename.replace("\\", "/"))
            if info.is_dir() or _is_clutter(name):
                continue
            fault = _zip_fault(info, name, seen)
            seen.add(name)
            yield Found(name, fault=fault) if fault else _unpacked(archive, info, name)


def _zip_fault(info: zipfile.ZipInfo, name: str, seen: set[str]) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    parts = PurePosixPath(name).parts
    if kind not in (0, stat.S_IFREG):
        return "is a link or a device, not a file"
    if name.startswith("/") or ".." in parts or ":" in parts[0]:
        return "points out of the download"
    if name in seen:
        return "is there twice"
    return "is encrypted" if info.flag_bits & 1 else ""


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Found:
    try:
        with archive.open(info) as file:  # the size that the zip states may be a lie
            return _bounded(name, file.read(MAX_BYTES + 1))
    # NotImplementedError: compressed in a way that `zipfile` does not know
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        return Found(name, fault=f"is damaged ({error})")


def _bounded(name: str, content: bytes) -> Found:
    if len(content) > MAX_BYTES:
        return Found(name, fault=f"is larger than {MAX_BYTES // 1024**2} MB")
    return Found(name, content)


def _is_clutter(name: str) -> bool:
    return any(part in CLUTTER or part.startswith("._") for part in PurePosixPath(name).parts)
