"""No submission reaches another: each is graded after each other one as by a judge of its own.

The unit's test does in the judge what a submission orders, so that anything there is changed that
a fault in the grader could ever let a submission change; then it tells of all that it finds.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from examining import ENCLOSED, answer, cell, warm
from nbformat.v4 import new_notebook

from autograder.authoring import samples
from autograder.grading.examiner import Examiner
from autograder.results.record import Record
from autograder.sandbox import Limits, Warm
from autograder.submissions.intake import Ungradable, read_submission
from autograder.submissions.rebuild import rebuild

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["warm"]  # a fixture
ROOT = Path(__file__).parents[3]
SOURCE = "course/source"

SET_UP = """
import collections, functools, os, random, sys, tempfile, warnings
import keras
import numpy as np
import tensorflow as tf
keras.utils.set_random_seed(0)

def network():
    image = keras.Input((8, 8, 3), name="image")
    x = keras.layers.Conv2D(4, 3, activation="relu", name="conv")(image)
    x = keras.layers.BatchNormalization(name="bn")(x)
    x = keras.layers.GlobalAveragePooling2D(name="pool")(x)
    x = keras.layers.Dropout(0.5, name="drop")(x)
    return keras.Model(image, keras.layers.Dense(3, name="dense")(x))

rng = np.random.default_rng(0)
images, labels = rng.random((8, 8, 8, 3), dtype="float32"), np.arange(8) % 3
given = network()
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
given.compile(keras.optimizers.Adam(0.01), loss, metrics=["accuracy"])
given.fit(images, labels, verbose=0)
given.predict(images, verbose=0)
trained = given, given.optimizer, loss  # what has no name of its own in the student's process
table = {"a": [1, 2]}
bag = {1, 2}
queue = collections.deque([1, 2])
fixed = tf.constant([1.0, 2.0])
twice = tf.function(lambda x: x + fixed)
twice(fixed)

@functools.cache
def seen(word, found=[]):
    found.append(word)
    return list(found)

folder = tempfile.mkdtemp()
path = os.path.join(folder, "kept.txt")
with open(path, "w") as file:
    file.write("kept")
"""
HONEST = """
def change(model, images, table):
    pass
def orders():
    return ""
"""
DOES_AS_TOLD = """
change(given, images, table)
exec(orders())
"""
TELLS = """
import hashlib
def digest(arrays):
    return [hashlib.sha256(np.asarray(each).tobytes()).hexdigest()[:8] for each in arrays]

told = {
    "predicts": digest([given.predict(images, verbose=0)]),
    "calls": digest([given(images), given(images, training=True)]),
    "weights": digest(given.get_weights()),
    "optimizer": [type(given.optimizer).__name__, *digest(given.optimizer.variables)],
    "evaluates": given.evaluate(images, labels, verbose=0),
    "fits": given.fit(images, labels, epochs=2, verbose=0).history,
    "layers": [
        [layer.name, layer.trainable, str(layer.dtype_policy)]
        + [getattr(layer, name, None) for name in ("rate", "epsilon", "momentum", "mark")]
        + [getattr(getattr(layer, "activation", None), "__name__", None)]
        for layer in given.layers
    ],
    "settings": [keras.config.floatx(), keras.config.image_data_format(), keras.config.epsilon()],
    "policy": str(keras.config.dtype_policy()),
    "eagerly": tf.config.functions_run_eagerly(),
    "new": digest(network().get_weights()),
    "names": [layer.name for layer in keras.Sequential([keras.layers.ReLU()]).layers],
    "random": [random.random(), np.random.random(), rng.random(), *digest([
        keras.random.uniform((2,)), tf.random.uniform((2,))
    ])],
    "arrays": digest([images, labels, twice(fixed)]),
    "holds": [table, bag, queue, seen("last")],
    "process": [os.environ.get("MARK"), os.getcwd(), "mark" in sys.modules],
    "limits": [sys.getrecursionlimit()],
    "files": [sorted(os.listdir(folder)), os.path.exists(path) and open(path).read()],
    "patched": [keras.layers.Dense.__call__.__name__, np.sum(np.ones(3)), len(warnings.filters)],
}
lines = (f"{name} {digest([repr(value)])} {str(value)[:80]}" for name, value in told.items())
raise AssertionError("\\n".join(lines))
"""


def changes(text: str) -> str:
    """An answer that does something to what set-up made, in the student's process."""
    lines = "\n".join(f"    {line}" for line in text.strip().splitlines())
    return f"{HONEST}\ndef change(model, images, table):\n{lines}"


