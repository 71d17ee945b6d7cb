"""A notebook open in JupyterLab, in headless Chromium, as a student has it before them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbformat import NotebookNode
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false"},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
# A command before the kernel is ready is lost, and the page shows "idle" before that, too.
READY = "() => jupyterapp.shell.currentWidget?.sessionContext?.ready.then(() => true)"
COMMAND = """([name, seconds]) => Promise.race([
    jupyterapp.commands.execute(name).then(() => true),
    new Promise(resolve => setTimeout(resolve, 1000 * seconds)),
])"""


@contextmanager
def open_page(width: int, height: int, **options: Any) -> Iterator[Page]:
    """Start Chromium with a profile of its own, and open an empty page in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(viewport={"width": width, "height": height}, **options)
        browser.close()


@contextmanager
def open_notebook(source: Path, *, width: int = 1250, height: int = 1000) -> Iterator[Lab]:
    """Start JupyterLab on a copy of a notebook and open it; all of it ends with the block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _server(Path(folder)) as address,
        open_page(width, height) as page,
    ):
        copy = Path(shutil.copy(source, folder))
        page.goto(f"{address}/lab/tree/{copy.name}?token=student", timeout=180_000)
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=180_000)
        page.wait_for_function(READY, timeout=180_000)
        yield Lab(page, copy)


class Lab(NamedTuple):
    """The page, and the file behind it."""

    page: Page
    path: Path

    def run_all(self, *, seconds: float = 240) -> NotebookNode:
        """Run all cells; return the notebook with its outputs, as JupyterLab saves it."""
        self._command("notebook:run-all-cells", seconds)
        self._command("docmanager:save", 60)
        return nbformat.read(self.path, as_version=4)

    def _command(self, name: str, seconds: float) -> None:
        """Do what a menu's entry does, to the end."""
        if not self.page.evaluate(COMMAND, [name, seconds]):
            raise TimeoutError(f"{name} took more than {seconds:g} s")


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """JupyterLab on a folder, with settings of its own: no news, and every cell in the page."""
    for name, setting in SETTINGS.items():
        path = folder / ".settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(setting))
    port = _free_port()
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", f"--port={port}"]
    options = [
        f"--ServerApp.root_dir={folder}",
        "--IdentityProvider.token=student",
        "--LabApp.expose_app_in_browser=True",
    ]
    root = ["--allow-root"] if os.getuid() == 0 else []
    places = {
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces"),
    }
    with open(folder / ".log", "w") as log:
        server = subprocess.Popen(
            [*command, *options, *root], stdout=log, stderr=log, env=os.environ | places
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("JupyterLab did not start")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
