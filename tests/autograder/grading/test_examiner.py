"""Examining one submission: what is asked of a student's code, and what can go wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import examining
import pytest
from examining import (
    DOUBLE,
    TEST,
    answer,
    cell,
    notebook,
    verdict,
)
from nbformat.v4 import new_notebook

from autograder.course.courses import CourseError
from autograder.results.record import Record
from autograder.sandbox import Limits

pytestmark = pytest.mark.slow  # a warm process takes seconds to start


@pytest.fixture
def graded(examine: Any) -> Any:
    """The record of an answer to the doubling unit."""
    source = notebook(answer(DOUBLE), cell("test", TEST, 2.0))

    def grade(text: str, *more: Any) -> Record:
        return examine(source, notebook(answer(text), *more, cell("test", "changed", 2.0)))

    return grade


@pytest.mark.parametrize(
    "text",
    [
        DOUBLE,
        "double = lambda x: x + x",
        "import warnings\ndef double(x):\n    warnings.warn('hm')\n    return x * 2",
        "def double(x):\n    os.write(2, b'text on 2')\n    return x * 2",
        "def double(x):\n    print('x' * 10**6)\n    return x * 2",
        "def double(x):\n    print('\\ud800')\n    return x * 2",
        "import threading, time\nthreading.Thread(target=time.sleep, args=[60]).start()\n" + DOUBLE,
        "import subprocess\nsubprocess.Popen(['sleep', '60'])\n" + DOUBLE,
        "%matplotlib inline\n" + DOUBLE,
        "%matplotlib widget\n" + DOUBLE,
        "!nvidia-smi; echo $SCALE; exit 3\nassert _exit_code == 3\n" + DOUBLE,
        "class D:\n    def __call__(self, x):\n        return np.add(x, x)\ndouble = D()",
        "def double(x):\n    return [2 * v for v in x] if len(x) < 9 else 2 * x",
    ],
)  # fmt: skip
def test_every_right_answer_passes(text: str, graded: Any) -> None:
    assert verdict(graded(text)) == ("passed", 2)


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("def double(x):\n    return 3 * x", "failed", "not the double"),
        ("def double(x):\n    pass", "error", "TypeError"),
        ("def double(x):\n    return x / [][0]", "error", "IndexError: list index out of range"),
        ("def double(x):\n    raise AssertionError('mine')", "error", "mine"),
        ("def double(x):\n    raise SystemExit(0)", "error", "SystemExit"),
        ("def double(x):\n    exit()", "error", "SystemExit: exit() was called"),
        ("x = 1", "error", "NameError: name 'double' is not defined"),
        ("def double(x:", "error", "NameError: name 'double' is not defined"),
        ("def double(x):\n    while True:\n        pass", "timeout", "s of computing"),
        ("def double(x):\n    import time\n    time.sleep(99)", "timeout", "s by the clock"),
        ("def double(x):\n    os._exit(0)", "crashed", "stopped here"),
        ("def double(x):\n    os.kill(os.getpid(), 9)", "crashed", "stopped here"),
        ("def double(x):\n    os.closerange(3, 99)", "crashed", "stopped here"),
        ("def double(x):\n    import ctypes\n    ctypes.string_at(0)", "crashed", "stopped here"),
        (
            "def double(x):\n    while True:\n        try:\n            while True: pass\n"
            "        except BaseException: pass",
            "timeout", "This cell",
        ),
    ],
)  # fmt: skip
def test_every_fault_has_its_verdict(text: str, kind: str, says: str, graded: Any) -> None:
    record = graded(text)
    assert verdict(record) == (kind, 0)
    assert says in record.tests["test"].message


EQUAL = """
class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __array_function__(self, *a, **k): return True
class Plain:
    def __eq__(self, other): return True
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __sub__(self, other): return 0
def double(x):
    return {}
