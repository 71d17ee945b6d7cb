"""Download a published file over HTTP: resumed after a break, verified, whole or not at all."""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path

from tqdm.auto import tqdm

AGENT = "tlkit (a course on transfer learning; Python urllib)"
CHUNK = 1 << 18
STALLED = 30.0  # seconds without a byte
ATTEMPTS = 4
PAUSE = 1.0  # seconds before the second attempt; twice as long before each further one
_BREAKS = (OSError, http.client.HTTPException)  # urllib's errors are OSErrors


def fetch(url: str, path: Path, *, size: int, sha256: str) -> None:
    """Write the file at `url` to `path`; what has arrived survives a break, for the next call.

    Args:
        size: of the file in bytes; a server that sends more is cut off.
        sha256: of the file, in hex; another file is thrown away.

    Raises:
        OSError: it did not arrive in a few attempts, or is not the published file.
    """
    part = path.with_name(path.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(ATTEMPTS):
        try:
            _go_on(url, part, size)
            break
        except urllib.error.HTTPError as error:
            error.close()
            if error.code < 500 and error.code != 429:
                raise
            problem: Exception = error
        except _BREAKS as error:
            problem = error
        if attempt + 1 == ATTEMPTS:
            raise problem
        time.sleep(PAUSE * 2**attempt)

    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sha256:
        part.unlink()
        raise OSError(f"its SHA-256 is {digest}, not the published {sha256}; thrown away")
    part.replace(path)


def _go_on(url: str, part: Path, size: int) -> None:
    """Append to the part what it lacks; from the start where the server cannot go on."""
    have = part.stat().st_size if part.exists() else 0
    if have >= size:
        return

    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Range": f"bytes={have}-"})
    with urllib.request.urlopen(request, timeout=STALLED) as answer:
        if answer.status != 206 or not answer.headers["Content-Range"].startswith(f"bytes {have}-"):
            have = 0
        with (
            part.open("r+b" if have else "wb") as file,
            tqdm(
                desc=f"Downloading {part.stem}", initial=have, total=size, unit="B", unit_scale=True
            ) as progress,
        ):
            file.seek(have)
            while chunk := answer.read1(CHUNK):
                have += len(chunk)
                if have > size:
                    raise OSError(f"it is longer than the published {size} bytes")
                file.write(chunk)
                progress.update(len(chunk))
    if have < size:
        raise OSError(f"the connection broke off after {have} of {size} bytes")