def orders(text: str) -> str:
    """An answer that has something done in the judge's process."""
    return f"{HONEST}\ndef orders():\n    return {text!r}"


SUBMISSIONS = {
    "sets numbers of layers, and its arguments": changes("""
images *= 0
table["a"].append(3)
model.layers[1].activation = keras.activations.linear
model.layers[2].epsilon = 50.0
model.layers[2].momentum = 0.0
model.layers[2].trainable = False
model.layers[4].rate = 0.9"""),
    "trains": changes("""
model.compile(keras.optimizers.SGD(1.0), "mse")
model.fit(images, np.zeros((8, 3)), verbose=0)"""),
    "traces in a changed state": orders("""
given.layers[1].activation = keras.activations.linear
given.layers[2].epsilon = 50.0
given.predict(images, verbose=0)
given.layers[1].activation = keras.activations.relu
given.layers[2].epsilon = 1e-3"""),
    "replaces traced functions": orders("""
given.predict_function = lambda iterator: np.zeros((8, 3))
given.train_function = lambda iterator: {"loss": 1.0}
network = lambda: given"""),
    "changes Keras": orders("""
keras.utils.clear_session()
keras.config.set_floatx("float64")
keras.config.set_epsilon(1.0)
keras.config.set_image_data_format("channels_first")
keras.config.set_dtype_policy("mixed_float16")
keras.utils.set_random_seed(7)
tf.config.run_functions_eagerly(True)"""),
    "changes what set-up made": orders("""
given.fit(images, labels, epochs=3, verbose=0)
images += 1
labels[:] = 0
table["a"].append(3)
bag.add(3)
queue.append(3)
seen("first")
rng.random(5)
given.layers[1].mark = given.mark = 1
given.optimizer.learning_rate = 1.0
given.loss = "mse"
for variable in given.optimizer.variables:
    variable.assign(np.ones(variable.shape))"""),
    "changes the process": orders("""
os.environ["MARK"] = "1"
os.chdir("/")
sys.modules["mark"] = sys
sys.setrecursionlimit(5000)
random.seed(7)
warnings.simplefilter("ignore")
np.sum = lambda *_: 7
keras.layers.Dense.__call__ = lambda self, x: x
open(os.path.join(folder, "new.txt"), "w").write("new")
raise SystemExit(3)"""),
}
OF_THE_SANDBOX = {  # where a judge may write elsewhere, its files are not looked after
    "removes a file": orders("os.remove(path)"),
}


def unit() -> Any:
    tests = [cell("does", DOES_AS_TOLD, 1.0), cell("tells", TELLS, 1.0)]
    return new_notebook(cells=[cell("set-up", SET_UP), answer(HONEST), *tests])


def handed_in(text: str) -> Any:
    notebook = unit()
    notebook.cells[1].source = text
    return notebook


@pytest.fixture
def examiner(warm: Warm) -> Iterator[Callable[[], Examiner]]:
    """Makes an examiner that has no judge yet."""
    made = []

    def make() -> Examiner:
        settings: dict[str, Any] = {"limits": Limits(), "enclosed": ENCLOSED, "seconds": 60.0}
        settings |= {"folder": Path(__file__).parent, "warm": warm, "environment": {}, "seed": 0}
        made.append(Examiner(unit(), **settings))
        return made[-1]

    yield make
    for each in made:
        each.close()


