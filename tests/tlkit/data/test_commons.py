"""The collector of guitars, against a server on loopback with answers of the API's form."""

import csv
import hashlib
import http.server
import io
import json
import threading
import urllib.parse

import numpy as np
import pytest
from PIL import Image

from tlkit.data import commons as collector
from tlkit.data.commons import collect_guitars


def noise(seed: int, **options) -> bytes:
    pixels = np.random.default_rng(seed).integers(0, 256, (8, 8, 3)).astype("uint8")
    file = io.BytesIO()
    Image.fromarray(pixels).resize((96, 96)).save(file, "jpeg", **options)
    return file.getvalue()


class Commons(http.server.ThreadingHTTPServer):
    """Finds the images of `pages` for every search, two an answer."""

    daemon_threads = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.files = {}
        self.pages = []
        self.asked = []
        self.errors = []

    def add(self, content: bytes, licence: str | None = "CC BY-SA 4.0") -> None:
        sha1 = hashlib.sha1(content).hexdigest()
        number = len(self.pages) + 1
        about = {"Artist": {"value": f'<a href="//x">Ann&amp;Bo {number}</a>', "source": "x"}}
        if licence:
            about["LicenseShortName"] = {"value": licence, "source": "x"}
        info = {
            "thumburl": f"{self.url}/thumb/{sha1}",
            "url": f"{self.url}/{sha1}",
            "descriptionurl": f"{self.url}/wiki/File:{number}.jpg",
            "sha1": sha1,
            "mime": "image/jpeg",
            "extmetadata": about,
        }
        page = {"pageid": number, "ns": 6, "title": f"File:{number}.jpg", "index": number}
        self.pages.append(page | {"imagerepository": "local", "imageinfo": [info]})
        self.files[f"/thumb/{sha1}"] = content


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        commons = self.server
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        commons.asked.append((url.path, query, self.headers["User-Agent"]))
        if commons.errors and isinstance(commons.errors[0], int):
            self.send_response(commons.errors.pop(0))
            self.send_header("Retry-After", "7")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if url.path != "/api.php":
            body = commons.files[url.path]
        elif commons.errors and isinstance(commons.errors[0], bytes):
            body = commons.errors.pop(0)
        elif commons.errors:
            body = json.dumps({"error": commons.errors.pop(0), "servedby": "x"}).encode()
        else:
            first = int(query.get("gsroffset", 0))
            answer = {"query": {"pages": commons.pages[first : first + 2][::-1]}}
            if first + 2 < len(commons.pages):
                answer["continue"] = {"gsroffset": first + 2, "continue": "gsroffset||"}
            body = json.dumps({"batchcomplete": True} | answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def commons(monkeypatch):
    slept = []
    monkeypatch.setattr(collector.time, "sleep", slept.append)
    monkeypatch.setattr(collector, "SEARCHES", {"SG": '"Gibson SG"'})
    with Commons() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        server.slept = slept
        monkeypatch.setattr(collector, "API", f"{server.url}/api.php")
        yield server
        server.shutdown()
        thread.join()


def collect(commons, folder, per_class=50):
    collect_guitars(folder, per_class=per_class)
    with (folder / "pictures.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_images_come_with_author_and_licence(commons, tmp_path):
    for seed in range(5):
        commons.add(noise(seed))
    rows = collect(commons, tmp_path)
    assert [row["title"] for row in rows] == [f"File:{i}.jpg" for i in range(1, 6)]
    assert rows[0]["author"] == "Ann&Bo 1"
    assert rows[0]["licence"] == "CC BY-SA 4.0"
    assert (tmp_path / rows[4]["file"]).read_bytes() == noise(4)
    assert all("tlkit" in agent for _, _, agent in commons.asked)


def test_without_licence_undecodable_and_copies_are_left_out(commons, tmp_path):
    commons.add(noise(0))
    commons.add(noise(1), licence=None)
    commons.add(b"\xff\xd8 no image")
    commons.add(noise(0, quality=60))  # the same, encoded anew
    commons.add(noise(2))
    assert [row["title"] for row in collect(commons, tmp_path)] == ["File:1.jpg", "File:5.jpg"]


def test_a_collection_goes_on_where_it_stopped(commons, tmp_path):
    for seed in range(4):
        commons.add(noise(seed))
    assert len(collect(commons, tmp_path, per_class=2)) == 2
    commons.asked.clear()
    rows = collect(commons, tmp_path)
    assert len(rows) == len({row["sha1"] for row in rows}) == 4
    assert sum(path.startswith("/thumb") for path, _, _ in commons.asked) == 2


def test_waits_as_long_as_the_server_asks(commons, tmp_path):
    commons.add(noise(0))
    commons.errors = [429]
    assert len(collect(commons, tmp_path)) == 1
    assert 7.0 in commons.slept


def test_a_lagging_database_is_asked_again(commons, tmp_path):
    commons.add(noise(0))
    commons.errors = [{"code": "maxlag", "info": "Waiting for a database: 6 seconds lagged."}]
    assert len(collect(commons, tmp_path)) == 1


def test_errors_of_the_api_are_told(commons, tmp_path):
    commons.errors = [{"code": "badvalue", "info": "Unrecognized value."}]
    with pytest.raises(OSError, match="answers badvalue: Unrecognized value"):
        collect(commons, tmp_path)


def test_a_login_page_is_told_from_data(commons, tmp_path):
    commons.errors = [b"<html>Please log in.</html>"]
    with pytest.raises(OSError, match=r"api.php answers with a page instead of data"):
        collect(commons, tmp_path)


def test_offline_says_what_to_do(commons, tmp_path, monkeypatch):
    monkeypatch.setattr(collector, "API", "http://127.0.0.1:9/api.php")
    with pytest.raises(OSError, match=r"cannot be reached .*the same call goes on"):
        collect_guitars(tmp_path)


def test_per_class_below_one(tmp_path):
    with pytest.raises(ValueError, match="per_class is 0; expected 1 or more"):
        collect_guitars(tmp_path, per_class=0)
