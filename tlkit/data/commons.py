"""Collect images of the three guitars from Wikimedia Commons, the start of a training set.

    tlkit collect-guitars guitars        # then look through them, and throw out what is wrong

A search finds players, posters and details too: look through what it keeps. Each image's
author and licence stand in `pictures.csv`; name them where you show the image.

Source: https://www.mediawiki.org/wiki/API:Imageinfo, https://www.mediawiki.org/wiki/API:Etiquette
"""

import csv
import html
import http.client
import io
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from tqdm.auto import tqdm

from tlkit.data.download import AGENT
from tlkit.data.folders import UNREADABLE
from tlkit.data.splits import SAME, perceptual_hash

API = "https://commons.wikimedia.org/w/api.php"
SEARCHES = {
    "Les Paul": '"Gibson Les Paul" filetype:bitmap',
    "SG": '"Gibson SG" filetype:bitmap',
    "Stratocaster": '"Fender Stratocaster" filetype:bitmap',
}
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png"}
FIELDS = ["file", "class", "title", "page", "author", "licence", "licence_url", "sha1"]
PAUSE = 1.0  # seconds between requests
LONGEST = 600.0  # seconds to wait where a server asks to
ATTEMPTS = 4
WIDTH = 640  # pixels, of what is downloaded
LARGEST = 20_000_000  # bytes of an answer


def collect_guitars(folder: str | Path, *, per_class: int = 300) -> Path:
    """Return the folder, filled up to `per_class` images of each model, one folder per model.

        images, class_names = tlkit.load_folder(collect_guitars("guitars"))

    What is there stays, so that a collection that was stopped goes on. Left out are images
    without a licence, undecodable ones, and near-copies of others.

    Args:
        folder: made if need be; the table of authors and licences is its `pictures.csv`.
        per_class: 300 are the sources' rule of thumb for the least.

    Raises:
        ValueError: per_class is below 1.
        OSError: the API cannot be reached, or answers with an error.
    """
    if per_class < 1:
        raise ValueError(f"per_class is {per_class}; expected 1 or more")
    folder = Path(folder).expanduser()
    folder.mkdir(parents=True, exist_ok=True)

    rows = _present_rows(folder)
    hashes_seen = {row["sha1"] for row in rows}
    hashes = [_hash((folder / row["file"]).read_bytes()) for row in rows]

    for name, search in SEARCHES.items():
        count = sum(row["class"] == name for row in rows)
        with tqdm(desc=name, initial=count, total=per_class, unit="image") as progress:
            for page in _search(search) if count < per_class else ():
                row = _row(name, page)
                if row is None or row["sha1"] in hashes_seen:
                    continue
                hashes_seen.add(row["sha1"])
                content = _download(page, hashes)
                if content is None:
                    continue
                _save(folder, row, content)
                count += 1
                progress.update()
                if count == per_class:
                    break
    return folder


def _present_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of the table whose images are still there."""
    table = folder / "pictures.csv"
    if not table.exists():
        return []
    with table.open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if (folder / row["file"]).is_file()]


def _save(folder: Path, row: dict[str, str], content: bytes) -> None:
    """Write the image, then its row: a row's image is always there."""
    path = folder / row["file"]
    table = folder / "pictures.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    new = not table.exists()
    with table.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS)
        if new:
            writer.writeheader()
        writer.writerow(row)


def _search(search: str) -> Iterator[dict[str, Any]]:
    """The files that a search finds, page after page."""
    query = {
        "action": "query",
        "format": "json",
        "formatversion": "2",
        "maxlag": "5",
        "generator": "search",
        "gsrsearch": search,
        "gsrnamespace": "6",
        "gsrlimit": "50",
        "prop": "imageinfo",
        "iiprop": "url|sha1|mime|extmetadata",
        "iiurlwidth": str(WIDTH),
        "iiextmetadatafilter": "Artist|LicenseShortName|LicenseUrl",
    }
    go_on: dict[str, str] = {}
    while True:
        answer = _answer(f"{API}?{urllib.parse.urlencode(query | go_on)}")
        pages = answer.get("query", {}).get("pages", [])
        yield from sorted(pages, key=lambda page: page.get("index", 0))
        if "continue" not in answer:
            return
        go_on = answer["continue"]


def _row(name: str, page: dict[str, Any]) -> dict[str, str] | None:
    """What the table says of a file; None if it is not an image or has no licence."""
    info = (page.get("imageinfo") or [{}])[0]
    about = {key: _plain(value["value"]) for key, value in info.get("extmetadata", {}).items()}
    suffix = SUFFIXES.get(info.get("mime", ""))
    sha1 = re.fullmatch("[0-9a-f]{40}", info.get("sha1", ""))
    if suffix is None or sha1 is None or not about.get("LicenseShortName"):
        return None
    return {
        "file": f"{name}/{sha1[0]}{suffix}",
        "class": name,
        "title": page["title"],
        "page": info.get("descriptionurl", ""),
        "author": about.get("Artist", ""),
        "licence": about["LicenseShortName"],
        "licence_url": about.get("LicenseUrl", ""),
        "sha1": sha1[0],
    }


def _download(page: dict[str, Any], hashes: list[np.ndarray]) -> bytes | None:
    """The file's content; None where it cannot be had or decoded, or is a near-copy."""
    info = page["imageinfo"][0]
    url = info.get("thumburl") or info["url"]
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        return None
    try:
        content = _get(url)
        new = _hash(content)
    except (urllib.error.HTTPError, *UNREADABLE) as error:
        if isinstance(error, urllib.error.URLError) and not hasattr(error, "code"):
            raise
        return None
    if any((new != old).sum() <= SAME for old in hashes):
        return None
    hashes.append(new)
    return content


def _hash(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as image:
        return perceptual_hash(np.asarray(image.convert("RGB")))


def _answer(url: str) -> dict[str, Any]:
    """The API's answer; asked again while its database lags behind."""
    for _ in range(ATTEMPTS):
        content = _get(url)
        try:
            answer = json.loads(content)
        except ValueError as unread:
            raise OSError(
                f"{url.partition('?')[0]} answers with a page instead of data, as a network does "
                "that asks to log in; connect, and the same call goes on"
            ) from unread
        if answer.get("error", {}).get("code") != "maxlag":
            break
        time.sleep(5 * PAUSE)
    if "error" in answer:
        error = answer["error"]
        raise OSError(f"Wikimedia Commons answers {error.get('code')}: {error.get('info')}")
    return answer


def _get(url: str) -> bytes:
    """What is at `url`, politely: one request a second, and later where the server says so."""
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE * 2**attempt)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                content = answer.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise ValueError(f"{url} is larger than {LARGEST} bytes")
            return content
        except urllib.error.HTTPError as error:
            error.close()
            if attempt + 1 == ATTEMPTS or (error.code != 429 and error.code < 500):
                raise
            wait = error.headers.get("Retry-After", "")
            time.sleep(min(float(wait) if wait.isdigit() else 0.0, LONGEST))
        except (OSError, http.client.HTTPException) as error:
            if attempt + 1 == ATTEMPTS:
                raise urllib.error.URLError(
                    f"{url} cannot be reached ({error}); connect, and the same call goes on"
                ) from error
    raise AssertionError("the last attempt returns or raises")


def _plain(text: object) -> str:
    """Text without HTML."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", str(text))).split())
