"""InceptionV3 tuned from a layer on, its frozen part computed once, against plain `fit`.

    python tests/benchmarks/inception.py

Random weights, 96 pixels, 128 images, 10 epochs; extraction counts, and so does what each
compiles. The goal is 1.8 times as fast from layer 249 on, 1.2 times from 150. The last line is
that of the goal which is nearer to being missed.
"""

import time

import keras
import numpy as np

import tlkit

GOALS = {249: 1.8, 150: 1.2}  # times as fast, by the first layer that trains
EPOCHS = 10
RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.integers(0, 256, (128, 96, 96, 3), dtype="uint8")
LABELS = RANDOM.integers(0, 5, len(IMAGES))


def seconds(fit, first):
    """The time of one training of a fresh model."""
    keras.backend.clear_session()
    backbone = tlkit.load_backbone("InceptionV3", weights=None, input_shape=(96, 96, 3))
    model = tlkit.add_head(backbone, 5)
    tlkit.unfreeze(model, first)
    model.compile("sgd", "sparse_categorical_crossentropy")
    start = time.perf_counter()
    fit(model, IMAGES, LABELS, epochs=EPOCHS, verbose=0)
    return time.perf_counter() - start


def measure(first, goal):
    """Return the ratio of the two times, and its limit; print both times."""
    theirs, mine = (seconds(fit, first) for fit in (keras.Model.fit, tlkit.fit_cached))
    print(
        f"from {first}: {theirs:.1f} s plain fit, {mine:.1f} s ours: {theirs / mine:.2f} times "
        f"(goal {goal})"
    )
    return mine / theirs, 1 / goal


def main():
    """Measure both, and print the ratio."""
    found = [measure(first, goal) for first, goal in GOALS.items()]
    ratio, limit = max(found, key=lambda pair: pair[0] / pair[1])
    print(f"ratio {ratio:.3f} limit {limit:.3f}")


if __name__ == "__main__":
    main()
