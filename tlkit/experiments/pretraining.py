"""Pretraining: networks taught to read images drawn by formulas.

One command, seeded and resumable: `tlkit pretrain` draws images in a process of its own, an
epoch ahead of training, and writes weights and a log of how they came about. Every epoch has new
images, and no more than two epochs of them are in memory. After a break the same command goes on
with the epoch that was cut off.

A MobileNet is asked four questions about each image (`compositions.CLASSES`), each where in the
network one would look for its answer: colours early, textures in the middle, the figure at the end.
The heads that answer them are thrown away. The demonstration network, too small for compositions,
tells plain fractals apart.

Recipe: AdamW at its peak rate after 5 % warm-up, then a cosine to zero; batch normalisation with
momentum 0.9, since Keras's 0.99 is too slow for so few steps.
"""

import json
import os
import signal
import time
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

import keras
import numpy as np

from tlkit.data.drawn.compositions import CLASSES, Compositions, compose
from tlkit.models.backbones import load_backbone
from tlkit.models.demonstration import demonstration_network
from tlkit.models.embedded import EMBEDDED, Recipe

VALIDATION = 1024  # images, drawn with a seed of their own
LOSS_WEIGHTS = {"figure": 1.0, "figure colour": 0.3, "ground": 0.3, "ground colour": 0.3}


def pretrain(
    name: str = "MobileNet",
    *,
    folder: str | Path,
    epochs: int | None = None,
    images: int = 8192,
    batch_size: int = 64,
    seed: int = 0,
) -> dict:
    """Train a network, write its weights and its log to the folder, return the log.

    Args:
        name: "MobileNet" or "demonstration".
        folder: where weights, log and, until it is done, the state to resume from are written.
        epochs: how often to draw new images and learn them; by default as the recipe says.
        images: in an epoch.
        batch_size: images per step.
        seed: of images and weights.

    Raises:
        ValueError: no such network, or the folder holds an unfinished run of other settings.
    """
    if name not in EMBEDDED:
        raise ValueError(f"name is {name!r}; it may be {' or '.join(map(repr, EMBEDDED))}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "network": name,
        "epochs": epochs or EMBEDDED[name].recipe.epochs,
        "images": images,
        "batch_size": batch_size,
        "seed": seed,
    }
    state = folder / f"{name}.unfinished"
    model, log = _resumed(state, settings) or _begun(settings)
    _train(model, log, state)
    _backbone(model, name).save_weights(folder / f"{name}.weights.h5")
    (folder / f"{name}.json").write_text(_in_rows(log))
    for path in (_weights(state), _log(state)):
        path.unlink()
    return log


def _begun(settings: dict) -> tuple[keras.Model, dict]:
    keras.utils.set_random_seed(settings["seed"])
    model = _compiled(_asked(settings["network"]), settings)
    asked = EMBEDDED[settings["network"]].recipe.asked
    log = settings | {"classes": {q: CLASSES[q] for q in asked}, "keras": keras.__version__}
    return model, log | {"backend": keras.backend.backend(), "history": []}


def _resumed(state: Path, settings: dict) -> tuple[keras.Model, dict] | None:
    """The model and its log after the last whole epoch, where a run was cut off."""
    if not _log(state).exists():
        return None
    log = json.loads(_log(state).read_text())
    if other := [key for key in settings if log[key] != settings[key]]:
        raise ValueError(
            f"{_log(state)} is of an unfinished run with {other[0]} {log[other[0]]}, not "
            f"{settings[other[0]]}; go on with its settings, or name another folder"
        )
    return keras.models.load_model(_weights(state)), log


def _train(model: keras.Model, log: dict, state: Path) -> None:
    """Train from where the log ends; after each epoch, write model and log to the state."""
    network = EMBEDDED[log["network"]]
    recipe = network.recipe
    drawn = partial(compose, size=network.size, plain=recipe.plain)
    valid = drawn(VALIDATION, seed=[log["seed"], 2**31])
    with ProcessPoolExecutor(1, get_context("spawn"), _begin_to_draw) as drawer:

        def draw(epoch: int) -> Future[Compositions]:
            return drawer.submit(drawn, log["images"], seed=[log["seed"], epoch])

        coming = draw(len(log["history"]))
        for epoch in range(len(log["history"]), log["epochs"]):
            started = time.time()
            images, labels = coming.result()
            waited = time.time() - started
            if epoch + 1 < log["epochs"]:
                coming = draw(epoch + 1)
            fitted = model.fit(
                images,
                _answers(labels, recipe),
                sample_weight=_asked_of(labels, recipe),
                batch_size=log["batch_size"],
                shuffle=False,
                validation_data=(
                    valid.images,
                    _answers(valid.labels, recipe),
                    _asked_of(valid.labels, recipe),
                ),
                validation_batch_size=256,
                verbose=0,
            ).history
            row = {key: round(float(values[-1]), 4) for key, values in fitted.items()}
            log["history"].append(row | {"seconds": time.time() - started, "waited": waited})
            _save(model, log, state)
            _tell(log)


