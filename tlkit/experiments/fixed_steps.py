"""Train a whole network for a fixed number of steps, to compare where it started."""

import keras
import numpy as np

from tlkit.data.splits import Images
from tlkit.models.heads import add_head

BATCH = 32


def accuracy_after(
    steps: int, network: keras.Model, train: Images, test: Images, *, rate: float, seed: int
) -> float:
    """Return the test accuracy of a network and a new head, after so many steps of Adam.

    All layers train, batch normalisation included; the rate climbs for a tenth of the steps and
    then falls to zero along a cosine. The network is changed.

    Args:
        steps: of BATCH images each, drawn in rounds that take every image once.
        network: a backbone.
        train: images to learn from.
        test: images to measure the accuracy on.
        rate: the highest learning rate.
        seed: of the head and of the order.
    """
    keras.utils.set_random_seed(seed)
    model = add_head(network, len(np.unique(train.labels)), seed=seed)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.9  # so that its statistics keep up in so few steps
    schedule = keras.optimizers.schedules.CosineDecay(
        0.0, steps, warmup_target=rate, warmup_steps=steps // 10
    )
    model.compile(
        keras.optimizers.Adam(schedule), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    rng = np.random.default_rng(seed)
    rounds = -(-steps * BATCH // len(train.labels))
    order = np.concatenate([rng.permutation(len(train.labels)) for _ in range(rounds)])
    order = order[: steps * BATCH]
    model.fit(train.images[order], train.labels[order], batch_size=BATCH, shuffle=False, verbose=0)
    return float(model.evaluate(test.images, test.labels, batch_size=100, verbose=0)[1])
