"""A server on loopback that stalls, breaks off, corrupts and redirects."""

import contextlib
import hashlib
import http.server
import io
import tarfile
import threading

import numpy as np
import pytest
from PIL import Image

from tlkit.data import download as downloading
from tlkit.data.published import Published

PATIENT = 60.0  # seconds


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
        self.ills = []
        self.asked = []
        self.over = threading.Event()


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
            downloading.STALLED = PATIENT  # from now on, however slow this machine is
            self.server.over.wait()


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(downloading, "PAUSE", 0.0)
    monkeypatch.setattr(downloading, "STALLED", PATIENT)
    with Server() as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield httpd
        httpd.over.set()
        httpd.shutdown()
        thread.join()


@pytest.fixture
def published(server):
    content = server.content
    url = f"http://127.0.0.1:{server.server_port}/set.tgz"
    return Published(url, hashlib.sha256(content).hexdigest(), len(content), "set", "A set.")
