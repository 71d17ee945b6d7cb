"""Runs cells as a notebook does, in this process and without a kernel; keeps what they show."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import types
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from autograder.core.budget import trim_outputs

LONGEST = 100_000  # characters of one text
LARGEST = 4 * 2**20  # characters of one picture
MOST_SHOWN = 16 * 2**20  # characters of all that one cell shows
_CUT = "\n[... cut off here]"
_TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex")
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml")


class ResultHook(DisplayHook):
    """Keeps the value of a cell's last line, as it would be shown, instead of printing it."""

    def write_output_prompt(self) -> None:
        """No `Out[1]:` among what was printed."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        if isinstance(self.shell, Shell):
            self.shell.result = format_dict

    def finish_displayhook(self) -> None:
        self._is_active = False


class Shell(InteractiveShell):
    """IPython's shell with errors and results kept instead of printed."""

    displayhook_class = ResultHook
    result: dict[str, Any] | None = None  # of the cell that ran last
    error: dict[str, Any] | None = None  # of the cell that ran last

    def enable_gui(self, gui: str | None = None) -> None:
        """No window opens here: there is no event loop to run."""

    def enable_matplotlib(self, gui: str | None = None) -> Any:
        """`%matplotlib`, whatever it asks for, draws into the notebook."""
        return super().enable_matplotlib("inline")

    def system(self, cmd: str) -> None:
        """`!command`, which has no terminal here."""
        command = self.var_expand(cmd, depth=1)
        done = subprocess.run(command, shell=True, stdin=subprocess.DEVNULL, capture_output=True)
        print((done.stdout + done.stderr).decode(errors="replace"), end="")
        self.user_ns["_exit_code"] = done.returncode

    def ask_exit(self) -> None:
        """`exit()` ends the cell, not what was earned."""
        raise SystemExit("exit() was called")

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.error = {
            "output_type": "error",
            "ename": str(getattr(etype, "__name__", etype)),
            "evalue": cut(text_of(evalue)),
            "traceback": [cut(line) for line in stb],
        }


def make_shell(names: dict[str, Any]) -> Shell:
    """A shell whose cells live among `names`, as in the module `__main__`."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    module = types.ModuleType("__main__")
    module.__dict__.update(names)
    sys.modules["__main__"] = module
    shell = Shell.instance(config=config, user_module=module)
    with contextlib.suppress(Exception):  # no pictures without matplotlib, but all else
        shell.enable_matplotlib("inline")
    return shell


def run(shell: Shell, source: str) -> list[dict[str, Any]]:
    """Run one cell; returns its outputs in nbformat, an error last."""
    with captured(shell) as outputs:
        shell.run_cell(source, store_history=True)
    return outputs


@contextlib.contextmanager
def captured(shell: Shell) -> Iterator[list[dict[str, Any]]]:
    """Outputs of what runs inside the block; they are in the list when it ends."""
    outputs: list[dict[str, Any]] = []
    shell.error = shell.result = None
    with capture_output() as shown:
        try:
            yield outputs
        finally:
            shell.events.trigger("post_execute")  # shows the figures that were drawn
    for name, text in (("stdout", shown.stdout), ("stderr", shown.stderr)):
        if text:
            outputs.append({"output_type": "stream", "name": name, "text": cut(text_of(text))})
    for rich in shown.outputs:
        if data := _data(rich.data):
            outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
    if data := _data(shell.result):
        made = {"output_type": "execute_result", "data": data, "metadata": {}}
        outputs.append({**made, "execution_count": None})
    if shell.error:
        outputs.append(shell.error)
    outputs[:] = trim_outputs(outputs)


def cut(text: str) -> str:
    """The text, or its beginning if it is very long."""
    return text if len(text) <= LONGEST else text[:LONGEST] + _CUT


def fit(outputs: list[dict[str, Any]], room: int) -> tuple[list[dict[str, Any]], int]:
    """The outputs that fit, in order, and the room that is left; a word stands for the others.

    >>> picture = {"output_type": "display_data", "data": {"image/png": "x" * 50}, "metadata": {}}
    >>> fitting, room = fit([picture, picture], 80)
    >>> len(fitting), fitting[1]["text"], room
    (2, '[1 output is not kept: this cell shows more than fits]\\n', 0)
    >>> fit([picture], room)
    ([], 0)

    Args:
        outputs: in nbformat.
        room: characters that there are for them; none are kept once some did not fit.
    """
    fitting: list[dict[str, Any]] = []
    for number, output in enumerate(outputs):
        if room == 0:
            break
        size = _size(output)
        if size >= room:
            missing = len(outputs) - number
            are = "output is" if missing == 1 else "outputs are"
            text = f"[{missing} {are} not kept: this cell shows more than fits]\n"
            fitting.append({"output_type": "stream", "name": "stderr", "text": text})
            return fitting, 0
        fitting.append(output)
        room -= size
    return fitting, room


def _size(output: dict[str, Any]) -> int:
    texts = [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
    return sum(map(len, [*texts, *output.get("data", {}).values()]))


def silence_descriptors() -> None:
    """Send what libraries write to file descriptors 1 and 2 nowhere; read nothing from 0."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    sys.stdin = os.fdopen(0, closefd=False)


def _data(formats: dict[str, Any] | None) -> dict[str, Any]:
    kept = {kind: _kept(kind, value) for kind, value in (formats or {}).items()}
    return {kind: value for kind, value in kept.items() if value is not None}


def _kept(kind: str, value: Any) -> Any:
    if kind in _TEXTS:
        return cut(text_of(value))
    if kind not in _PICTURES:
        return None
    if isinstance(value, bytes):
        import base64

        value = base64.b64encode(value).decode()
    return value if isinstance(value, str) and len(value) <= LARGEST else None


def text_of(value: Any) -> str:
    """Text that any file can hold: lone surrogates are written as escapes."""
    try:
        return str(value).encode("utf-8", "backslashreplace").decode()
    except Exception:
        return f"<{type(value).__name__} that cannot be shown>"
