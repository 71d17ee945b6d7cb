"""Archives hold plain files and folders, none of them outside."""

import tarfile
import zipfile

import pytest

from tlkit.data.archive import unpack


def evil_tar(path, name, kind=tarfile.REGTYPE):
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.type = kind
        member.linkname = "/etc/passwd"
        tar.addfile(member)


def evil_zip(path, name, mode=0o100644):
    with zipfile.ZipFile(path, "w") as zipped:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        zipped.writestr(member, "/etc/passwd")


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (evil_tar, ("../out.png",), "lies outside"),
        (evil_tar, ("/out.png",), "lies outside"),
        (evil_tar, ("link.png", tarfile.SYMTYPE), "not a plain file"),
        (evil_tar, ("link.png", tarfile.LNKTYPE), "not a plain file"),
        (evil_tar, ("fifo", tarfile.FIFOTYPE), "not a plain file"),
        (evil_zip, ("../out.png",), "lies outside"),
        (evil_zip, ("C:\\out.png",), "lies outside"),
        (evil_zip, ("link.png", 0o120777), "not a plain file"),
    ],
)
def test_archives_that_reach_out_are_refused(tmp_path, make, arguments, message):
    make(tmp_path / "evil.archive", *arguments)
    with pytest.raises(OSError, match=message):
        unpack(tmp_path / "evil.archive", tmp_path / "inside" / "set")
    assert list(tmp_path.glob("inside/*")) == []


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "page.tgz").write_text("<html>")
    with pytest.raises(OSError, match="cannot be unpacked"):
        unpack(tmp_path / "page.tgz", tmp_path / "set")