def _answers(labels: np.ndarray, recipe: Recipe) -> dict[str, np.ndarray]:
    return {_head(q): np.maximum(column, 0) for q, column in _columns(labels, recipe)}


def _asked_of(labels: np.ndarray, recipe: Recipe) -> dict[str, np.ndarray]:
    """Which images each question is asked of, as weights."""
    return {_head(q): column >= 0 for q, column in _columns(labels, recipe)}


def _columns(labels: np.ndarray, recipe: Recipe) -> list[tuple[str, np.ndarray]]:
    return [(q, labels[:, i]) for i, q in enumerate(CLASSES) if q in recipe.asked]


def _head(question: str) -> str:
    return question.replace(" ", "_")


def _tell(log: dict) -> None:
    row = log["history"][-1]
    done = len(log["history"])
    right = ", ".join(f"{q} {row[_accuracy(q, log)]:.2f}" for q in log["classes"])
    rest = (log["epochs"] - done) * row["seconds"] / 60
    print(
        f"{log['network']}, epoch {done} of {log['epochs']}: {right}; "
        f"{row['seconds']:.0f} s, {row['waited']:.0f} of them waiting; {rest:.0f} min to go",
        flush=True,
    )


def _accuracy(question: str, log: dict) -> str:
    """Keras's name for it, which names the question only where there are several."""
    return f"val_{_head(question)}_accuracy" if len(log["classes"]) > 1 else "val_accuracy"


def _save(model: keras.Model, log: dict, state: Path) -> None:
    """Write model and log so that a break at any moment leaves a pair that belongs together."""
    model.save(new := _weights(state).with_suffix(".new.keras"))
    _log(state).unlink(missing_ok=True)
    new.replace(_weights(state))
    _log(state).write_text(json.dumps(log))


def _weights(state: Path) -> Path:
    return state.with_suffix(".unfinished.keras")


def _log(state: Path) -> Path:
    return state.with_suffix(".unfinished.json")


def _in_rows(log: dict) -> str:
    """The log as JSON, one line per epoch."""
    rows = ",\n    ".join(map(json.dumps, log["history"]))
    text = json.dumps(log | {"history": []}, indent=2)
    return text.replace('"history": []', f'"history": [\n    {rows}\n  ]') + "\n"


def _begin_to_draw() -> None:
    """Leave Ctrl-C to the process that trains, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    wait([parent_process().sentinel])  # type: ignore[union-attr]
    os._exit(1)


def _untrained(name: str) -> keras.Model:
    """The network with random weights."""
    shape = EMBEDDED[name].input_shape
    if name == "demonstration":
        return demonstration_network(weights=None, input_shape=shape)
    return load_backbone(name, weights=None, input_shape=shape, **EMBEDDED[name].options)


def _asked(name: str) -> keras.Model:
    """The network with a classifier for each question."""
    network = _untrained(name)
    outputs = {}
    for question, layer in EMBEDDED[name].recipe.asked.items():
        x = network.get_layer(layer).output
        if len(x.shape) == 4:
            x = keras.layers.GlobalAveragePooling2D()(x)
        head = keras.layers.Dense(CLASSES[question], name=_head(question))
        outputs[_head(question)] = head(x)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.9
    return keras.Model(network.input, outputs)


def _compiled(model: keras.Model, settings: dict) -> keras.Model:
    steps = settings["epochs"] * -(-settings["images"] // settings["batch_size"])
    rate = keras.optimizers.schedules.CosineDecay(
        0.0,
        steps,
        warmup_target=EMBEDDED[settings["network"]].recipe.rate,
        warmup_steps=steps // 20,
    )
    asked = EMBEDDED[settings["network"]].recipe.asked
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(
        keras.optimizers.AdamW(rate),
        {_head(question): loss for question in asked},
        weighted_metrics={_head(question): ["accuracy"] for question in asked},
        loss_weights={_head(question): LOSS_WEIGHTS[question] for question in asked},
    )
    return model


def _backbone(model: keras.Model, name: str) -> keras.Model:
    """The trained network without the classifiers of the early questions."""
    if name == "demonstration":
        network = _untrained(name)
        for layer in network.layers:
            trained = "figure" if layer.name == "dense3" else layer.name
            if layer.weights:
                layer.set_weights(model.get_layer(trained).get_weights())
        return network
    return keras.Model(model.input, model.get_layer(EMBEDDED[name].recipe.asked["figure"]).output)