"""


@pytest.mark.parametrize(
    "text",
    [
        EQUAL.format("Plain()"),
        EQUAL.format("np.zeros(len(x)).view(Equal)"),
        "import numpy.testing\nnp.testing.assert_allclose = lambda *a, **k: None\n"
        "def double(x): return x",
        "from unittest.mock import MagicMock\nnp = MagicMock()\ndouble = MagicMock()",
        "import IPython\nIPython.core.interactiveshell.InteractiveShell.run_ast_nodes = "
        "lambda *a, **k: None\ndef double(x): return x",
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['2.0'])\n"
        "def double(x): return x",
        "import ast\nget_ipython().ast_transformers.append(type('T', (ast.NodeTransformer,), "
        "{'visit_Assert': lambda s, n: None})())\ndef double(x): return x",
        "import sys\nsys.modules['numpy.testing'] = None\ndef double(x): return x",
        "import sys\ndef double(x):\n    f = sys._getframe()\n    while f:\n"
        "        for v in list(f.f_locals.values()):\n"
        "            if isinstance(v, str) and 'not the double' in v: return 2 * x\n"
        "        f = f.f_back\n    return x",
        "def double(x):\n    for o in gc.get_objects():\n"
        "        if isinstance(o, str) and 'not the double' in o: return 2 * x\n    return x",
    ],
)  # fmt: skip
def test_a_wrong_answer_stays_wrong_whatever_it_does(text: str, graded: Any) -> None:
    kind, score = verdict(graded(text))
    assert kind in ("failed", "error", "crashed") and score == 0


NONSENSE = """
for descriptor in range(3, 64):
    try: os.write(descriptor, b"passed")
    except OSError: pass
"""


def test_who_writes_into_the_connection_goes_to_a_person_from_there_on(examine: Any) -> None:
    cells = [
        answer(DOUBLE), cell("test_1", TEST, 2.0), answer("", "second"),
        cell("test_2", "pass", 1.0), answer("def half(x):\n    pass", "third"),
        cell("test_3", "half(2)", 1.0),
    ]  # fmt: skip
    source = notebook(*cells)
    cells[2] = answer(NONSENSE, "second")
    record = examine(source, notebook(*cells))
    found = [verdict(record, f"test_{number}") for number in (1, 2, 3)]
    assert found == [("passed", 2), ("tampered", 0), ("tampered", 0)]
    assert "wrote into its connection" in record.ended
    assert record.tests["test_2"].message == record.ended
    cells[2] = answer("", "second")
    cells[4] = answer("def half(x):" + NONSENSE.replace("\n", "\n    "), "third")
    record = examine(source, notebook(*cells))
    found = [verdict(record, f"test_{number}") for number in (1, 2, 3)]
    assert found == [("passed", 2), ("passed", 1), ("tampered", 0)]


def test_a_crash_costs_its_own_exercise(examine: Any) -> None:
    cells = [
        answer(DOUBLE), cell("test_1", TEST, 2.0),
        answer("def half(x):\n    return x / 2", "second"),
        cell("test_2", "seen = half(2)\nassert seen == 1", 1.0),
        answer("def third(x):\n    return x / 3", "third"),
        cell("test_3", "assert third(3) == 1", 1.0),
        cell("test_4", "assert double(4) == 8", 1.0),
    ]  # fmt: skip
    source = notebook(*cells)
    cells[2] = answer("os._exit(3)", "second")
    record = examine(source, notebook(*cells))
    found = [verdict(record, f"test_{number}") for number in (1, 2, 3, 4)]
    assert found == [("passed", 2), ("not_run", 0), ("passed", 1), ("passed", 1)]
    assert "stopped here" in record.ended
    cells[2] = answer("def half(x):\n    os._exit(3)", "second")
    record = examine(source, notebook(*cells))
    found = [verdict(record, f"test_{number}") for number in (1, 2, 3, 4)]
    assert found == [("passed", 2), ("crashed", 0), ("passed", 1), ("passed", 1)]


def test_after_a_crash_a_test_has_what_earlier_tests_made(examine: Any) -> None:
    cells = [
        answer(DOUBLE), cell("test_1", "given = [1, 2]\nassert double(2) == 4", 1.0),
        answer("def half(x):\n    os.kill(os.getpid(), 9)", "second"),
        cell("test_2", "half(2)", 1.0), cell("test_3", "assert double(given[1]) == 4", 1.0),
    ]  # fmt: skip
    record = examine(notebook(*cells), notebook(*cells))
    found = [verdict(record, f"test_{number}") for number in (1, 2, 3)]
    assert found == [("passed", 1), ("crashed", 0), ("passed", 1)]


def test_what_ends_the_process_again_and_again_comes_to_an_end(examine: Any) -> None:
    cells = [answer(DOUBLE), cell("test_0", "assert double(1) == 2", 1.0)]
    cells += [answer("os._exit(0)", f"own-{number}") for number in range(25)]
    cells += [cell("test_1", TEST, 2.0)]
    source = notebook(*cells[:2], cells[-1])
    record = examine(source, notebook(*cells))
    assert verdict(record, "test_0") == ("passed", 1)
    assert verdict(record, "test_1") == ("not_run", 0)


def test_after_a_timeout_the_next_test_runs(examine: Any) -> None:
    cells = [
        answer("def wait():\n    while True:\n        pass", "slow"),
        cell("test_1", "wait()", 1.0), answer(DOUBLE), cell("test_2", TEST, 2.0),
    ]  # fmt: skip
    record = examine(notebook(*cells), notebook(*cells))
    assert verdict(record, "test_1") == ("timeout", 0)
    assert verdict(record, "test_2") == ("passed", 2)


def test_what_cannot_be_stopped_costs_its_own_exercise(examine: Any) -> None:
    stubborn = """