def told(record: Record) -> dict[str, Any]:
    """All that a record says, but for times and memory."""
    plain = dataclasses.asdict(record)
    for name in ("seconds", "cpu_seconds", "peak_memory"):
        del plain[name]
    return plain


def test_each_is_graded_after_each_other_as_by_a_judge_of_its_own(
    examiner: Callable[[], Examiner],
) -> None:
    odd = SUBMISSIONS | (OF_THE_SANDBOX if ENCLOSED else {})
    alone = examiner()
    expected = told(alone.examine(unit()))
    assert not alone._single
    assert "predicts" in expected["tests"]["tells"]["message"], expected
    one, other = examiner(), examiner()
    first = {}
    for name, text in odd.items():
        first[name] = told(one.examine(handed_in(text)))
        assert told(one.examine(unit())) == expected, f"after the one that {name}"
    for name, text in reversed(odd.items()):
        assert told(other.examine(handed_in(text))) == first[name], name
        tells = first[name]["outputs"]["tells"]
        assert tells != expected["outputs"]["tells"], f"the one that {name} changes nothing"


IN_A_FORK = "import threading\nif threading.active_count() > 1:"  # there, one thread watches


def test_where_a_fork_is_at_fault_a_judge_without_forks_decides(
    examiner: Callable[[], Examiner],
) -> None:
    one = examiner()
    record = one.examine(handed_in(orders(f"{IN_A_FORK}\n    os.abort()")))
    assert record.tests["does"].verdict == "passed" and not record.ended
    assert "SIGABRT" in record.graded_by["judge"]
    assert not one._single, "the next one gets a fork again"
    assert told(one.examine(unit())) == told(examiner().examine(unit()))


def test_a_fork_that_hangs_is_found_out(examiner: Callable[[], Examiner]) -> None:
    lock = f"{IN_A_FORK}\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()"
    record = examiner().examine(handed_in(orders(lock)))
    assert record.tests["does"].verdict == "passed" and not record.ended
    assert "computed nothing for 20 s" in record.graded_by["judge"]


def test_who_ends_every_judge_loses_the_others_nothing(examiner: Callable[[], Examiner]) -> None:
    one = examiner()
    expected = told(one.examine(unit()))
    record = one.examine(handed_in(orders("os.abort()")))
    assert record.tests["does"].score == 0 and "judge's process" in record.ended
    assert told(one.examine(unit())) == expected
    assert not one._single


@pytest.mark.soak
@pytest.mark.parametrize("unit_name", ["02_small_similar", "06_guitars"])
def test_every_right_sample_after_every_other_one(unit_name: str, warm: Warm) -> None:
    """Each pair of a right sample and another one, in both orders, by one judge."""
    found = samples.load_samples(Path(__file__).parents[2] / "course" / unit_name)
    paths = [ROOT / place / unit_name / f"{unit_name}.ipynb" for place in ("notebooks", SOURCE)]
    source = nbformat.read(paths[1], as_version=4)
    notebooks = {}
    for sample in found:
        with contextlib.suppress(Ungradable):
            file = {f"{unit_name}.ipynb": samples.build(sample, *paths)}
            handed_in = read_submission(file, [unit_name]).notebooks[unit_name]
            notebooks[sample.name], _ = rebuild(source, handed_in)
    right = [sample.name for sample in found if sample.kind == "right"]
    settings: dict[str, Any] = {"limits": Limits(), "enclosed": ENCLOSED, "seconds": 120.0}
    settings |= {"folder": paths[1].parent, "warm": warm, "seed": 0}
    settings |= {"environment": {"TLKIT_SOURCE": "embedded", "TLKIT_CACHE": "off"}}
    expected = {}
    for name in notebooks:
        with Examiner(source, **settings) as alone:
            expected[name] = told(alone.examine(notebooks[name]))
    with Examiner(source, **settings) as one:
        for other in notebooks.keys() - set(right):
            for name in right:
                for each in (other, name):
                    assert told(one.examine(notebooks[each])) == expected[each], (other, name)
