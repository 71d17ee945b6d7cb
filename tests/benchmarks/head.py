"""A head trained on a frozen network, the frozen part computed once, against plain `fit`.

    python tests/benchmarks/head.py

MobileNet 0.25 with random weights on 2,000 pictures of 224 pixels, 20 epochs, as a student trains
on photographs; extraction counts. Both start from a fresh model, so what each compiles counts. The
goal is 12 times as fast; 20 would be one pass over the pictures and nothing else. The rest, to
compile that pass and the head and Keras's own work at each step, is the larger part where pictures
are few and small. CPU seconds, so that what else the machine does is not counted.
"""

import time

import keras
import numpy as np

import tlkit

LIMIT = 1 / 12
EPOCHS = 20
RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.integers(0, 256, (2000, 224, 224, 3), dtype="uint8")
LABELS = RANDOM.integers(0, 5, len(IMAGES))


def seconds(fit, count=None, epochs=EPOCHS):
    """The time of one training, on all pictures or the first, and the weights it ends with."""
    keras.utils.set_random_seed(0)
    backbone = tlkit.load_backbone(weights=None, alpha=0.25)
    model = tlkit.add_head(backbone, 5)
    tlkit.unfreeze(model, "head")
    model.compile("adam", "sparse_categorical_crossentropy")
    start = time.process_time()
    fit(model, IMAGES[:count], LABELS[:count], epochs=epochs, verbose=0)
    return time.process_time() - start, model.get_weights()


def main():
    """Measure, check that both end with the same weights, and print the ratio."""
    seconds(keras.Model.fit, count=32, epochs=1)  # starts TensorFlow up
    theirs, expected = seconds(keras.Model.fit)
    mine, weights = seconds(tlkit.fit_cached)
    for weight, right in zip(weights, expected, strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-4)
    print(f"{theirs:.1f} s plain fit, {mine:.1f} s ours: {theirs / mine:.1f} times (goal 12)")
    print(f"ratio {mine / theirs:.3f} limit {LIMIT:.3f}")


if __name__ == "__main__":
    main()
