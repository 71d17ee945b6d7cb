"""The demonstration network: small enough to look into, three convolutions and three dense layers.

Its first layer has 32 filters of 7×7 pixels, large enough to see what they learned.
"""

from pathlib import Path

import keras

from tlkit.data.drawn.compositions import CLASSES
from tlkit.models.embedded import weights_file


def demonstration_network(
    *,
    weights: str | Path | None = "embedded",
    input_shape: tuple[int, int, int] = (32, 32, 3),
) -> keras.Model:
    """Return the demonstration network, which takes raw pixels.

        >>> network = demonstration_network(weights=None)
        >>> [layer.name for layer in network.layers if layer.weights]
        ['conv1', 'conv2', 'conv3', 'dense1', 'dense2', 'dense3']

    Its last layer, `dense3`, is the classifier that told the fractals of pretraining apart, without
    a softmax; `tlkit.replace_head` puts another in its place. The feature map is averaged before
    the dense layers, so the same weights serve images of any size.

    Args:
        weights: "embedded" (ships with tlkit), the path of what `tlkit pretrain demonstration`
            wrote, or None for random weights.
        input_shape: (height, width, 3), 16 pixels or more; pretraining takes 32.

    Raises:
        FileNotFoundError: there is no weights file at the path.
        ValueError: images too small, or without three channels.
    """
    *sides, channels = input_shape
    if len(sides) != 2 or channels != 3 or any(side is not None and side < 16 for side in sides):
        raise ValueError(
            f"input_shape is {input_shape}; expected (height, width, 3), 16 pixels or more"
        )

    if weights == "embedded":
        weights = weights_file("demonstration")
    if weights is not None and not Path(weights).exists():
        raise FileNotFoundError(
            f"no weights file at {weights}; `tlkit pretrain demonstration` makes one, and None "
            "stands for random weights"
        )

    image = keras.Input(input_shape, name="image")
    x = image / 127.5 - 1
    for i, (filters, side, stride) in enumerate([(32, 7, 2), (64, 3, 1), (128, 3, 1)], start=1):
        x = keras.layers.Conv2D(
            filters, side, stride, padding="same", activation="relu", name=f"conv{i}"
        )(x)
        x = keras.layers.MaxPooling2D(name=f"pool{i}")(x)

    x = keras.layers.GlobalAveragePooling2D(name="average")(x)
    x = keras.layers.Dense(128, activation="relu", name="dense1")(x)
    x = keras.layers.Dense(128, activation="relu", name="dense2")(x)
    x = keras.layers.Dense(CLASSES["figure"], name="dense3")(x)

    network = keras.Model(image, x, name="demonstration")
    if weights is not None:
        network.load_weights(weights)
    return network
