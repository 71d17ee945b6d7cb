"""Downloads from a server on loopback that stalls, breaks off, corrupts and redirects."""

import contextlib
import hashlib
import http.server
import io
import tarfile
import threading
import time
import zipfile

import numpy as np
import pytest
from PIL import Image

from tlkit.__main__ import main
from tlkit.data import download as downloading
from tlkit.data.archive import unpack
from tlkit.data.published import PUBLISHED, Published, download


def archive() -> bytes:
    """A tar of two classes with noise, which does not compress."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name in ("set/a/1.png", "set/b/2.png"):
            pixels = np.random.default_rng(len(name)).integers(0, 256, (64, 64, 3))
            image = io.BytesIO()
            Image.fromarray(pixels.astype("uint8")).save(image, "png")
            member = tarfile.TarInfo(name)
            member.size = len(image.getvalue())
            tar.addfile(member, io.BytesIO(image.getvalue()))
    return packed.getvalue()


class Server(http.server.ThreadingHTTPServer):
    """Serves one file; `ills` says what befalls the first answers, one after the other."""

    daemon_threads = False  # closing waits for them
    content = archive()

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.ills, self.asked = [], []


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        ill = self.server.ills.pop(0) if self.server.ills else None
        self.server.asked.append(self.headers["Range"])
        if ill == "busy":
            return self.send_error(503)
        if ill == "missing":
            return self.send_error(404)
        if ill == "redirect":
            self.send_response(302)
            self.send_header("Location", "/elsewhere.tgz")
            return self.end_headers()
        content = self.server.content
        start = 0 if ill == "whole" else int(self.headers["Range"][6:-1])
        body = bytes(len(content)) if ill == "corrupt" else content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        half = len(body) // 2
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body[:half] if ill in ("stall", "break") else body)
        if ill == "stall":
            time.sleep(1.5)


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(downloading, "PAUSE", 0.0)
    monkeypatch.setattr(downloading, "STALLED", 0.4)
    with Server() as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield httpd
        httpd.shutdown()
        thread.join()


@pytest.fixture
def published(server):
    content = server.content
    url = f"http://127.0.0.1:{server.server_port}/set.tgz"
    return Published(url, hashlib.sha256(content).hexdigest(), len(content), "set", "A set.")


def test_download_unpacks_what_was_published_once(published, server):
    folder = download(published)
    assert sorted(path.name for path in folder.rglob("*.png")) == ["1.png", "2.png"]
    assert download(published) == folder
    assert len(server.asked) == 1


@pytest.mark.parametrize("ill", ["stall", "break"])
def test_download_goes_on_where_it_broke_off(published, server, ill):
    server.ills = [ill]
    assert download(published).is_dir()
    half = len(server.content) // 2
    assert server.asked == ["bytes=0-", f"bytes={half}-"]


@pytest.mark.parametrize("ills", [["busy"], ["redirect"], ["break", "whole"]])
def test_download_survives(published, server, ills):
    server.ills = ills
    assert download(published).is_dir()


def test_what_has_arrived_survives_for_the_next_call(published, server, monkeypatch):
    monkeypatch.setattr(downloading, "ATTEMPTS", 1)
    server.ills = ["break"]
    with pytest.raises(OSError, match="broke off after"):
        download(published)
    assert download(published).is_dir()
    assert server.asked[-1] != "bytes=0-"


def test_a_corrupt_file_is_thrown_away(published, server):
    server.ills = ["corrupt"]
    with pytest.raises(OSError, match="not the published"):
        download(published)
    assert download(published).is_dir()


def test_a_longer_file_is_cut_off(published):
    with pytest.raises(OSError, match="longer than the published"):
        download(published._replace(size=100))


def test_what_is_not_there_is_asked_for_once(published, server):
    server.ills = ["missing"] * 9
    with pytest.raises(OSError, match="404"):
        download(published)
    assert len(server.asked) == 1


def test_offline_is_one_clear_line(published, server):
    with pytest.raises(OSError, match=r"could not get http.* name a folder of") as caught:
        download(published._replace(url="http://127.0.0.1:9/set.tgz"))
    assert "\n" not in str(caught.value)


def test_unknown_case():
    with pytest.raises(ValueError, match="no set is published for 'guitars'; there is one for"):
        download("guitars")


def test_cifar_is_read_from_its_binary_files(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3)).astype("uint8")
    rows = [bytes([k]) + image.transpose(2, 0, 1).tobytes() for k, image in enumerate(pixels)]
    (tmp_path / "data_batch_1.bin").write_bytes(b"".join(rows[:2]))
    (tmp_path / "test_batch.bin").write_bytes(b"".join(rows[2:]))
    (tmp_path / "batches.meta.txt").write_text("ant\nbee\ncat\ndog\n\n")
    (images, labels), names = PUBLISHED["large-similar"].load(tmp_path, (32, 32))
    assert np.array_equal(images, pixels)
    assert labels.tolist() == [0, 1, 2, 3]
    assert names == ["ant", "bee", "cat", "dog"]


def evil_tar(path, name, kind=tarfile.REGTYPE):
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
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
        (evil_tar, ("link.png", tarfile.SYMTYPE), "no plain file"),
        (evil_tar, ("link.png", tarfile.LNKTYPE), "no plain file"),
        (evil_tar, ("fifo", tarfile.FIFOTYPE), "no plain file"),
        (evil_zip, ("../out.png",), "lies outside"),
        (evil_zip, ("C:\\out.png",), "lies outside"),
        (evil_zip, ("link.png", 0o120777), "no plain file"),
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


def test_the_command_names_what_it_cannot_get(capsys):
    assert main(["download", "guitars"]) == 1
    assert "no set is published for 'guitars'" in capsys.readouterr().err


def test_the_command_gets_a_case(published, monkeypatch, capsys):
    monkeypatch.setitem(PUBLISHED, "small-similar", published)
    assert main(["download", "small-similar"]) == 0
    assert capsys.readouterr().out.startswith("A set. In ")
