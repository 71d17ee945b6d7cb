"""A classifier over a large picture in one pass, against a pass over a batch of crops.

    python tests/benchmarks/class_map.py

A picture of 384 pixels, networks for 224 pixels with random weights: 6×6 positions, 32 pixels
apart. The goal is 10 times as fast as 36 crops in one batch, and 1.3 times the network alone over
the same pixels, the least that one pass can cost. What is possible is the ratio of the
multiplications, which is printed: crops have 12.25 times the pixels, and dense layers save nothing.
VGG16, slow enough for arithmetic to be all that counts, is held to the goal. MobileNet 0.25 is
shown beside it: its pass is so short that half of it is the fixed cost of calling ninety layers,
which a batch shares. CPU seconds, so that what else the machine does is not counted; and what
`tlkit.class_map` takes for one picture, in which the conversion is made anew, is printed too.
"""

import time

import keras
import numpy as np

import tlkit
from tlkit.training.step_cost import Network

LIMIT = 1 / 10
PICTURE = np.random.default_rng(0).integers(0, 256, (1, 384, 384, 3)).astype("float32")
CROPS = np.stack(
    [PICTURE[0, y : y + 224, x : x + 224] for y in range(0, 161, 32) for x in range(0, 161, 32)]
)


def seconds(*runs):
    """The best of three times of each run, (function, images), in turns, to meet one load."""
    times = []
    for _ in range(4):  # the first one compiles
        times.append([])
        for run, images in runs:
            start = time.process_time()
            run(images)
            times[-1].append(time.process_time() - start)
    return np.min(times[1:], axis=0)


def possible(model, alone):
    """How much dearer the crops are by their multiplications."""
    head = sum(layer.count_params() for layer in model.layers[len(alone.layers) :])
    once = Network(alone).multiplications.sum() + len(CROPS) * head
    return len(CROPS) * Network(model).multiplications.sum() / once


def measure(name, **options):
    """Return the time of one pass over the picture, divided by that of its crops; print all."""
    model = tlkit.add_head(tlkit.load_backbone(name, weights=None, **options), 5)
    everywhere = tlkit.to_fully_convolutional(model)
    assert everywhere.predict(PICTURE, verbose=0).shape[1:3] == (6, 6)
    alone = tlkit.load_backbone(name, weights=None, input_shape=(384, 384, 3), **options)
    crops, once, least, whole = seconds(
        (model.predict_on_batch, CROPS),
        (everywhere.predict_on_batch, PICTURE),
        (alone.predict_on_batch, PICTURE),
        (lambda picture: tlkit.class_map(model, picture), PICTURE),
    )
    print(f"{name}: {crops:.3f} s 36 crops, {once:.3f} s one pass, {least:.3f} s the network alone")
    print(f"    {crops / once:.1f} times as fast (goal 10, possible {possible(model, alone):.1f})")
    print(f"    {once / least:.2f} of the network alone (goal 1.3); class_map {whole:.3f} s")
    return once / crops


if __name__ == "__main__":
    print(f"keras {keras.__version__}, {keras.backend.backend()}")
    measure("MobileNet", alpha=0.25)
    print(f"ratio {measure('VGG16'):.3f} limit {LIMIT:.3f}")
