"""The author's answers earn all points in any dress: what students write around them is no matter.

Whatever works in a notebook works in grading, where answers and tests run in two processes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import classroom
import nbformat
import pytest
import samples
from nbformat import NotebookNode
from nbgrader.utils import is_solution

pytestmark = pytest.mark.slow
EVERY_TIME = ("02_small_similar", "06_guitars")  # the others: `make test-all`
UNITS = [
    pytest.param(unit, marks=[] if unit in EVERY_TIME else [pytest.mark.soak])
    for unit in samples.units()
]
IMPORTS = """import os, sys, math, random, time, json, itertools, functools, collections
from typing import *
import matplotlib.pyplot as plt
import pandas as pd
import tensorflow as tf
from tensorflow.keras import layers, models
"""
LAYERS = """probe = keras.layers.Conv2D(8, 3), keras.layers.Dense(4)
image = keras.Input((8, 8, 3))
tried = keras.Model(image, keras.layers.Dense(2)(keras.layers.Flatten()(probe[0](image))))
tried.compile("adam", "mse")
"""
LOGGED = """import functools
def logged(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        print("called", f.__name__)
        return f(*args, **kwargs)
    return inner
"""
OBJECT = """
class Callable:
    def __init__(self, f): self.f = f
    def __call__(self, *args, **kwargs): return self.f(*args, **kwargs)
"""
CLASSES = """class Own:
    class Model(keras.Model): pass
    class Dense(keras.layers.Dense): pass
    class Conv2D(keras.layers.Conv2D): pass
    class GlobalAveragePooling2D(keras.layers.GlobalAveragePooling2D): pass
"""
FOLDERS = ("notebooks", "course/source")
LOSS = "sparse_categorical_crossentropy"


def first(text: str) -> Callable[[str], str]:
    """An answer with these lines before it."""
    return lambda answer: text + answer


def as_objects(answer: str) -> str:
    """Functions that are objects with `__call__`."""
    wrapped = "".join(f"\n{f} = Callable({f})" for f in re.findall(r"(?m)^def (\w+)", answer))
    return answer + OBJECT + wrapped


DRESSES: dict[str, Callable[[str], str]] = {
    "magic": first("%matplotlib inline\n!echo hello\n"),
    "timed": first("%%time\n"),
    "imports": first(IMPORTS),
    "layers-of-their-own": first(LAYERS),
    "clear-session": first("keras.backend.clear_session()\n"),
    "eagerly": first("import tensorflow as tf\ntf.config.run_functions_eagerly(True)\n"),
    "seeds": first("keras.utils.set_random_seed(42)\nnp.random.seed(42)\n"),
    "warnings-as-errors": first("import warnings\nwarnings.simplefilter('error')\n"),
    "logged": lambda answer: LOGGED + re.sub(r"(?m)^def ", "@logged\ndef ", answer),
    "objects": as_objects,
    "tf-keras": lambda answer: (
        "import tensorflow as tf\n" + re.sub(r"(?<![\w.])keras\.", "tf.keras.", answer)
    ),
    "own-classes": lambda answer: (
        CLASSES
        + re.sub(
            r"keras\.(?:layers\.)?(Model|Dense|Conv2D|GlobalAveragePooling2D)\(", r"Own.\1(", answer
        )
    ),
    "loss-function": lambda answer: answer.replace(f'"{LOSS}"', f"keras.losses.{LOSS}"),
    "loss-object": lambda answer: answer.replace(
        f'"{LOSS}"', "keras.losses.SparseCategoricalCrossentropy()"
    ),
}


def solved(unit: str) -> NotebookNode:
    """The student edition with the author's answers."""
    solution = samples.Sample(unit, "solution", "right", "", fails={}, cells=[])
    paths = (samples.ROOT / folder / unit / f"{unit}.ipynb" for folder in FOLDERS)
    return nbformat.reads(samples.build(solution, *paths).decode(), as_version=4)


def in_own_cells(notebook: NotebookNode) -> NotebookNode:
    """Each answer in a cell of the student's own, before the one that was meant for it."""
    cells = []
    for cell in notebook.cells:
        if is_answer(cell):
            cells.append(nbformat.v4.new_code_cell(cell.source))
            cell.source = "# see above"
        cells.append(cell)
    notebook.cells = cells
    return notebook


def is_answer(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and is_solution(cell)


def dressed(notebook: NotebookNode, dress: Callable[[str], str]) -> NotebookNode:
    for cell in filter(is_answer, notebook.cells):
        cell.source = dress(cell.source)
    return notebook


@pytest.mark.parametrize("unit", UNITS)
def test_a_right_answer_is_right_in_any_dress(unit: str, tmp_path: Path, subtests: Any) -> None:
    course = classroom.open_classroom(tmp_path)
    handed_in = {name: dressed(solved(unit), dress) for name, dress in DRESSES.items()}
    handed_in["own-cells"] = in_own_cells(solved(unit))
    for name, notebook in handed_in.items():
        folder = course / "submitted" / name / unit
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{unit}.ipynb")
    graded = classroom.grade(course, unit)
    for name in handed_in:
        with subtests.test(name):
            sample = samples.Sample(unit, name, "right", "", fails={}, cells=[])
            assert samples.differences(sample, graded[name]) == []
