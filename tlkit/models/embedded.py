"""The networks whose weights ship with tlkit: the one place where another is added.

It takes an entry in EMBEDDED; `tlkit pretrain NAME`, which trains it as its recipe says; and the
two files that this writes, moved to the folder `weights`. `tlkit.load_backbone(NAME)` then loads
it, if it is one of Keras Applications. Nothing here imports Keras: the command line reads names.
"""

from pathlib import Path
from typing import Any, NamedTuple

EMBEDDED_WEIGHTS = Path(__file__).parent / "weights"


class Recipe(NamedTuple):
    """How a network is pretrained."""

    asked: dict[str, str]  # the layer whose average over the image answers each question
    rate: float  # the peak learning rate
    epochs: int
    plain: float  # share of plain fractals among the images


class Embedded(NamedTuple):
    """A network whose weights ship: how it is built, and how it was pretrained."""

    options: dict[str, Any]  # of its builder in Keras Applications
    input_shape: tuple[int, int, int]
    recipe: Recipe

    @property
    def size(self) -> int:
        """Height and width of the images that it was pretrained on, in pixels."""
        return self.input_shape[0]


EMBEDDED = {
    "MobileNet": Embedded(
        options={"alpha": 0.25},
        input_shape=(64, 64, 3),
        recipe=Recipe(
            asked={
                "figure": "conv_pw_13_relu",
                "figure colour": "conv_pw_5_relu",
                "ground": "conv_pw_9_relu",
                "ground colour": "conv_pw_5_relu",
            },
            rate=3e-3,
            epochs=120,
            plain=0.5,
        ),
    ),
    "demonstration": Embedded(  # built by tlkit.demonstration_network
        options={},
        input_shape=(32, 32, 3),
        recipe=Recipe(asked={"figure": "dense2"}, rate=1e-3, epochs=100, plain=1.0),
    ),
}


def weights_file(name: str) -> Path:
    """Return the file that holds the weights of an embedded network."""
    return EMBEDDED_WEIGHTS / f"{name}.weights.h5"
