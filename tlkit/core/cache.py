"""Arrays kept on disk under a key, so that the same codes are never computed twice.

One file an array. It is written beside its place and then renamed, so a reader sees a whole file
or none, whichever processes write or die; the archive's checksums find a damaged one.
"""

import os
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

SUFFIX = ".codes.npz"
LIMIT = 4 << 30  # bytes; beyond it the files that were unused the longest go


def cache_folder(cache: bool | str | Path) -> Path | None:
    """The folder to keep codes in, or None where nothing is to be kept.

    Args:
        cache: a folder; True for the one that the environment variable `TLKIT_CACHE` names
            ("off": none), by default `~/.cache/tlkit/codes`; False for none.
    """
    if not cache:
        return None
    if cache is not True:
        return Path(cache)
    setting = os.environ.get("TLKIT_CACHE") or Path.home() / ".cache" / "tlkit" / "codes"
    return None if setting == "off" else Path(setting)


def recall(
    folder: Path,
    keys: Mapping[str, str],
    compute: Callable[[list[str]], dict[str, np.ndarray]],
) -> dict[str, np.ndarray]:
    """Return an array for every name: from disk under its key, or computed and then kept.

    Args:
        folder: made if it is not there.
        keys: name -> key.
        compute: takes the names that are missing, all at once, and returns their arrays.

    Warns:
        UserWarning: the folder cannot be written to; the arrays are returned all the same.
    """
    arrays = {name: array for name, key in keys.items() if (array := load(folder, key)) is not None}
    if missing := [name for name in keys if name not in arrays]:
        fresh = compute(missing)
        arrays |= fresh
        try:
            for name in missing:
                store(folder, keys[name], fresh[name])
            prune(folder)
        except OSError as error:
            warnings.warn(
                f"the codes could not be kept in {folder} ({error}); they are right, but will be "
                "computed again next time. Free some space, name another folder in TLKIT_CACHE, "
                "or switch this off with cache=False",
                stacklevel=3,
            )
    return {name: arrays[name] for name in keys}


def load(folder: Path, key: str) -> np.ndarray | None:
    """The array kept under `key`, or None if there is none, or a damaged one."""
    path = folder / (key + SUFFIX)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            array = archive["codes"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    with suppress(OSError):  # a folder that can only be read still serves
        path.touch()
    return array


def store(folder: Path, key: str, array: np.ndarray) -> None:
    """Keep `array` under `key`, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=key[:16], suffix=".tmp" + SUFFIX, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, codes=array)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, folder / (key + SUFFIX))
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def prune(folder: Path, limit: int = LIMIT) -> None:
    """Remove the files that were unused the longest, until `limit` bytes are left."""
    newest_first = sorted(_stats(folder.glob("*" + SUFFIX)), reverse=True)
    total = 0
    for _, size, path in newest_first:
        total += size
        if total > limit:
            path.unlink(missing_ok=True)


def _stats(paths: Iterable[Path]) -> Iterable[tuple[float, int, Path]]:
    """Time of last use, size and path of each file that another process has not just removed."""
    for path in paths:
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        yield stat.st_mtime, stat.st_size, path
