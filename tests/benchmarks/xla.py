"""Training without XLA on a CPU, as tlkit's networks do, against plain Keras, which compiles.

    python tests/benchmarks/xla.py

MobileNet 0.25 with random weights, 64 pixels, 1,024 images, two epochs of all layers from a fresh
model, so what is compiled counts. The goal is twice as fast.
"""

import time

import keras
import numpy as np

import tlkit

LIMIT = 1 / 2
RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.integers(0, 256, (1024, 64, 64, 3), dtype="uint8")
LABELS = RANDOM.integers(0, 5, len(IMAGES))


def seconds(**how):
    """The time of one training."""
    keras.utils.set_random_seed(0)
    backbone = tlkit.load_backbone(weights=None, alpha=0.25, input_shape=(64, 64, 3))
    model = tlkit.add_head(backbone, 5)
    model.compile("adam", "sparse_categorical_crossentropy", **how)
    start = time.perf_counter()
    model.fit(IMAGES, LABELS, epochs=2, verbose=0)
    return time.perf_counter() - start


def main():
    """Measure and print the ratio."""
    theirs, mine = seconds(jit_compile=True), seconds()
    print(f"{theirs:.1f} s with XLA, {mine:.1f} s ours: {theirs / mine:.1f} times (goal 2)")
    print(f"ratio {mine / theirs:.2f} limit {LIMIT:.2f}")


if __name__ == "__main__":
    main()