import signal
def wait():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True: pass
"""
    cells = [
        answer(DOUBLE), cell("test_1", TEST, 2.0), answer(stubborn, "slow"),
        cell("test_2", "wait()", 1.0), cell("test_3", TEST, 2.0),
    ]  # fmt: skip
    record = examine(notebook(*cells), notebook(*cells))
    found = [verdict(record, f"test_{number}") for number in (1, 2, 3)]
    assert found == [("passed", 2), ("timeout", 0), ("passed", 2)]


@pytest.mark.parametrize(
    ("last", "kind", "score"),
    [("1", "partial", 1), ("0", "failed", 0), ("3", "passed", 3), ("True", "passed", 3),
     ("'1'", "passed", 3), ("np.float64(1.5)", "partial", 1.5), ("double(1) == 2", "passed", 3),
     ("print", "passed", 3)],
)  # fmt: skip
def test_a_number_in_the_end_is_partial_credit(
    last: str, kind: str, score: float, examine: Any
) -> None:
    cells = [answer(DOUBLE), cell("test", f"double(1)\n{last}", 3.0)]
    assert verdict(examine(notebook(*cells), notebook(*cells))) == (kind, score)


@pytest.mark.parametrize(
    "last", ["9", "-1", "float('nan')", "np.array([1])", "sum([np.array([99])])", "double"]
)
def test_what_is_no_number_of_points_is_for_a_person(last: str, examine: Any) -> None:
    cells = [answer(DOUBLE), cell("test", f"double(1)\n{last}", 3.0)]
    record = examine(notebook(*cells), notebook(*cells))
    assert verdict(record) == ("no_score", 0)
    assert "That is the test's fault" in record.tests["test"].message


def test_a_students_value_is_no_credit_without_a_test(examine: Any) -> None:
    source = notebook(answer("x = 0"), cell("test", "assert x == 1\nx", 3.0))
    submitted = notebook(answer("class X(int):\n    pass\nx = X(3)"), source.cells[-1])
    assert verdict(examine(source, submitted)) in [("failed", 0), ("error", 0)]


@pytest.mark.parametrize(
    "draw", ["np.random.rand()", "keras.random.uniform(())", "tf.random.uniform(())"]
)
def test_hidden_inputs_come_from_a_private_seed(draw: str, examine: Any) -> None:
    code = "def seen(x):\n    return [float(x), os.environ.get('TLKIT_CHECKS_SEED')]"
    test = f"import keras, tensorflow as tf\nshown = seen(float({draw}))\nassert shown[1] is None"
    source = notebook(answer(code), cell("test", f"{test}\nshown[0]", 1.0))
    scores = [examine(source, source, seed=seed).tests["test"].score for seed in (1, 1, 2)]
    assert scores[0] == scores[1] != scores[2]


def test_a_unit_whose_set_up_fails_is_the_authors_fault(examine: Any) -> None:
    source = new_notebook(cells=[cell("set-up", "1 / 0")])
    with pytest.raises(CourseError, match=r"'set-up' fails: ZeroDivisionError"):
        examine(source, source)


@pytest.mark.sandbox
def test_memory_that_is_not_there(examine: Any) -> None:
    code = "def double(x):\n    return len(b'x' * 10**9)"
    source = notebook(answer(DOUBLE), cell("test", TEST, 2.0))
    submitted = notebook(answer(code), source.cells[-1])
    record = examine(source, submitted, limits=Limits(memory=300 * 2**20), seconds=20.0)
    assert verdict(record) == ("out_of_memory", 0)
    assert "memory" in record.tests["test"].message


@pytest.mark.sandbox
def test_a_student_sees_neither_course_nor_judge(graded: Any) -> None:
    here = str(Path(examining.__file__).parent)
    code = f"def double(x):\n    return 2 * x if os.path.exists({here!r}) else x"
    assert verdict(graded(code)) == ("failed", 0)


@pytest.mark.sandbox
def test_the_judge_too_sees_nothing_but_its_unit(examine: Any) -> None:
    name, path = Path(examining.__file__).name, examining.__file__
    look = f"import os\nassert os.path.exists({name!r}) and not os.path.exists({path!r})"
    source = notebook(answer(DOUBLE), cell("test", look, 2))
    assert examine(source, source).tests["test"].verdict == "passed"
