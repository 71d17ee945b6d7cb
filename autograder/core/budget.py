"""How much of one submission is kept: what is over is cut, and where it was is said how much.

So a graded notebook can always be read back, and no submission can fill a disk or hold up a class.
Outputs are plain dictionaries in nbformat: the student's own process bounds them, too.
"""

from __future__ import annotations

from typing import Any

MEGABYTE = 2**20
OUTPUTS = 190  # of one cell
CELL_BYTES = 16 * MEGABYTE  # of one cell's outputs
NOTEBOOK_BYTES = 32 * MEGABYTE  # of all outputs and attached pictures
TEXT = 100_000  # characters of one output's text
SOURCE = 200_000  # characters of one cell
SOURCES = 8 * MEGABYTE  # characters of all cells
MESSAGES = 100  # remarks, or lines of evidence of one test
MESSAGE = 2_000  # characters of one of them

Output = dict[str, Any]


def cut(text: str, longest: int) -> str:
    r"""The beginning of a text, and how much of it is left out.

    >>> cut("abcdef", 4)
    'abcd\n[2 characters left out]'
    """
    if len(text) <= longest:
        return text
    return f"{text[:longest]}\n[{len(text) - longest} characters left out]"


def trim_outputs(outputs: list[Output], most_bytes: int = CELL_BYTES) -> list[Output]:
    r"""A cell's outputs as far as they are kept; errors, and a result that is text, always are.

    >>> picture = {"output_type": "display_data", "data": {"image/png": "x" * 99}, "metadata": {}}
    >>> trim_outputs([picture, picture], most_bytes=150)[1]["text"]
    '[1 output of 0.0 MB left out: a cell keeps 190 outputs and 16 MB, a notebook 32 MB]\n'
    """
    shortened = [_shorten(output) for output in outputs]
    left = most_bytes - sum(size(output) for output in shortened if _decides(output))
    places = OUTPUTS - sum(map(_decides, shortened))
    kept: list[Output] = []
    dropped: list[int] = []
    note_at = 0
    for output in shortened:
        needs = size(output)
        if _decides(output):
            kept.append(output)
        elif places > 0 and needs <= left:
            kept.append(output)
            left -= needs
            places -= 1
        else:
            note_at = note_at if dropped else len(kept)
            dropped.append(needs)
    if dropped:
        kept.insert(note_at, _note(dropped))
    return kept


def size(output: Output) -> int:
    """About how many bytes an output takes in a file."""
    return _characters(output)


def _characters(value: Any) -> int:
    if isinstance(value, str):
        return len(value) if value.isascii() else 4 * len(value)
    if isinstance(value, dict):
        return sum(_characters(part) for part in value.values())
    if isinstance(value, list):
        return sum(_characters(part) for part in value)
    return 8


def _decides(output: Output) -> bool:
    """Whether nbgrader reads a test's points from it."""
    if output.get("output_type") == "execute_result":
        return list(output.get("data", {})) == ["text/plain"]
    return output.get("output_type") == "error"


def _shorten(output: Output) -> Output:
    """An output whose texts are no longer than they may be; pictures are whole or not at all."""
    kind = output.get("output_type")
    if kind == "stream" and size(output) > TEXT:
        return _with(output, text=cut("".join(output["text"]), TEXT))
    if kind == "error" and size(output) > TEXT:
        lines = cut("\n".join(map(str, output.get("traceback", []))), TEXT).split("\n")
        name, value = str(output.get("ename")), str(output.get("evalue"))
        return _with(output, ename=cut(name, 300), evalue=cut(value, TEXT), traceback=lines)
    if kind in ("display_data", "execute_result") and size(output) > TEXT:
        data = output.get("data", {})
        texts = {
            form: cut(value, TEXT)
            for form, value in data.items()
            if form.startswith("text/") and isinstance(value, str) and "data:image/" not in value
        }
        return _with(output, data=data | texts)
    return output


def _with(output: Output, **changed: Any) -> Output:
    copy = type(output)(output)
    copy.update(changed)
    return copy


def _note(dropped: list[int]) -> Output:
    outputs = "1 output" if len(dropped) == 1 else f"{len(dropped)} outputs"
    text = (
        f"[{outputs} of {sum(dropped) / MEGABYTE:.1f} MB left out: a cell keeps {OUTPUTS} outputs "
        f"and {CELL_BYTES // MEGABYTE} MB, a notebook {NOTEBOOK_BYTES // MEGABYTE} MB]\n"
    )
    return {"output_type": "stream", "name": "stdout", "text": text}
