"""A head trained on a frozen network, the frozen part computed once, against plain `fit`.

    python tests/benchmarks/head.py

MobileNet 0.25 with random weights, 96 pixels, 256 images, 20 epochs; extraction counts. The goal
is 12 times as fast. Both start from a fresh model, so what each compiles counts.
"""

import time

import keras
import numpy as np

import tlkit

LIMIT = 1 / 12
EPOCHS = 20
RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.integers(0, 256, (256, 96, 96, 3), dtype="uint8")
LABELS = RANDOM.integers(0, 5, len(IMAGES))


def seconds(fit):
    """The time of one training, and the weights it ends with."""
    keras.utils.set_random_seed(0)
    backbone = tlkit.load_backbone(weights=None, alpha=0.25, input_shape=(96, 96, 3))
    model = tlkit.add_head(backbone, 5)
    tlkit.unfreeze(model, "head")
    model.compile("adam", "sparse_categorical_crossentropy")
    start = time.perf_counter()
    fit(model, IMAGES, LABELS, epochs=EPOCHS, verbose=0)
    return time.perf_counter() - start, model.get_weights()


def main():
    """Measure, check that both end with the same weights, and print the ratio."""
    theirs, expected = seconds(keras.Model.fit)
    mine, weights = seconds(tlkit.fit_cached)
    for weight, right in zip(weights, expected, strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-4)
    print(f"{theirs:.1f} s plain fit, {mine:.1f} s ours: {theirs / mine:.1f} times (goal 12)")
    print(f"ratio {mine / theirs:.3f} limit {LIMIT:.3f}")


if __name__ == "__main__":
    main()
