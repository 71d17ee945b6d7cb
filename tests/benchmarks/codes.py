"""The codes of every layer in one pass, against plain Keras with a pass for each layer.

    python tests/benchmarks/codes.py

Both start from a fresh model, so what each compiles counts. MobileNet 0.25, 96 pixels, 256 images,
the end of each of its 14 blocks. The goal is 4 times as fast. What one pass could save at most is
printed before the last line: the time of a single pass to the last layer, over plain Keras's.
"""

import time

import keras
import numpy as np

import tlkit

LIMIT = 1 / 4
LAYERS = ["conv1_relu", *(f"conv_pw_{block}_relu" for block in range(1, 14))]
IMAGES = np.random.default_rng(0).integers(0, 256, (256, 96, 96, 3), dtype="uint8")


def plain(model, layers):
    """Codes by layer, one `predict` a layer."""
    return {
        layer: keras.Model(model.inputs[0], model.get_layer(layer).output)
        .predict(IMAGES, batch_size=32, verbose=0)
        .mean(axis=(1, 2))
        for layer in layers
    }


def ours(model, layers):
    """Codes by layer, all in one pass, none from disk."""
    return tlkit.cnn_codes(model, IMAGES, layers, cache=False)


def seconds(measured, layers):
    """The best of three runs, each on a model of its own with the same weights."""
    times = []
    for _ in range(3):
        keras.utils.set_random_seed(0)
        model = tlkit.load_backbone(weights=None, alpha=0.25, input_shape=(96, 96, 3))
        start = time.perf_counter()
        codes = measured(model, layers)
        times.append(time.perf_counter() - start)
    return min(times), codes


def main():
    """Measure, check that both give the same codes, and print the ratio."""
    theirs, expected = seconds(plain, LAYERS)
    mine, codes = seconds(ours, LAYERS)
    one_pass, _ = seconds(plain, LAYERS[-1:])
    for layer in LAYERS:
        scale = expected[layer].max()  # tiny in the upper layers, whose weights are random
        np.testing.assert_allclose(codes[layer] / scale, expected[layer] / scale, atol=1e-4)
    print(
        f"{theirs:.2f} s a pass a layer, {mine:.2f} s ours, {one_pass:.2f} s the last layer alone"
    )
    print(f"what one pass would allow: {one_pass / theirs:.2f}")
    print(f"ratio {mine / theirs:.2f} limit {LIMIT:.2f}")


if __name__ == "__main__":
    main()
