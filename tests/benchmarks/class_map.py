"""A classifier over a large picture in one pass, against a pass over a batch of crops.

    python tests/benchmarks/class_map.py

A picture of 384 pixels, networks for 224 pixels with random weights: 6×6 positions, 32 pixels
apart. The goal is 10 times as fast as 36 crops in one batch, and 1.3 times the network alone over
the same pixels, the least that one pass can cost. Crops have 12.25 times the pixels, and VGG16,
which is slow enough for arithmetic to be all that counts, is held to the goal. MobileNet 0.25 is
shown beside it: a pass so short is mostly the fixed cost of a call, which a batch shares.
"""

import time

import keras
import numpy as np

import tlkit

LIMIT = 1 / 10
PICTURE = np.random.default_rng(0).integers(0, 256, (1, 384, 384, 3)).astype("float32")
CROPS = np.stack(
    [PICTURE[0, y : y + 224, x : x + 224] for y in range(0, 161, 32) for x in range(0, 161, 32)]
)


def seconds(*runs):
    """The best of three times of each run, (model, images), in turns, so that all meet one load."""
    times = []
    for _ in range(4):  # the first one compiles
        times.append([])
        for model, images in runs:
            start = time.perf_counter()
            model.predict(images, batch_size=len(images), verbose=0)
            times[-1].append(time.perf_counter() - start)
    return np.min(times[1:], axis=0)


def measure(name, **options):
    """Return the time of one pass over the picture, divided by that of its crops; print all."""
    model = tlkit.add_head(tlkit.load_backbone(name, weights=None, **options), 5)
    everywhere = tlkit.to_fully_convolutional(model)
    assert everywhere.predict(PICTURE, verbose=0).shape[1:3] == (6, 6)
    alone = tlkit.load_backbone(name, weights=None, input_shape=(384, 384, 3), **options)
    crops, once, least = seconds((model, CROPS), (everywhere, PICTURE), (alone, PICTURE))
    print(f"{name}: {crops:.3f} s 36 crops, {once:.3f} s one pass, {least:.3f} s the network alone")
    print(f"    {crops / once:.1f} times as fast (goal 10), {once / least:.2f} of it (goal 1.3)")
    return once / crops


if __name__ == "__main__":
    print(f"keras {keras.__version__}, {keras.backend.backend()}")
    measure("MobileNet", alpha=0.25)
    print(f"ratio {measure('VGG16'):.3f} limit {LIMIT:.3f}")
