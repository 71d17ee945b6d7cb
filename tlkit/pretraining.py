"""How the embedded weights were made: MobileNet, taught to tell fractals apart.

One command, seeded and resumable: `tlkit pretrain` draws the pictures, trains, and writes the
weights with a log of how they came about. A rerun after a break goes on where it stopped.

Recipe: AdamW at 3e-3 with 5 % warm-up and a cosine to zero; batch normalisation with momentum
0.9, since Keras's 0.99 is too slow for so few steps.
"""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np

from tlkit.backbones import EMBEDDED, EMBEDDED_WEIGHTS, load_backbone
from tlkit.formula_images import fractal_images

BASE_CLASSES = range(100)  # the fractals that the backbone learns; units draw theirs from others


def pretrain(
    *,
    folder: str | Path = EMBEDDED_WEIGHTS,
    classes: Sequence[int] = BASE_CLASSES,
    per_class: int = 200,
    epochs: int = 16,
    batch_size: int = 64,
    seed: int = 0,
) -> dict:
    """Train the embedded MobileNet, write `MobileNet.weights.h5` and its log, return the log.

    Args:
        folder: where weights, log and, until it is done, the state to resume from are written.
        classes: which fractals to learn.
        per_class: training pictures of each; ten further ones of each are for validation.
        epochs: passes over the training pictures.
        batch_size: pictures a step.
        seed: of pictures, weights and order.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    size = EMBEDDED["MobileNet"]["input_shape"][0]  # type: ignore[index]
    keras.utils.set_random_seed(seed)
    images, labels = fractal_images(classes, per_class, size=size, seed=seed)
    model = _classifier(len(classes), epochs * (len(images) // batch_size))
    started = time.time()
    history = model.fit(
        images,
        labels,
        batch_size=batch_size,
        epochs=epochs,
        validation_data=fractal_images(classes, 10, size=size, seed=seed + 1),
        callbacks=[keras.callbacks.BackupAndRestore(folder / "resume")],
        verbose=2,
    ).history
    log = {
        "classes": [int(classes[0]), int(classes[-1])],
        "per_class": per_class,
        "epochs": epochs,
        "batch_size": batch_size,
        "seed": seed,
        "seconds": round(time.time() - started),
        "keras": keras.__version__,
        "backend": keras.backend.backend(),
        "history": {name: np.round(values, 4).tolist() for name, values in history.items()},
    }
    keras.Model(model.input, model.get_layer("conv_pw_13_relu").output).save_weights(
        folder / "MobileNet.weights.h5"
    )
    (folder / "MobileNet.json").write_text(json.dumps(log, indent=2) + "\n")
    return log


def _classifier(num_classes: int, steps: int) -> keras.Model:
    shape = EMBEDDED["MobileNet"]
    backbone = load_backbone("MobileNet", weights=None, **shape)  # type: ignore[arg-type]
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.9
    pooled = keras.layers.GlobalAveragePooling2D()(backbone.output)
    model = keras.Model(backbone.input, keras.layers.Dense(num_classes)(pooled))
    rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps, warmup_target=3e-3, warmup_steps=steps // 20
    )
    model.compile(
        keras.optimizers.AdamW(rate),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model
