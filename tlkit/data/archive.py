"""Unpack an archive into a folder of its own: plain files and folders only, none outside it."""

import shutil
import stat
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from tqdm.auto import tqdm


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a tar or zip archive to `folder`, whole or not at all.

    Raises:
        OSError: neither tar nor zip, damaged, or an entry that is a link, a device, or would lie
            outside the folder.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        target = Path(scratch) / "unpacked"
        target.mkdir()
        try:
            if zipfile.is_zipfile(archive):
                _unzip(archive, target)
            else:
                _untar(archive, target)
        except (tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
            raise OSError(f"{archive.name} cannot be unpacked: {error}") from error
        shutil.rmtree(folder, ignore_errors=True)
        target.rename(folder)


def _untar(archive: Path, target: Path) -> None:
    with tarfile.open(archive) as tar:
        for member in tqdm(tar, f"Unpacking {archive.name}", unit="file", delay=1):
            if not (member.isreg() or member.isdir()):
                raise OSError(f"{archive.name} holds {member.name!r}, which is not a plain file")
            _check(archive, member.name)
            tar.extract(member, target, filter="data")


def _unzip(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(archive) as zipped:
        for member in tqdm(zipped.infolist(), f"Unpacking {archive.name}", unit="file", delay=1):
            kind = stat.S_IFMT(member.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise OSError(
                    f"{archive.name} holds {member.filename!r}, which is not a plain file"
                )
            _check(archive, member.filename)
            zipped.extract(member, target)


def _check(archive: Path, name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
        raise OSError(f"{archive.name} holds {name!r}, which lies outside its folder")
