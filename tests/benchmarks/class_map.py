"""A class map over a large picture in one pass, against a pass over a batch of crops.

    python tests/benchmarks/class_map.py

MobileNet 0.25 at 224 pixels, random weights, a picture of 384 pixels: 6×6 positions, 32 pixels
apart. The goal is 10 times as fast as 36 crops in one batch. The least that one pass can cost is
that of the network alone over the same pixels; its time is printed before the last line.
"""

import time

import keras
import numpy as np

import tlkit

LIMIT = 1 / 10
PICTURE = np.random.default_rng(0).integers(0, 256, (384, 384, 3)).astype("float32")
CORNERS = [(32 * row, 32 * column) for row in range(6) for column in range(6)]


def seconds(model, images):
    """The best of seven runs, compiled before."""
    model.predict(images, batch_size=36, verbose=0)
    times = []
    for _ in range(7):
        start = time.perf_counter()
        model.predict(images, batch_size=36, verbose=0)
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    """Measure, and print the ratio."""
    backbone = tlkit.load_backbone("MobileNet", weights=None, alpha=0.25)
    model = tlkit.add_head(backbone, 5)
    everywhere = tlkit.to_fully_convolutional(model)
    large = tlkit.load_backbone(weights=None, alpha=0.25, input_shape=(384, 384, 3))
    crops = np.stack([PICTURE[y : y + 224, x : x + 224] for y, x in CORNERS])
    assert everywhere.predict(PICTURE[None], verbose=0).shape[1:3] == (6, 6)
    theirs, ours = seconds(model, crops), seconds(everywhere, PICTURE[None])
    one_pass = seconds(large, PICTURE[None])
    print(f"{theirs:.3f} s 36 crops, {ours:.3f} s one map, {one_pass:.3f} s the network alone")
    print(f"times the network alone: {ours / one_pass:.2f} (goal 1.3)")
    print(f"keras {keras.__version__}, {keras.backend.backend()}")
    print(f"ratio {ours / theirs:.3f} limit {LIMIT:.3f}")


if __name__ == "__main__":
    main()
