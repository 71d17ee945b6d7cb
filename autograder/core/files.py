"""Read what others put into a folder: plain files alone, of bounded size, never through a link."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

MEGABYTE = 1024**2
MAX_FOLDER = 250 * MEGABYTE
MAX_FILES = 5000
# Not through a link, and not waiting at a pipe; Windows has neither flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class NotPlain(OSError):
    """A link, a device, or more than is read; the message names it, and says what to do."""


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a plain file.

    Raises:
        NotPlain: it is a link, a device or a folder, or has more than `limit` bytes.
        FileNotFoundError: it is not there.
    """
    return _read(str(path), path.name, limit, None)


def read_folder(folder: Path, ignore: Iterable[str] = ()) -> dict[str, bytes]:
    """The plain files of a folder and the folders in it, by their names relative to it.

    What was checked is what is read: each file is opened once, relative to its opened folder.

    Args:
        folder: must itself be no link.
        ignore: patterns of file and folder names to leave out, as nbgrader's
            `CourseDirectory.ignore`.

    Raises:
        NotPlain: something in it is a link or a device, or there is too much of it.
    """
    if folder.is_symlink():
        raise _not_plain(folder.name)
    files: dict[str, bytes] = {}
    left = MAX_FOLDER
    try:
        for name, opened, relative in _walk(folder, tuple(ignore)):
            files[relative] = _read(name, f"{folder.name}/{relative}", left, opened)
            left -= len(files[relative])
            if len(files) > MAX_FILES:
                raise NotPlain(f"{folder.name} holds more than {MAX_FILES} files: leave some out.")
    except RecursionError as error:
        raise NotPlain(f"{folder.name} holds folders nested too deeply.") from error
    return files


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: until then, what was there stays. Text is UTF-8.

    Raises:
        OSError: it cannot be written; the message names it, and says why.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(
            content.encode(errors="replace") if isinstance(content, str) else content
        )
        unfinished.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise OSError(f"{path} cannot be written ({error.strerror})") from error


def _walk(folder: Path, ignore: tuple[str, ...]) -> Iterator[tuple[str, int | None, str]]:
    """Every file: its name, the open folder that the name is relative to, its full name."""
    for path, folders, names, opened in _open_folders(folder):
        folders[:] = sorted(name for name in folders if not _matches(name, ignore))
        inside = os.path.relpath(path, folder)
        for name in [*folders, *sorted(names)]:
            relative = os.path.normpath(os.path.join(inside, name))
            place = name if opened is not None else os.path.join(path, name)
            kind = os.stat(place, dir_fd=opened, follow_symlinks=False).st_mode
            if stat.S_ISLNK(kind) or not (stat.S_ISDIR(kind) or stat.S_ISREG(kind)):
                raise _not_plain(f"{folder.name}/{relative}")
            if stat.S_ISREG(kind) and not _matches(name, ignore):
                yield place, opened, relative


def _open_folders(folder: Path) -> Iterator[tuple[str, list[str], list[str], int | None]]:
    if hasattr(os, "fwalk"):
        yield from os.fwalk(folder, onerror=_raise)
    else:  # Windows
        for path, folders, names in os.walk(folder, onerror=_raise):
            yield path, folders, names, None


def _raise(error: OSError) -> None:
    if error.errno in (errno.EMFILE, errno.ENAMETOOLONG):
        raise NotPlain(f"{error.filename} lies too deep in its folder.") from error
    raise error


def _read(name: str, shown: str, limit: int, opened: int | None) -> bytes:
    try:
        descriptor = os.open(name, _FLAGS, dir_fd=opened)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise _not_plain(shown) from error
        raise
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _not_plain(shown)
        content = file.read(limit + 1)
    if len(content) > limit:
        raise NotPlain(f"{shown} is too large: at most {limit // MEGABYTE} MB are read.")
    return content


def _not_plain(name: str) -> NotPlain:
    return NotPlain(f"{name} is a link or a device, not a plain file: hand in the file itself.")


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
