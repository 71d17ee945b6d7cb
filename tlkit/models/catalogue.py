"""The networks of Keras Applications: one row each, from a file instead of building them all.

`python -m tlkit.models.catalogue` builds each one, in ten minutes or so, and writes `networks.json`
beside this file.
"""

import inspect
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import keras
from keras.src.backend.config import keras_home
from tqdm.auto import tqdm

FILE = Path(__file__).with_name("networks.json")
_WIDTHS = {  # those that ImageNet weights were published for, where there are several
    "MobileNet": (0.25, 0.5, 0.75, 1.0),
    "MobileNetV2": (0.35, 0.5, 0.75, 1.0, 1.3, 1.4),
    "MobileNetV3Large": (0.75, 1.0),
    "MobileNetV3Small": (0.75, 1.0),
}


@cache
def networks() -> list[dict[str, Any]]:
    """The rows of the file, as `describe` made them."""
    return json.loads(FILE.read_text())


def network_names() -> list[str]:
    """The networks of the Keras that is installed."""
    return [name for name, value in vars(keras.applications).items() if inspect.isfunction(value)]


def weights_folder() -> Path:
    """Where Keras keeps the weights that it has downloaded; KERAS_HOME moves it."""
    home = Path(keras_home())
    return (home if os.access(home, os.W_OK) else Path("/tmp/.keras")) / "models"


def describe(name: str, **options: float) -> dict[str, Any]:
    """Build a network with and without its classifier, download nothing, and say what it is."""
    files: list[str] = []
    with (
        patch("keras.src.utils.file_utils.get_file", lambda file, *_, **__: files.append(file)),
        patch.object(keras.Model, "load_weights"),
    ):
        builder = getattr(keras.applications, name)
        shape = builder(**options).input_shape[1:]
        body = builder(**options, include_top=False, input_shape=shape)
    return {
        "name": name,
        "options": options,
        "size": shape[0] or 224,  # MobileNetV3 takes any
        "layers": len(body.layers),
        "parameters": body.count_params(),
        "files": files,  # of the weights: with the classifier, and without
    }


def _rows() -> Iterator[dict[str, Any]]:
    for name in tqdm(network_names(), unit="network"):
        for width in _WIDTHS.get(name, (None,)):
            yield describe(name, **({} if width is None else {"alpha": width}))


if __name__ == "__main__":
    FILE.write_text("[\n" + ",\n".join(map(json.dumps, _rows())) + "\n]\n")
