"""Forks, made in other processes than this one, which has threads and open files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ONE_THREAD = {name: "1" for name in ("TF_NUM_INTRAOP_THREADS", "OPENBLAS_NUM_THREADS")}
START = """
import os, sys, threading, time
from pathlib import Path
from autograder.judging import fork, runtime
"""


def run(code: str, *arguments: Any) -> list[str]:
    """The lines that a program prints."""
    command = [sys.executable, "-c", START + code, *map(str, arguments)]
    environment = os.environ | ONE_THREAD
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_what_a_fork_changes_is_unchanged_in_the_next() -> None:
    code = """
numbers = [1]
ready = fork.Fork()
for _ in range(2):
    ready.run(lambda: (numbers.append(2), os.write(1, f"{numbers}\\n".encode())))
print(numbers)
"""
    assert run(code) == ["[1, 2]", "[1, 2]", "[1]"]


@pytest.mark.parametrize(
    ("work", "says"),
    [
        ("1 / 0", "Failed ZeroDivisionError"),
        ("sys.exit(3)", "Failed SystemExit: 3"),
        ("os.abort()", "Lost signal SIGABRT ended it"),
        ("(lock := threading.Lock()).acquire() and lock.acquire()", "Lost it computed nothing"),
        ("time.sleep(0.1)", "ended well"),
    ],
)
def test_how_a_fork_ended(work: str, says: str) -> None:
    code = f"""
try:
    fork.Fork(quiet=2).run(lambda: {work})
    print("ended well")
except (fork.Failed, fork.Lost) as error:
    print(type(error).__name__, *str(error).splitlines()[:1], *str(error).splitlines()[-1:])
"""
    (line,) = run(code)
    kind, _, rest = says.partition(" ")
    assert line.startswith(kind) and rest in line


def test_who_waits_for_a_message_does_not_hang() -> None:
    code = """
import socket
from autograder.judging.channel import Channel, Silent
one, other = socket.socketpair()
def wait():
    try:
        Channel(one).receive(None, 4)
    except Silent:
        os.write(1, b"nothing came\\n")
fork.Fork(quiet=2).run(wait)
"""
    assert run(code) == ["nothing came"]


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        (
            "thread = threading.Thread(target=time.sleep, args=[1], name='own')\nthread.start()",
            "own",
        ),
        ("file = open(__import__('__main__').fork.__file__)", "fork.py is open"),
        ("import subprocess\nprocess = subprocess.Popen(['sleep', '1'])", "processes"),
    ],
)
def test_what_forks_would_lack_or_share_is_refused(holds: str, says: str) -> None:
    code = f"""
{holds}
try:
    fork.refuse_what_would_be_shared()
except runtime.CannotMove as error:
    print(error)
"""
    (line,) = run(code)
    assert says in line


def test_nothing_held_nothing_refused() -> None:
    assert run("fork.refuse_what_would_be_shared()\nprint('well')") == ["well"]


@pytest.mark.parametrize(
    ("work", "spent"),
    [
        ("pass", "False"),
        ("(folder / 'new').mkdir(); (folder / 'new' / 'file').write_text('x')", "False"),
        ("(folder / 'old').write_text('other')", "True"),
        ("(folder / 'old').unlink()", "True"),
        ("(folder / 'empty').rmdir()", "True"),
    ],
)
def test_a_fork_that_changed_a_file_is_the_last(work: str, spent: str, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("as it was")
    (tmp_path / "empty").mkdir()
    code = f"""
folder = Path(sys.argv[1])
def work():
    {work}
ready = fork.Fork(folder)
ready.run(work)
print(ready.is_spent, (folder / "new").exists())
"""
    assert run(code, tmp_path) == [f"{spent} False"]


TRAINS = """
import keras, numpy as np, tensorflow as tf
keras.utils.set_random_seed(0)
image = keras.Input((8, 8, 3))
x = keras.layers.BatchNormalization()(keras.layers.Conv2D(4, 3)(image))
x = keras.layers.Dropout(0.5)(keras.layers.GlobalAveragePooling2D()(x))
model = keras.Model(image, keras.layers.Dense(3)(x))
model.compile(keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
images = np.random.default_rng(0).random((20, 8, 8, 3))
targets = images.mean((1, 2))
fixed = tf.constant([1.0, 2.0])
added = tf.function(lambda x: x + fixed)
generator = tf.random.Generator.from_seed(1)
data = tf.data.Dataset.from_tensor_slices(np.arange(6)).batch(4)

def work():
    keras.utils.set_random_seed(1)
    history = model.fit(images, targets, epochs=3, batch_size=8, validation_split=0.2, verbose=0)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(images) ** 2)
    gradient = tape.gradient(loss, model.trainable_variables[0])
    found = [
        history.history, model.predict(images, verbose=0).tobytes(), gradient.numpy().sum(),
        model.evaluate(images, targets, verbose=0), added(fixed).numpy(),
        generator.normal([2]).numpy(), [batch.numpy() for batch in data],
        keras.models.clone_model(model).predict(images, verbose=0).sum(),
    ]
    os.write(1, (repr(found).replace("\\n", " ") + "\\n").encode())

model.fit(images, targets, verbose=0)
model.predict(images, verbose=0)
added(fixed)
runtime.forget_traces()
"""


def test_tensorflow_computes_in_forks_what_it_would_compute_here() -> None:
    code = """
ready = fork.Fork()
ready.run(work)
ready.run(work)
work()
"""
    first, second, here = run(TRAINS + code)
    assert first == second == here


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        ("iterator = iter(data)", "a table, an iterator"),
        (
            "pairs = tf.lookup.KeyValueTensorInitializer([1], [2])\n"
            "table = tf.lookup.StaticHashTable(pairs, -1)",
            "a table, an iterator",
        ),
        ("traced = added.get_concrete_function(fixed)", "traced function"),
        ("doubled = data.map(lambda x: 2 * x)", "traced function"),
    ],
)
def test_what_tensorflow_cannot_take_along_is_refused(holds: str, says: str) -> None:
    code = f"""
import tensorflow as tf
fixed = tf.constant([1.0, 2.0])
added = tf.function(lambda x: x + fixed)
data = tf.data.Dataset.range(3)
{holds}
runtime.forget_traces()
try:
    runtime.Snapshot()
except runtime.CannotMove as error:
    print(error)
"""
    (line,) = run(code)
    assert says in line
